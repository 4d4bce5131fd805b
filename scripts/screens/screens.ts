import { spawn as spawnChild } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { spawn } from '@lydell/node-pty'
import headless, { type Terminal } from '@xterm/headless'
import { RECORD } from '../../test/support/record.ts'
import { sepDraft } from '../../test/support/sep-draft.ts'
import { screenSvg } from './screen-svg.ts'

type Scene = {
  readonly file: string
  readonly argv: readonly string[]
  readonly keys: readonly [until: string, press: string][]
  readonly rows?: number
  /** The seed file of its fake GitHub. */
  readonly seed?: string
  /** The files in its folder, by name. */
  readonly files?: Readonly<Record<string, () => string>>
  /** The picture is taken as soon as this text appears; by default, at the end. */
  readonly until?: string
}

type Env = Readonly<Record<string, string>>

const COLUMNS = 84
const ROWS = 28
/** Much longer than a scene takes. */
const TIME_LIMIT_MS = 30_000

const FAKE = 'test/support/fake-github/main.ts'
const EDITOR = `#!/bin/sh
echo 'The client waits for ever when the server process ends before it answers initialize. It should raise an error.' > "$1"
`

/** Pictures for the README and docs/, each made from a real run in a real pseudo-terminal. */
const SCENES: readonly Scene[] = [
  {
    file: '.github/screens/walk.svg',
    argv: ['where'],
    keys: [
      ['Something is broken', '\r'],
      ['May everyone read it?', '\r'],
      ['Can it be reproduced?', '\r'],
      ['Where does it happen?', '\u001B[B\u001B[B\r'],
      ['Start writing it now?', '\u001B[B\r'],
    ],
  },
  {
    file: '.github/screens/private.svg',
    argv: ['where', '--no-input', "the go sdk lets me read another tenant's events"],
    keys: [],
  },
  {
    file: '.github/screens/post.svg',
    argv: ['where', 'stdio client hangs when the server exits early, python sdk'],
    rows: 58,
    seed: 'test/support/fake-github/seeds/walk.yaml',
    keys: [
      ['Start writing it now?', '\r'],
      ['Title', '\r'],
      ['Write it in', '\r'],
      ['Versions', 'Python 3.13, mcp 2.1\r'],
      ['Is everything right?', '\r'],
      ['Did AI help with it?', '\r'],
      ['How do you want to post it?', '\u001B[B\r'],
    ],
  },
  {
    file: '.github/screens/bulk.svg',
    argv: ['issue', 'bulk', 'release.yaml', '--apply', '--ai-disclosure', 'none'],
    rows: 30,
    seed: 'test/support/fake-github/seeds/release.yaml',
    files: { 'release.yaml': () => planInDocs('release.yaml') },
    until: ' 4/7 ',
    keys: [['Type 6 to create all of them', '6\r']],
  },
  {
    file: '.github/screens/decision.svg',
    argv: ['decision', 'open', 'record.md'],
    rows: 34,
    seed: 'test/support/fake-github/seeds/decision.yaml',
    files: { 'record.md': () => RECORD },
    keys: [['Post it to', '\r']],
  },
  {
    file: '.github/screens/sep.svg',
    argv: ['sep', 'open', 'seps/0000-icons-for-tools.md'],
    rows: 40,
    seed: 'test/support/fake-github/seeds/proposal.yaml',
    files: { 'seps/0000-icons-for-tools.md': sepDraft },
    keys: [['Put it on a branch', '\r']],
  },
]

/** Records all scenes, or only those whose file name contains the argument: `npm run screens -- sep`. */
const [nameFilter = ''] = process.argv.slice(2)

for (const scene of SCENES.filter(({ file }) => file.includes(nameFilter))) {
  const github = scene.seed === undefined ? null : await startFakeGitHub(scene.seed)
  for (const [name, text] of Object.entries(scene.files ?? {})) writeInto(github?.env.CWD ?? '.', name, text())
  writeFileSync(scene.file, screenSvg(await record(scene, github?.env ?? {}), commandLine(scene)))
  github?.stop()
}

function writeInto(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

function planInDocs(name: string): string {
  return readFileSync('docs/bulk.md', 'utf8').split(`\`\`\`yaml\n# ${name}\n`)[1]?.split('```')[0] ?? ''
}

function commandLine({ argv }: Scene): string {
  const words = argv.filter((word) => word !== '--no-input')
  return `npx mcp-comms ${words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`
}

/** Starts the fake GitHub as its own process, as CONTRIBUTING.md describes. */
async function startFakeGitHub(seed: string) {
  const fake = spawnChild(process.execPath, ['--import', 'tsx', FAKE, '--port', '0', '--seed', seed])
  const [line] = await once(fake.stdout, 'data')
  const url = String(line).replace('listening on ', '').trim()
  const cwd = mkdtempSync(join(tmpdir(), 'screens-'))
  writeFileSync(join(cwd, 'editor'), EDITOR, { mode: 0o700 })
  const env = {
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GH_TOKEN: 'any',
    EDITOR: join(cwd, 'editor'),
  }
  return { env: { ...env, CWD: cwd, XDG_CACHE_HOME: cwd, XDG_STATE_HOME: cwd }, stop: () => fake.kill() }
}

async function record({ argv, keys, until, rows = ROWS }: Scene, { CWD = '.', ...more }: Env): Promise<Terminal> {
  const terminal = new headless.Terminal({ cols: COLUMNS, rows, allowProposedApi: true })
  const program = spawn(process.execPath, [resolve('bin/mcp-comms.js'), ...argv], {
    cwd: CWD,
    cols: COLUMNS,
    rows,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', ...more },
  })
  const remainingKeys = [...keys]
  let output = ''
  let isTaken = false
  program.onData((data) => {
    if (isTaken) return
    // The folder of this recording says nothing to others.
    terminal.write(data.replaceAll(`${CWD}/mcp-comms`, '~/.local/state/mcp-comms'))
    output += data
    if (until !== undefined && output.includes(until)) {
      isTaken = true
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
  await new Promise<void>((written) => terminal.write('', written))
  return terminal
}
