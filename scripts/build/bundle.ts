import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { slimSecretlint } from './secretlint.ts'
import { deferUnicodePatterns } from './unicode-patterns.ts'

/**
 * The chunks of the program. A chunk also includes the imports of its modules, unless an earlier chunk includes them. Opening a
 * file takes longer than parsing it, so each chunk contains code that is usually needed together. The bundler makes its own chunks
 * of all other code, such as Octokit, prompts, and the rules for secrets.
 */
const CHUNKS: readonly (readonly [name: string, modules: readonly string[]])[] = [
  // What every command needs, and the rest of what `where --json` needs.
  [
    'core',
    [
      'src/(errors|system/(clock|interrupt|files)|program)\\.ts',
      'src/commands/(tree|shared/(define|flags|limit)|(sep|templates)/shared/flags|.*/command)\\.',
      'src/text/(quote|github-names)',
      'src/storage/policy-file',
      'src/terminal/(json|terminal|confirm)\\.',
      'src/policy/(?!parse|schema|problems|source-refs|rendered|diagram|changes|check/)',
      'src/classifier/(?!folder|manifests|interview)',
      'src/commands/where/(run|flags)',
      'src/terminal/views/where/answer-json',
      'src/text/(nearest|words)',
      'commander|fastest-levenshtein|rolldown.runtime|^empty$',
    ],
  ],
  ['schemas', ['node_modules/zod/']],
  ['yaml', ['src/text/yaml', 'node_modules/yaml/']],
  ['markdown', ['src/text/markdown-tree', 'node_modules/(micromark|mdast)(?!.*(mdx|acorn))']],
  // Only the SEP linter loads this chunk, and only to parse MDX.
  ['mdx', ['src/seps/lint/mdx\\.', 'node_modules/.*(mdx|acorn)']],
  ['transliteration', ['node_modules/any-ascii/']],
  ['exact-json', ['src/text/json', 'node_modules/@humanwhocodes/momoa']],
  // Without the patterns for titles, which take a millisecond to prepare.
  ['lines', ['src/text/lines']],
  ['text', ['src/text/']],
  ['screen', ['src/terminal/style\\.', 'node_modules/fast-']],
  ['error', ['src/terminal/error', 'src/usage-error', 'src/commands/shared/lint-files']],
  ['colors', ['src/terminal/rich-style']],
  [
    'answer',
    [
      'src/terminal/views/(where/|groups|shared/source)',
      'src/commands/(groups/run|where/many-texts)',
      'src/storage/project-folder',
    ],
  ],
  ['system', ['src/system/']],
  ['maintainers', ['src/seps/maintainers']],
  ['forms', ['src/(forms|drafts)/']],
  // Code that works without Octokit: for GitHub's web pages, and for dry runs.
  ['github', ['src/github/(failure|endpoints|target|posts|retry|public-reader|look-up|private-reports|headers)']],
  ['github-api', ['src/github/']],
  ['templates', ['src/(preflight/templates|storage/template-cache)']],
  // A draft that becomes a private report is looked up among the parts of a conversation.
  ['drafts', ['src/storage/(draft-|stored-drafts)', 'src/discord/follow-ups']],
  ['publication', ['src/publish/(?!.*proposal|push-branch)', '^without-forge$']],
  ['seps', ['src/seps/(?!lint|catalogue|waiting|search|life-cycle|diagram)']],
  ['write-draft', ['src/commands/shared/(new-draft|fill-draft|draft-flags)', 'src/checks/check']],
  ['preflight', ['src/preflight/(?!sep)', 'src/checks/']],
  // Only for --from-discord.
  ['discord', ['src/discord/', 'src/commands/shared/from-discord', 'node_modules/(htmlparser2|dom|entities)']],
  ['open-draft', ['src/commands/shared/(?!(read-(public-)?)?source)']],
  // Code that both plans and SEPs need, in a chunk of its own, so that `issue bulk` does not load the commands of SEPs.
  ['sources', ['src/commands/shared/(read-public-)?source']],
  ['template-commands', ['src/commands/templates/', 'src/terminal/views/templates/']],
  [
    'sep-lint',
    ['src/seps/lint/', 'src/commands/sep/lint/', 'src/terminal/views/sep/(lint|rules)', 'src/preflight/sep'],
  ],
  ['proposals', ['src/commands/sep/(open|update)/', 'src/publish/', 'src/storage/(sep-journal|filed-seps)']],
  ['policy-views', ['src/commands/policy/(show|diagram)/', 'src/policy/diagram/']],
  ['sep-catalogue', ['src/seps/(catalogue|waiting|search|life-cycle|diagram)']],
  ['sep-commands', ['src/commands/sep/', 'src/terminal/views/sep']],
  ['bulk', ['src/bulk/', 'src/commands/issue/(bulk|plan)/', 'src/terminal/views/bulk/', 'src/storage/(plan|ledger)']],
  ['views', ['src/terminal/views/']],
  ['mcp', ['src/commands/mcp/', 'node_modules/@modelcontextprotocol/']],
  ['ask', ['src/commands/where/(ask|start-writing)']],
  // Small commands that need the same code share a chunk.
  ['local-commands', ['src/commands/(doctor|trust|completion|check|drafts)/']],
  ['record-commands', ['src/commands/decision/']],
  ['policy-check', ['src/commands/policy/check/', 'src/policy/check/', 'src/storage/verified-sources']],
  ['policy-commands', ['src/commands/policy/']],
]

export type BundleOptions = {
  /** Does not minify, and adds source maps, so that we can measure which functions run. */
  readonly forCoverage?: boolean
}

/** Bundles `input` into `dir`, in chunks, so that a command loads little code that it does not use. */
export async function bundle(
  input: string,
  dir: string,
  version: string,
  { forCoverage = false }: BundleOptions = {},
): Promise<readonly OutputChunk[]> {
  const build = await rolldown({
    input,
    platform: 'node',
    plugins: [withoutSubprocesses, slimSecretlint, ...(forCoverage ? [] : [deferUnicodePatterns])],
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

/**
 * Checks the patterns of `CHUNKS`, because a renamed file could drop out of its chunk unnoticed.
 * @throws Error for a pattern that matches no module
 */
export function checkChunkPatterns(output: readonly OutputChunk[]): void {
  const ids = output.flatMap(({ modules }) => Object.keys(modules))
  const unused = CHUNKS.flatMap(([, modules]) => modules).filter(
    (pattern) => !ids.some((id) => toRegExp([pattern]).test(id)),
  )
  if (unused.length > 0) throw new Error(`no module matches ${unused.join(', ')}`)
}

function chunkGroup([name, modules]: (typeof CHUNKS)[number], index: number) {
  return { name, test: toRegExp(modules), priority: CHUNKS.length - index }
}

function toRegExp(modules: readonly string[]): RegExp {
  return new RegExp(modules.join('|').replaceAll('/', '[\\\\/]'))
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
