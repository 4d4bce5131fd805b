import { type CommandPage, type HelpTerm, leavesOf } from './command-tree.ts'

/** Guides for commands. A command without an entry uses the guide of its group, if there is one. */
const GUIDES: Readonly<Record<string, Guide>> = {
  where: { file: 'where.md', title: 'Finding the right place' },
  issue: { file: 'posting.md', title: 'Drafts and posting' },
  'issue plan': { file: 'bulk.md', title: 'Many issues from a plan' },
  'issue bulk': { file: 'bulk.md', title: 'Many issues from a plan' },
  discussion: { file: 'posting.md', title: 'Drafts and posting' },
  check: { file: 'checks.md', title: 'Checks' },
  sep: { file: 'seps.md', title: 'SEPs' },
  templates: { file: 'templates.md', title: 'Templates' },
  groups: { file: 'policy.md', title: 'Policy' },
  policy: { file: 'policy.md', title: 'Policy' },
  doctor: { file: 'scripting.md', title: 'Scripting' },
}

type Guide = { readonly file: string; readonly title: string }

export function commandFile({ path }: CommandPage): string {
  return `${path.join('-')}.md`
}

export function commandMarkdown(page: CommandPage): string {
  const guide = guideOf(page)
  return [
    `# mcp-comms ${page.path.join(' ')}`,
    sentence(page.description),
    fence([page.usage]),
    ...page.notes,
    ...table('Arguments', 'argument', page.args),
    ...table('Flags', 'flag', page.flags),
    ...(page.examples.length === 0 ? [] : ['## Examples', fence(page.examples)]),
    ...table('Exit codes', 'exit code', page.exitCodes),
    ...(guide === undefined ? [] : [`More: [${guide.title}](../${guide.file})`]),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

export function commandsIndex(program: CommandPage): string {
  const rows = leavesOf(program).map(
    (page) => `| [\`${page.path.join(' ')}\`](${commandFile(page)}) | ${cell(page.description)} |`,
  )
  return [
    '# Commands',
    'With `--help`, each command prints what is on its page. [Scripting](../scripting.md) has the exit codes, environment variables and JSON fields.',
    ['| command | |', '|---|---|', ...rows].join('\n'),
    '',
  ].join('\n\n')
}

function guideOf({ path }: CommandPage): Guide | undefined {
  return GUIDES[path.join(' ')] ?? GUIDES[path[0] ?? '']
}

function table(heading: string, column: string, terms: readonly HelpTerm[]): string[] {
  if (terms.length === 0) return []
  const rows = terms.map(({ term, description }) => `| \`${cell(term)}\` | ${cell(description)} |`)
  return [`## ${heading}`, [`| ${column} | |`, '|---|---|', ...rows].join('\n')]
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ')
}

function fence(lines: readonly string[]): string {
  return ['```sh', ...lines, '```'].join('\n')
}

/** Makes a sentence of a help text, which begins in lower case and has no period. */
function sentence(text: string): string {
  const end = /[.?!…]$/.test(text) ? '' : '.'
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${end}`
}
