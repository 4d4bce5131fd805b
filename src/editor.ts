import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure } from './errors.ts'

type Env = Readonly<Record<string, string | undefined>>

/**
 * A person's own editor on a text: `VISUAL`, `EDITOR`, else the one that git would start. The file can be read by its
 * owner only; when the editor fails it stays, so that nothing that was written is lost.
 */
export async function edit(text: string, env: Env): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mcp-comms-'))
  const path = join(folder, 'text.md')
  await writeFile(path, text, { mode: 0o600 })
  const command = await editorCommand(env)
  const code = await runOn(command, path, env)
  if (code !== 0) throw new Failure('file', `the editor (${command}) ended with ${code}; what you wrote is in ${path}`)
  const edited = await readFile(path, 'utf8')
  await rm(folder, { recursive: true, force: true })
  return edited
}

/** Its name without path and arguments. */
export async function editorName(env: Env): Promise<string> {
  const [program = ''] = (await editorCommand(env)).trim().split(/\s+/)
  return program.split(/[\\/]/).at(-1)?.replaceAll(/["']/g, '') || 'your editor'
}

async function editorCommand(env: Env): Promise<string> {
  const named = env['VISUAL'] || env['EDITOR'] || (await editorOfGit(env))
  return named ?? (env['OS'] === 'Windows_NT' ? 'notepad' : 'vi')
}

function editorOfGit(env: Env): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', ['var', 'GIT_EDITOR'], { env: { ...env }, windowsHide: true }, (error, stdout) =>
      resolve(error === null && stdout.trim() !== '' ? stdout.trim() : null),
    )
  })
}

/** The command is the person's own setting and may hold arguments, so a shell reads it; the path reaches it apart. */
function runOn(command: string, path: string, env: Env): Promise<number> {
  const onWindows = env['OS'] === 'Windows_NT'
  const [program, args] = onWindows ? [`${command} "${path}"`, []] : ['/bin/sh', ['-c', `${command} "$1"`, 'sh', path]]
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', env: { ...env }, shell: onWindows })
    child.on('error', (error) =>
      reject(new Failure('file', `the editor (${command}) cannot be started: set EDITOR`, { cause: error })),
    )
    child.on('close', (code) => resolve(code ?? 1))
  })
}
