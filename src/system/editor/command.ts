import { execFile } from 'node:child_process'

export type Env = Readonly<Record<string, string | undefined>>

/** `VISUAL`, `EDITOR`, else what git would start: as a shell reads it, arguments and all. */
export async function editorCommand(env: Env): Promise<string> {
  const own = [env['VISUAL'], env['EDITOR']].map((command) => command?.trim()).find((command) => command)
  return own ?? (await editorOfGit(env)) ?? (isWindows(env) ? 'notepad' : 'vi')
}

/** Its name, as people know it: without path, arguments and settings of its own. */
export async function editorName(env: Env): Promise<string> {
  const program = wordsOf(await editorCommand(env), env).find((word) => !/^\w+=/.test(word)) ?? ''
  const name = program.split(isWindows(env) ? /[\\/]/ : '/').at(-1) ?? ''
  return name.replace(/\.(exe|cmd|bat)$/i, '') || 'your editor'
}

export function isWindows(env: Env): boolean {
  return env['OS'] === 'Windows_NT'
}

/** What a shell takes for one word: quoted text, and a blank after a backslash, belong to it. */
function wordsOf(command: string, env: Env): readonly string[] {
  const pattern = isWindows(env) ? /(?:"[^"]*"|[^\s"])+/g : /(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g
  const quotes = isWindows(env) ? /"/g : /["']|\\(?=.)/g
  return [...command.matchAll(pattern)].map(([word]) => word.replaceAll(quotes, ''))
}

function editorOfGit(env: Env): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', ['var', 'GIT_EDITOR'], { env: { ...env }, windowsHide: true }, (error, stdout) =>
      resolve(error === null && stdout.trim() !== '' ? stdout.trim() : null),
    )
  })
}
