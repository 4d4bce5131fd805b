import { stringify } from 'yaml'
import type { SeedInput } from '../support/fake-github/seed.ts'
import type { Random } from '../support/random.ts'

/** A row of the plan. GitHub must show the same after the run. */
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
const EXISTING_LABELS = ['bug', 'docs'] as const
/** A label that no repository has before the run. */
const NEW_LABEL = 'batch one'
const REUSED_COUNT = 3
const CHILD_COUNT = 32

/** Issues that exist before the run, so they have the first numbers. */
const OLD_ISSUES = Array.from({ length: REUSED_COUNT }, (_, index) => ({ title: `An older wish, number ${index + 1}` }))

/** A plan of 40 rows: a tracker, two parents, their children and other issues, some reused issues, and two discussions. */
export function planFrom(random: Random): Plan {
  const issue = (key: string, title: string, parent: string | null): PlanRow => ({
    key,
    title,
    parent,
    kind: 'issue',
    repo: random.pick(REPOS),
    reuse: null,
    labels: labelsFrom(random),
  })
  const tracker = { ...issue('tracker', 'The whole batch', null), labels: [] }
  const parents = ['one', 'two'].map((name) => issue(`part-${name}`, `Part ${name} of the batch`, 'tracker'))
  const randomParent = () => random.pick([null, 'tracker', 'part-one', 'part-two'])
  const children = Array.from({ length: CHILD_COUNT }, (_, index) =>
    issue(`step-${index + 1}`, `Write step ${index + 1} of the guide`, randomParent()),
  )
  const reused = OLD_ISSUES.map(({ title }, index) => {
    const repo = random.pick(REPOS)
    const reuse = `https://github.com/${repo}/issues/${index + 1}`
    return { ...issue(`old-${index + 1}`, title, index === 0 ? null : randomParent()), repo, reuse, labels: [] }
  })
  const discussions = [1, 2].map(
    (chapter): PlanRow => ({
      ...issue(`chapter-${chapter}`, `What should chapter ${chapter} explain?`, null),
      kind: 'discussion',
      labels: chapter === 1 ? ['docs', NEW_LABEL] : ['bug'],
    }),
  )
  return { tracker, rows: [...parents, ...children, ...reused, ...discussions] }
}

function labelsFrom(random: Random): readonly string[] {
  return [...EXISTING_LABELS, NEW_LABEL].filter(() => random.chance(0.4))
}

export function planText({ tracker, rows }: Plan): string {
  return stringify({ tracker: toRow(tracker), rows: rows.map(toRow) })
}

function toRow({ key, kind, repo, title, labels, parent, reuse }: PlanRow) {
  const discussion = kind === 'discussion' ? { kind, category: 'ideas' } : {}
  const body = reuse === null ? { body: `This is about: ${title}. See the notes of the last meeting.` } : { reuse }
  return { key, repo, title, ...discussion, ...body, ...(parent === null ? {} : { parent }), labels }
}

/** The limits are so high that GitHub refuses only what the test chooses. */
export function seedOfGitHub(): SeedInput {
  const repository = {
    permission: 'WRITE' as const,
    labels: [...EXISTING_LABELS],
    categories: ['Ideas'],
    issues: OLD_ISSUES,
  }
  return {
    viewer: { login: 'newcomer' },
    limits: { perMinute: 100_000, perHour: 1_000_000 },
    repositories: Object.fromEntries(REPOS.map((repo) => [repo, repository])),
  }
}
