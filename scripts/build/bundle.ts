import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { slimSecretlint } from './secretlint.ts'

/** The code that every start needs, in one chunk: opening a file takes longer than parsing it. */
const CORE = new RegExp(
  [
    'src/(errors|system/files|system/files/failure|program)\\.ts',
    'src/commands/(tree|shared/(define|flags)|.*/(command|flags))\\.',
    'src/policy/(?!parse|schema|diagram)',
    'src/(classifier|text)/',
    'src/commands/where/(run|flags)',
    'src/storage/policy-file',
    'src/terminal/(json|terminal|views/where/answer-json|confirm\\.)',
    'commander|fastest-levenshtein|rolldown.runtime|^empty$',
  ]
    .join('|')
    .replaceAll('/', '[\\\\/]'),
)

export type BundleOptions = {
  /** Keeps every function apart and maps it to its source, to measure which of them run. */
  readonly forCoverage?: boolean
}

/** Bundles `input` into `dir`, split so that a command loads only what it uses. */
export async function bundle(
  input: string,
  dir: string,
  version: string,
  { forCoverage = false }: BundleOptions = {},
): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    input,
    platform: 'node',
    plugins: [withoutSubprocesses, slimSecretlint],
    transform: { target: 'node20', define: { VERSION: JSON.stringify(version) } },
  })
  const { output } = await build.write({
    dir,
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'chunks/[name]-[hash].cjs',
    minify: !forCoverage,
    sourcemap: forCoverage,
    comments: { legal: false },
    codeSplitting: { groups: [{ name: 'core', test: CORE }] },
  })
  return output.flatMap((part) => (part.type === 'chunk' ? [part] : []))
}

/**
 * Commander can run a subcommand as a separate program. We never do, and loading `child_process` for it would add some
 * milliseconds to every start, so Commander gets an empty module instead.
 */
const withoutSubprocesses: Plugin = {
  name: 'without-subprocesses',
  resolveId: (source, importer) =>
    source === 'node:child_process' && /[\\/]commander[\\/]/.test(importer ?? '') ? 'empty' : null,
  load: (id) => (id === 'empty' ? 'module.exports = {}' : null),
}
