import { parseRepoName } from '../text/github-names.ts'
import type { Client, Query } from './client.ts'
import { GitHubFailure } from './failure.ts'
import { FileText, type FileTextQuery } from './operations.ts'
import type { Shape } from './response.ts'

/**
 * Returns null if there is no such text file.
 * @param commit by default the newest commit of the default branch
 */
export async function readFileText(
  client: Client,
  repo: string,
  path: string,
  commit = 'HEAD',
): Promise<string | null> {
  const variables = { ...parseRepoName(repo), expression: `${commit}:${path}` }
  const { repository } = await client.read(FileText, variables, repo)
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const { object } = repository
  if (object === null || !('text' in object)) return null
  if (object.isTruncated) throw new GitHubFailure({ kind: 'partial', about: `${path} of ${repo}` })
  return object.text
}

type GitObject = NonNullable<FileTextQuery['repository']>['object']
type TextsQuery = Query<
  { readonly repository: Readonly<Record<string, GitObject>> | null },
  { readonly owner: string; readonly name: string } & Readonly<Record<string, string>>
>

export type FileAtCommit = { readonly commit: string; readonly path: string }

/** A hundred SEPs are about three megabytes, which GitHub still returns. */
const FILES_PER_QUERY = 100

/**
 * Reads files, and returns a function that looks up the text of one of them; null: it is missing, truncated or not text. For a
 * fork's branch, pass the parent repository: it has the commits of its pull requests, and the fork may be private or deleted.
 * https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/working-with-forks/about-permissions-and-visibility-of-forks
 */
export async function readTexts(
  client: Client,
  repo: string,
  files: readonly FileAtCommit[],
): Promise<(file: FileAtCommit) => string | null> {
  const texts = new Map<string, string | null>()
  const expressionOf = ({ commit, path }: FileAtCommit) => `${commit}:${path}`
  for (let from = 0; from < files.length; from += FILES_PER_QUERY) {
    const expressions = files.slice(from, from + FILES_PER_QUERY).map(expressionOf)
    const variables = {
      ...Object.fromEntries(expressions.map((expression, index) => [`expression${index}`, expression])),
      ...parseRepoName(repo),
    }
    const { repository } = await client.read(textsOperation(expressions.length), variables, repo)
    for (const [index, expression] of expressions.entries())
      texts.set(expression, textIn(repository?.[`file${index}`] ?? null))
  }
  return (file) => texts.get(expressionOf(file)) ?? null
}

/** The text of a blob; null if GitHub truncates it, or it is not text. */
export function textIn(object: object | null): string | null {
  if (object === null || !('text' in object) || typeof object.text !== 'string') return null
  return 'isTruncated' in object && object.isTruncated === true ? null : object.text
}

/** Builds a query, because the number of files is known only at run time. */
function textsOperation(count: number): TextsQuery {
  const indexes = Array.from({ length: count }, (_, index) => index)
  const text = `query SepTexts($owner: String!, $name: String!, ${indexes.map((index) => `$expression${index}: String!`).join(', ')}) {
  repository(owner: $owner, name: $name) {
${indexes.map((index) => `    file${index}: object(expression: $expression${index}) { ... on Blob { text isTruncated } }`).join('\n')}
  }
}`
  const file: Shape = {
    nullable: { fields: { text: { optional: { nullable: 'string' } }, isTruncated: { optional: 'boolean' } } },
  }
  const files = Object.fromEntries(indexes.map((index) => [`file${index}`, file] as const))
  return { kind: 'query', name: 'SepTexts', text, shape: { fields: { repository: { nullable: { fields: files } } } } }
}
