import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { slimSecretlint } from './secretlint.ts'

/** What every start needs stands in one file: opening a file costs more than reading its code. */
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

/** One bundle of `input` in `dir`, split so that a command loads only what it uses. */
export async function bundleInto(dir: string, input: string, version: string): Promise<readonly OutputChunk[]> {
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
    minify: true,
    comments: { legal: false },
    codeSplitting: { groups: [{ name: 'core', test: CORE }] },
  })
  return output.flatMap((part) => (part.type === 'chunk' ? [part] : []))
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
