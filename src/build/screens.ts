import { writeFileSync } from 'node:fs'
import { spawn } from '@lydell/node-pty'
import headless, { type Terminal } from '@xterm/headless'
import { screenSvg } from './screen-svg.ts'

type Scene = {
  readonly file: string
  readonly argv: readonly string[]
  readonly keys: readonly [until: string, press: string][]
}

const COLUMNS = 84
const ROWS = 28

/** Pictures for the README, each made from a real run in a real pseudo-terminal. */
const SCENES: readonly Scene[] = [
  {
    file: '.github/screens/walk.svg',
    argv: ['where'],
    keys: [
      ['Something is broken', '\r'],
      ['May everyone read it?', '\r'],
      ['Could someone start on it?', '\r'],
      ['Where does it happen?', '\u001B[B\u001B[B\r'],
    ],
  },
  {
    file: '.github/screens/private.svg',
    argv: ['where', '--no-input', "the go sdk lets me read another tenant's events"],
    keys: [],
  },
]

for (const scene of SCENES) writeFileSync(scene.file, screenSvg(await record(scene), commandLine(scene)))

function commandLine({ argv }: Scene): string {
  const words = argv.filter((word) => word !== '--no-input')
  return `npx mcp-comms ${words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ')}`
}

async function record({ argv, keys }: Scene): Promise<Terminal> {
  const terminal = new headless.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true })
  const program = spawn(process.execPath, ['bin/mcp-comms.js', ...argv], {
    cols: COLUMNS,
    rows: ROWS,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8' },
  })
  const left = [...keys]
  let seen = ''
  program.onData((data) => {
    terminal.write(data)
    seen += data
    const [next] = left
    if (next === undefined || !seen.includes(next[0])) return
    left.shift()
    seen = ''
    program.write(next[1])
  })
  await new Promise<void>((ended) => program.onExit(() => ended()))
  await new Promise<void>((written) => terminal.write('', written))
  return terminal
}
