import { type LedgerRecord, parseLedger } from '../../src/bulk/ledger/record.ts'
import { statusesOf } from '../../src/bulk/ledger/status.ts'
import { markerIn } from '../../src/text/added-lines.ts'
import type { State } from '../support/fake-github/state.ts'
import type { Plan, PlanRow } from './plan.ts'

type Post = State['repositories'][string]['posts'][number] & { readonly repo: string }

/** Differences between the plan and the result on GitHub or in the ledger; empty if all is correct. */
export function violationsIn(plan: Plan, state: State, ledger: string): readonly string[] {
  const parsed = parseLedger(ledger.split('\n'), 'the ledger')
  const expectedRows = [plan.tracker, ...plan.rows]
  const posts = Object.entries(state.repositories).flatMap(([repo, { posts }]) =>
    posts.map((post) => ({ ...post, repo })),
  )
  const postOf = (row: PlanRow) =>
    posts.find(({ title, repo }) => title === row.title && isInExpectedRepository(row, repo))
  const urlOf = (key: string | null) => postOf(expectedRows.find((row) => row.key === key) ?? plan.tracker)?.url
  return [
    ...(parsed.tail === null ? [] : [`the ledger ends ${parsed.tail}`]),
    ...expectedRows.flatMap((row) => missingPostViolations(row, posts)),
    ...expectedRows.flatMap((row) => postViolations(row, postOf(row), posts, urlOf(row.parent))),
    ...expectedRows.flatMap((row) => ledgerViolations(row, postOf(row), parsed.records)),
    ...listViolations(postOf(plan.tracker)?.body ?? '', plan.rows.map(postOf)),
    ...labelViolations(state),
    ...surplusViolations(posts, expectedRows),
  ]
}

/** Always true for a new post. The title of a reused issue is not enough, because every repository has an issue with that title. */
function isInExpectedRepository({ reuse, repo }: PlanRow, postRepo: string): boolean {
  return reuse === null || repo === postRepo
}

/** Posts that exist more than once. */
export function duplicatesIn(plan: Plan, { repositories }: State): readonly string[] {
  const viewerPosts = Object.values(repositories)
    .flatMap(({ posts }) => posts)
    .filter(({ author }) => author === 'newcomer')
  return [plan.tracker, ...plan.rows].flatMap(({ key, title }) => {
    const count = viewerPosts.filter((post) => post.title === title).length
    return count < 2 ? [] : [`${key} exists ${count} times`]
  })
}

function missingPostViolations({ key, title, reuse }: PlanRow, posts: readonly Post[]): readonly string[] {
  const exists = posts.some((post) => post.title === title)
  return reuse !== null || exists ? [] : [`${key} has no post`]
}

function postViolations(
  { key, parent, reuse, labels }: PlanRow,
  post: Post | undefined,
  posts: readonly Post[],
  parentUrl: string | undefined,
): readonly string[] {
  if (post === undefined) return []
  const current =
    'parent' in post ? posts.find(({ repo, number }) => `${repo}#${number}` === post.parent)?.url : undefined
  const expected = parent === null ? undefined : parentUrl
  const actualLabels = [...post.labels].sort().join()
  return [
    ...(current === expected ? [] : [`${key} is a sub-issue of ${current}, not of ${expected}`]),
    ...(reuse !== null || actualLabels === [...labels].sort().join()
      ? []
      : [`${key} has the labels ${actualLabels}, not ${labels}`]),
  ]
}

function ledgerViolations({ key, reuse }: PlanRow, post: Post | undefined, records: readonly LedgerRecord[]) {
  const status = statusesOf(records).get(key)
  const expected = reuse === null ? 'created' : 'reused'
  if (status?.state !== expected) return [`${key} is ${status?.state ?? 'missing'} in the ledger`]
  if (status.url !== post?.url || status.number !== post.number)
    return [`the ledger has a different address for ${key}`]
  const markers = records.flatMap((record) =>
    record.record === 'sending' && record.act === 'create' && record.key === key ? [record.marker] : [],
  )
  const isWrong = reuse === null && markers.at(-1) !== markerIn(post.body)
  return isWrong ? [`the marker of ${key} differs from the ledger`] : []
}

/** The list must have exactly one line for each row, with the address of the row's post. */
function listViolations(body: string, posts: readonly (Post | undefined)[]): readonly string[] {
  const lines = body.split('\n').filter((line) => line.startsWith('- '))
  const times = (url: string) => lines.filter((line) => line === `- [ ] ${url}`).length
  const wrong = posts.flatMap((post) =>
    post === undefined || times(post.url) === 1 ? [] : [`the tracker has ${post.url} ${times(post.url)} times`],
  )
  return lines.length === posts.length ? wrong : [...wrong, `the list has ${lines.length} lines`]
}

function labelViolations({ repositories }: State): readonly string[] {
  return Object.entries(repositories).flatMap(([repo, { labels }]) =>
    new Set(labels).size === labels.length ? [] : [`${repo} has a label twice: ${labels}`],
  )
}

function surplusViolations(posts: readonly Post[], rows: readonly PlanRow[]): readonly string[] {
  const viewerPosts = posts.filter(({ author }) => author === 'newcomer')
  const expected = rows.filter(({ reuse }) => reuse === null)
  const markers = viewerPosts.map(({ body }) => markerIn(body))
  return [
    ...(viewerPosts.length === expected.length ? [] : [`${viewerPosts.length} posts for ${expected.length} rows`]),
    ...(new Set(markers).size === viewerPosts.length && !markers.includes(null)
      ? []
      : ['a marker is duplicate or missing']),
  ]
}
