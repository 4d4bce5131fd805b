import type { SeedInput } from '../support/fake-github/seed.ts'

const LANGUAGES = ['typescript', 'python', 'java', 'kotlin', 'csharp', 'go', 'php', 'ruby', 'rust', 'swift']
export const REPOS: readonly string[] = LANGUAGES.map((language) => `example/${language}-sdk`)

const FEATURES = ['the handshake', 'elicitation', 'sampling', 'icons', 'tasks', 'roots', 'resource links', 'progress']
const TASKS = ['an example', 'a guide', 'types', 'a changelog entry', 'a migration note', 'tests', 'benchmarks']
const PARTS = ['The client side', 'The server side', 'The transport', 'The documentation', 'The schema']

type Row = { readonly repo: string; readonly title: string; readonly labels: readonly string[]; readonly body: string }

/** Ten repositories in which the viewer may set labels. `limits`: how many posts GitHub allows. */
export function bulkSeed(limits: SeedInput['limits'] = {}): SeedInput {
  const repository = { permission: 'TRIAGE' as const, labels: ['sep', 'tracking', 'docs'] }
  return {
    viewer: { login: 'maintainer' },
    limits,
    repositories: Object.fromEntries(REPOS.map((repo) => [repo, repository])),
  }
}

/** A unique row of a plan, with a body of about 300 characters. */
function rowAt(index: number): Row {
  // Moves on to the next text after `step` rows.
  const pick = (from: readonly string[], step: number) => from[Math.floor(index / step) % from.length] ?? ''
  const repo = pick(REPOS, 1)
  const what = pick(FEATURES, 10)
  const number = 1_000 + Math.floor(index / REPOS.length)
  return {
    repo,
    title: `Implement SEP-${number} (${what}) in ${repo.split('/')[1]}`,
    labels: index % 3 === 0 ? ['sep', 'docs'] : ['sep', 'tracking'],
    body: [
      `${pick(PARTS, 3)} has to follow SEP-${number}, which changes ${what} in the next revision.`,
      '',
      `- [ ] Read https://example.org/seps/${number} and list what changes for case ${index}`,
      `- [ ] Add ${pick(TASKS, 7)} for ${what}, and ${pick(TASKS, 11)} with "quotes", commas, and two names`,
      `- [ ] Say in the release notes of version ${index % 9}.${index % 31}.0 that it is supported`,
    ].join('\n'),
  }
}

export type PlanFormat = 'csv' | 'jsonl' | 'yaml'

/** The text of a plan with this many rows, in pieces, so that a large plan need not be in memory as a whole. */
export function* planPieces(format: PlanFormat, rows: number): Generator<string> {
  if (format === 'csv') yield 'repo,title,labels,body\n'
  if (format === 'yaml') yield 'rows:\n'
  for (let index = 0; index < rows; index++) yield printRow(format, rowAt(index))
}

function printRow(format: PlanFormat, { repo, title, labels, body }: Row): string {
  switch (format) {
    case 'csv':
      return `${[repo, title, labels.join(', '), body].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`
    case 'jsonl':
      return `${JSON.stringify({ repo, title, labels, body })}\n`
    case 'yaml':
      return [
        `  - repo: ${repo}`,
        `    title: ${JSON.stringify(title)}`,
        `    labels: [${labels.join(', ')}]`,
        '    body: |',
        ...body.split('\n').map((line) => (line === '' ? '' : `      ${line}`)),
        '',
      ].join('\n')
    default:
      return format satisfies never
  }
}
