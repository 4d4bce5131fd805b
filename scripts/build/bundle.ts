import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { slimSecretlint } from './secretlint.ts'

/**
 * The chunks of the program, from the bottom up: a chunk takes what its modules import along, unless an earlier one has it.
 * Opening a file takes longer than parsing it, so each holds what is mostly needed together. What none of them takes
 * (GitHub's client, prompts, the rules for secrets) is loaded by the few commands that need it.
 */
const CHUNKS: readonly (readonly [name: string, modules: readonly string[]])[] = [
  // The code that every start needs.
  [
    'core',
    [
      'src/(errors|system/(clock|interrupt)|system/files|system/files/failure|program)\\.ts',
      'src/commands/(tree|shared/(define|flags)|.*/(command|flags))\\.',
      'src/policy/(?!parse|schema|diagram)',
      'src/classifier/',
      'src/text/quote',
      'src/commands/where/(run|flags)',
      'src/storage/policy-file',
      'src/terminal/(json|terminal|views/where/answer-json|confirm\\.)',
      'commander|fastest-levenshtein|rolldown.runtime|^empty$',
    ],
  ],
  ['schemas', ['node_modules/zod/']],
  ['yaml', ['node_modules/yaml/']],
  ['text', ['src/text/']],
  ['screen', ['src/terminal/(style|layout|table)\\.', 'node_modules/chalk/']],
  ['system', ['src/system/']],
  ['sep-lint', ['src/commands/sep/lint/', 'src/seps/lint/', 'src/terminal/views/sep/(lint|rules)']],
  ['seps', ['src/seps/', 'src/commands/sep/(diagram|list|show|sponsors|status|shared)/', 'src/terminal/views/sep']],
  ['forms', ['src/(forms|drafts)/']],
  ['templates', ['src/commands/templates/', 'src/terminal/views/templates/']],
  ['views', ['src/terminal/views/(?!bulk/|shared/post-preview)']],
  ['publish', ['src/publish/']],
  ['preflight', ['src/(preflight|checks|storage)/']],
  ['bulk', ['src/bulk/', 'src/commands/issue/(bulk|plan)/', 'src/terminal/views/bulk/']],
  ['posts', ['src/commands/(shared|issue|discussion)/']],
  ['proposals', ['src/commands/sep/']],
]

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
    codeSplitting: { groups: CHUNKS.map(chunkGroup) },
  })
  return output.flatMap((part) => (part.type === 'chunk' ? [part] : []))
}

function chunkGroup([name, modules]: (typeof CHUNKS)[number], index: number) {
  const test = new RegExp(modules.join('|').replaceAll('/', '[\\\\/]'))
  return { name, test, priority: CHUNKS.length - index }
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
