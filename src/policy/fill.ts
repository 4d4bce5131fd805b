import type { Place } from './match.ts'
import type { Policy } from './schema.ts'

/** Placeholders in the text of a rule, such as `{repo}`, which are replaced when the rule applies. */
export const PLACEHOLDERS = ['repo', 'home', 'dev', 'group', 'groupChannel', 'advisory', 'docs', 'questions'] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

const PATTERN = /\{([a-zA-Z]+)\}/g

export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(PATTERN)].map(([, name = '']) => name)
}

export function fillPlaceholders(text: string, policy: Policy, place: Place, repo: string | null): string {
  if (!text.includes('{')) return text
  return text.replaceAll(PATTERN, (whole, name: string) =>
    isPlaceholder(name) ? placeholderValue(name, policy, place, repo) : whole,
  )
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name)
}

function placeholderValue(
  name: Placeholder,
  policy: Policy,
  { repository, group }: Place,
  repo: string | null,
): string {
  const home = policy.repositories[policy.home]?.repo ?? ''
  switch (name) {
    case 'repo':
      return repo ?? repository.repo
    case 'home':
      return home
    case 'dev':
      return repository.discord ?? '#general'
    case 'group':
      return group?.name ?? ''
    case 'groupChannel':
      return group?.channel ?? '#general'
    case 'advisory':
      return repository.security.url ?? policy.channels['security-advisory'].url ?? ''
    case 'docs':
      return repository.docs[0] ?? policy.channels.docs.url ?? ''
    case 'questions':
      return questionsUrl(repository)
    default:
      return name satisfies never
  }
}

function questionsUrl({ repo, questions }: Place['repository']): string {
  if (questions === 'discussions') return `https://github.com/${repo}/discussions`
  if ('form' in questions) return `https://github.com/${repo}/issues/new?template=${questions.form}`
  return questions.url
}

/** The source of a statement: the page and section, and which edition of the page was read. */
export type Citation = { readonly source: string; readonly edition: string }

/** `ref` is `page` or `page#section`, a key of the policy's sources. */
export function cite(policy: Policy, ref: string): Citation {
  const [page = '', section] = ref.split('#')
  const source = policy.sources[page]
  if (source === undefined) throw new Error(`policy ${policy.name}: no source "${page}"`)
  return { source: section === undefined ? source.url : `${source.url}#${section}`, edition: source.edition }
}
