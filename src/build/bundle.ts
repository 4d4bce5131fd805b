import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type Plugin, rolldown } from 'rolldown'
import { notices } from './notices.ts'
import { buildPolicy } from './policy.ts'

/** What every start needs stands in one file: opening a file costs more than reading its code. */
const CORE = new RegExp(
  [
    'src/(errors|files|program)',
    'src/policy/(?!parse|schema|diagram)',
    'src/commands/(load-policy|where/(where|flags))',
    'src/terminal/(terminal|views/answer-json)',
    'commander|fastest-levenshtein|rolldown.runtime|^empty$',
  ]
    .join('|')
    .replaceAll('/', '[\\\\/]'),
)

/** Makes `dist/`: one bundle, split so that a command loads only what it uses, with the policy beside it as JSON. */
async function bundle(): Promise<void> {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  rmSync('dist', { recursive: true, force: true })
  mkdirSync('dist')
  buildPolicy('src/policy/mcp.yaml', 'dist/policy.json')
  copyFileSync('src/policy/model.bin', 'dist/model.bin')
  const build = await rolldown({
    input: 'src/main.ts',
    platform: 'node',
    plugins: [withoutSubprocesses],
    transform: { target: 'node20', define: { VERSION: JSON.stringify(version) } },
  })
  const { output } = await build.write({
    dir: 'dist',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    minify: true,
    comments: { legal: false },
    codeSplitting: { groups: [{ name: 'core', test: CORE }] },
  })
  const modules = output.flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
  writeFileSync('THIRD-PARTY-NOTICES.txt', notices(modules))
}

/**
 * Commander can start another program for a subcommand; none of ours is one. Loading `child_process` for it costs every
 * start some milliseconds, so inside Commander it is left empty.
 */
const withoutSubprocesses: Plugin = {
  name: 'without-subprocesses',
  resolveId: (source, importer) =>
    source === 'node:child_process' && /[\\/]commander[\\/]/.test(importer ?? '') ? 'empty' : null,
  load: (id) => (id === 'empty' ? 'module.exports = {}' : null),
}

await bundle()
