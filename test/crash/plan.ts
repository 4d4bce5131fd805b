import { stringify } from 'yaml'
import type { SeedInput } from '../support/fake-github/seed.ts'
import type { Random } from './random.ts'

/** A row of the plan, and what has to come of it. */
export type PlanRow = {
  readonly key: string
  readonly kind: 'issue' | 'discussion'
  readonly repo: string
  readonly title: string
  readonly labels: readonly string[]
  /** The key of another row. */
  readonly parent: string | null
  readonly reuse: string | null
}
export type Plan = { readonly tracker: PlanRow; readonly rows: readonly PlanRow[] }

const REPOS = ['example/protocol', 'example/go-sdk', 'example/rust-sdk'] as const
const THERE = ['bug', 'docs'] as const
/** No repository has it before a run. */
const MADE = 'batch one'
const REUSED = 3
const CHILDREN = 32

/** Issues that are there before; their numbers are the first ones. */
const OLD_ISSUES = Array.from({ length: REUSED }, (_, at) => ({ title: `An older wish, number ${at + 1}` }))

/** 40 posts: a tracker, two parents, their children and others, some that are there already, two discussions. */
export function planFrom(random: Random): Plan {
  const issue = (key: string, title: string, parent: string | null): PlanRow => ({
    ...{ key, title, parent, kind: 'issue', repo: random.pick(REPOS), reuse: null },
    labels: labelsFrom(random),
  })
  const tracker = { ...issue('tracker', 'The whole batch', null), labels: [] }
  const parents = ['one', 'two'].map((name) => issue(`part-${name}`, `Part ${name} of the batch`, 'tracker'))
  const parentOf = () => random.pick([null, 'tracker', 'part-one', 'part-two'])
  const children = Array.from({ length: CHILDREN }, (_, at) =>
    issue(`step-${at + 1}`, `Write step ${at + 1} of the guide`, parentOf()),
  )
  const reused = OLD_ISSUES.map(({ title }, at) => {
    const repo = random.pick(REPOS)
    const reuse = `https://github.com/${repo}/issues/${at + 1}`
    return { ...issue(`old-${at + 1}`, title, at === 0 ? null : parentOf()), repo, reuse, labels: [] }
  })
  const discussions = [1, 2].map(
    (at): PlanRow => ({
      ...issue(`talk-${at}`, `What should chapter ${at} tell?`, null),
      kind: 'discussion',
      labels: at === 1 ? ['docs', MADE] : ['bug'],
    }),
  )
  return { tracker, rows: [...parents, ...children, ...reused, ...discussions] }
}

function labelsFrom(random: Random): readonly string[] {
  return [...THERE, MADE].filter(() => random.chance(0.4))
}

export function planText({ tracker, rows }: Plan): string {
  return stringify({ tracker: said(tracker), rows: rows.map(said) })
}

function said({ key, kind, repo, title, labels, parent, reuse }: PlanRow) {
  const discussion = kind === 'discussion' ? { kind, category: 'ideas' } : {}
  const body = reuse === null ? { body: `This is about: ${title}. See the notes of the last meeting.` } : { reuse }
  return { key, repo, title, ...discussion, ...body, ...(parent === null ? {} : { parent }), labels }
}

/** Limits that no run reaches: what GitHub refuses is chosen, not met by chance. */
export function seedOfGitHub(): SeedInput {
  const repository = {
    permission: 'WRITE' as const,
    labels: [...THERE],
    categories: ['Ideas'],
    issues: OLD_ISSUES,
  }
  return {
    viewer: { login: 'newcomer' },
    limits: { perMinute: 100_000, perHour: 1_000_000 },
    repositories: Object.fromEntries(REPOS.map((repo) => [repo, repository])),
  }
}
