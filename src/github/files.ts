import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import type { Query } from './operation.ts'
import type { FileTextQuery } from './operations.ts'

type Found = NonNullable<FileTextQuery['repository']>['object']
type Texts = Query<
  { readonly repository: Readonly<Record<string, Found>> | null },
  { readonly owner: string; readonly name: string } & Readonly<Record<string, string>>
>

/** A file at a commit; `key` is what the answer calls it. */
export type Wanted = { readonly key: number; readonly at: string; readonly path: string }

/** So many SEPs are some three megabytes, which GitHub answers in one go. */
const MOST_AT_ONCE = 100

/**
 * The texts of many files in one query. What is missing, cut off or no text is not in the answer. What a fork's branch
 * holds is asked of the repository itself: a pull request brings its commits there, and the fork may be private or gone.
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/working-with-forks/about-permissions-and-visibility-of-forks
 */
export async function readTexts(
  client: Client,
  repo: string,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<number, string>> {
  const texts = new Map<number, string>()
  for (let from = 0; from < wanted.length; from += MOST_AT_ONCE) {
    const some = wanted.slice(from, from + MOST_AT_ONCE)
    const expressions = some.map(({ at, path }, index) => [`expression${index}`, `${at}:${path}`] as const)
    const variables = { ...Object.fromEntries(expressions), ...parseRepoName(repo) }
    const { repository } = await client.read(textsOperation(some.length), variables, repo)
    for (const [index, { key }] of some.entries()) {
      const text = textIn(repository?.[`file${index}`] ?? null)
      if (text !== null) texts.set(key, text)
    }
  }
  return texts
}

/** The text of a blob; null where GitHub cuts it off, or where it is no text. */
export function textIn(object: object | null): string | null {
  if (object === null || !('text' in object) || typeof object.text !== 'string') return null
  return 'isTruncated' in object && object.isTruncated === true ? null : object.text
}

/** How many files there are is known only when it is asked, so this operation cannot be written down before. */
function textsOperation(count: number): Texts {
  const each = Array.from({ length: count }, (_, index) => index)
  const text = `query SepTexts($owner: String!, $name: String!, ${each.map((index) => `$expression${index}: String!`).join(', ')}) {
  repository(owner: $owner, name: $name) {
${each.map((index) => `    file${index}: object(expression: $expression${index}) { ... on Blob { oid text isTruncated } }`).join('\n')}
  }
}`
  return { kind: 'query', name: 'SepTexts', text }
}
