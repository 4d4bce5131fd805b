import { readLedger } from '../../src/bulk/ledger/read.ts'
import type { LedgerRecord } from '../../src/bulk/ledger/record.ts'
import { statusOf } from '../../src/bulk/ledger/status.ts'
import { markerIn } from '../../src/drafts/marker.ts'
import type { State } from '../support/fake-github/state.ts'
import type { Plan, PlanRow } from './plan.ts'

type Post = State['repositories'][string]['posts'][number] & { readonly repo: string }

/** What is not as the plan asks for, in the ledger or on GitHub; nothing, if all is well. */
export function violationsIn(plan: Plan, state: State, ledger: string): readonly string[] {
  const read = readLedger(ledger.split('\n'), 'the ledger')
  const all = [plan.tracker, ...plan.rows]
  const posts = Object.entries(state.repositories).flatMap(([repo, { posts }]) =>
    posts.map((post) => ({ ...post, repo })),
  )
  const postOf = (row: PlanRow) => posts.find(({ title, repo }) => title === row.title && isSamePlace(row, repo))
  const url = (key: string | null) => postOf(all.find((row) => row.key === key) ?? plan.tracker)?.url
  return [
    ...(read.tail === null ? [] : [`the ledger ends ${read.tail}`]),
    ...all.flatMap((row) => countFaults(row, posts)),
    ...all.flatMap((row) => postFaults(row, postOf(row), posts, url(row.parent))),
    ...all.flatMap((row) => ledgerFaults(row, postOf(row), read.records)),
    ...listFaults(postOf(plan.tracker)?.body ?? '', plan.rows.map(postOf)),
    ...labelFaults(state),
    ...surplus(posts, all),
  ]
}

/** Where an issue is reused, others of its title may be in other repositories. */
function isSamePlace({ reuse, repo }: PlanRow, place: string): boolean {
  return reuse === null || repo === place
}

function countFaults({ key, title, reuse }: PlanRow, posts: readonly Post[]): readonly string[] {
  const count = posts.filter((post) => post.title === title).length
  return reuse !== null || count === 1 ? [] : [`${key} is there ${count} times`]
}

function postFaults(
  { key, parent, reuse, labels }: PlanRow,
  post: Post | undefined,
  posts: readonly Post[],
  parentUrl: string | undefined,
): readonly string[] {
  if (post === undefined) return []
  const current =
    'parent' in post ? posts.find(({ repo, number }) => `${repo}#${number}` === post.parent)?.url : undefined
  const wanted = parent === null ? undefined : parentUrl
  const there = [...post.labels].sort().join()
  return [
    ...(current === wanted ? [] : [`${key} is a part of ${current}, not of ${wanted}`]),
    ...(reuse !== null || there === [...labels].sort().join() ? [] : [`${key} has the labels ${there}, not ${labels}`]),
  ]
}

function ledgerFaults({ key, reuse }: PlanRow, post: Post | undefined, records: readonly LedgerRecord[]) {
  const status = statusOf(records).get(key)
  const wanted = reuse === null ? 'created' : 'reused'
  if (status?.state !== wanted) return [`${key} is ${status?.state ?? 'not there'} in the ledger`]
  if (status.url !== post?.url || status.number !== post.number) return [`the ledger has another address of ${key}`]
  const markers = records.flatMap((one) =>
    one.record === 'sending' && one.act === 'create' && one.key === key ? [one.marker] : [],
  )
  const wrong = reuse === null && markers.at(-1) !== markerIn(post.body)
  return wrong ? [`the marker of ${key} is not that of the ledger`] : []
}

/** Every row has a line with its address, and no other line. */
function listFaults(body: string, posts: readonly (Post | undefined)[]): readonly string[] {
  const lines = body.split('\n').filter((line) => line.startsWith('- '))
  const times = (url: string) => lines.filter((line) => line === `- [ ] ${url}`).length
  const wrong = posts.flatMap((post) =>
    post === undefined || times(post.url) === 1 ? [] : [`the tracker has ${post.url} ${times(post.url)} times`],
  )
  return lines.length === posts.length ? wrong : [...wrong, `the list has ${lines.length} lines`]
}

function labelFaults({ repositories }: State): readonly string[] {
  return Object.entries(repositories).flatMap(([repo, { labels }]) =>
    new Set(labels).size === labels.length ? [] : [`${repo} has a label twice: ${labels}`],
  )
}

function surplus(posts: readonly Post[], rows: readonly PlanRow[]): readonly string[] {
  const own = posts.filter(({ author }) => author === 'newcomer')
  const wanted = rows.filter(({ reuse }) => reuse === null)
  const markers = own.map(({ body }) => markerIn(body))
  return [
    ...(own.length === wanted.length ? [] : [`${own.length} posts for ${wanted.length} rows`]),
    ...(new Set(markers).size === own.length && !markers.includes(null) ? [] : ['a marker is there twice, or missing']),
  ]
}
