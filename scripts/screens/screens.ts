import { spawn as spawnChild } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { spawn } from '@lydell/node-pty'
import headless, { type Terminal } from '@xterm/headless'
import { screenSvg } from './screen-svg.ts'
import { type Command, type Scene, STORIES, type Story } from './stories.ts'

type FakeGitHub = Awaited<ReturnType<typeof startFakeGitHub>>

const COLUMNS = 84
const ROWS = 29
/** Far more time than a command needs. */
const TIME_LIMIT_MS = 30_000

const FAKE_GITHUB_SCRIPT = 'test/support/fake-github/main.ts'
const EDITOR_SCRIPT = `#!/bin/sh
echo 'The client waits for ever when the server process ends before it answers initialize. It should raise an error.' > "$1"
`

/** `npm run screens -- sep` records only the stories with a picture whose file name contains `sep`. */
const [nameFilter = ''] = process.argv.slice(2)

for (const story of STORIES) if (story.scenes.some(({ file }) => file.includes(nameFilter))) await recordStory(story)

async function recordStory({ seed, files = {}, scenes }: Story): Promise<void> {
  const github = seed === undefined ? null : await startFakeGitHub(seed)
  for (const [name, text] of Object.entries(files)) writeInto(github?.cwd ?? '.', name, text())
  for (const scene of scenes) writeFileSync(scene.file, screenSvg(await recordScene(scene, github), labelOf(scene)))
  github?.stop()
}

function writeInto(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function labelOf({ steps }: Scene): string {
  return steps.flatMap((step) => ('argv' in step ? [commandLine(step)] : [])).join('; ')
}

function commandLine({ argv }: Command): string {
  const words = argv.filter((word) => word !== '--no-input')
  return `npx mcp-comms ${words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`
}

/** Starts the fake GitHub as its own process, as CONTRIBUTING.md describes. */
async function startFakeGitHub(seed: string) {
  const fake = spawnChild(process.execPath, ['--import', 'tsx', FAKE_GITHUB_SCRIPT, '--port', '0', '--seed', seed])
  const [line] = await once(fake.stdout, 'data')
  const url = String(line).replace('listening on ', '').trim()
  const cwd = mkdtempSync(join(tmpdir(), 'screens-'))
  writeFileSync(join(cwd, 'editor'), EDITOR_SCRIPT, { mode: 0o700 })
  const env = {
    ...{ GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GH_TOKEN: 'any' },
    ...{ EDITOR: join(cwd, 'editor'), XDG_CACHE_HOME: cwd, XDG_STATE_HOME: cwd },
  }
  const change = (changes: readonly object[]) =>
    fetch(`${url}/_fake/changes`, { method: 'POST', body: JSON.stringify(changes) })
  return { cwd, env, change, stop: () => fake.kill() }
}

async function recordScene({ steps, rows = ROWS }: Scene, github: FakeGitHub | null): Promise<Terminal> {
  const terminal = new headless.Terminal({ cols: COLUMNS, rows, allowProposedApi: true })
  for (const [index, step] of steps.entries()) {
    terminal.write(index === 0 ? '' : '\r\n')
    if ('argv' in step) {
      terminal.write(`\u001B[32m$\u001B[0m ${wrapCommand(commandLine(step))}\r\n`)
      await recordCommand(step, terminal, github)
    } else {
      terminal.write(`\u001B[2m# ${step.remark}\u001B[0m\r\n`)
      await github?.change(step.changes)
    }
  }
  await new Promise<void>((written) => terminal.write('', written))
  return terminal
}

/** Breaks a long command line before flags, as a person would. */
function wrapCommand(line: string): string {
  const lines: string[] = []
  for (const part of line.split(/ (?=-)/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + part.length < COLUMNS - 6) lines[lines.length - 1] = `${last} ${part}`
    else lines.push(part)
  }
  return lines.join(' \\\r\n    ')
}

async function recordCommand(
  { argv, keys, until }: Command,
  terminal: Terminal,
  github: FakeGitHub | null,
): Promise<void> {
  const cwd = github?.cwd ?? '.'
  const program = spawn(process.execPath, [resolve('bin/mcp-comms.js'), ...argv], {
    cwd,
    cols: terminal.cols,
    rows: terminal.rows,
    env: {
      ...{ PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' },
      ...github?.env,
    },
  })
  const remainingKeys = [...keys]
  let output = ''
  let isPictureTaken = false
  program.onData((data) => {
    if (isPictureTaken) return
    // Shows the usual folder of drafts instead of the temporary folder of this recording.
    terminal.write(data.replaceAll(`${cwd}/mcp-comms`, '~/.local/state/mcp-comms'))
    output += data
    if (until !== undefined && output.includes(until)) {
      isPictureTaken = true
      program.kill()
    }
    const [next] = remainingKeys
    if (next === undefined || !output.includes(next[0])) return
    remainingKeys.shift()
    output = ''
    program.write(next[1])
  })
  const timer = setTimeout(() => program.kill(), TIME_LIMIT_MS)
  await new Promise<void>((ended) => program.onExit(() => ended()))
  clearTimeout(timer)
  if (remainingKeys[0] !== undefined)
    throw new Error(`the program never showed "${remainingKeys[0][0]}"; it ended with:\n${output}`)
}
