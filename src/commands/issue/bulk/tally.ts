import type { Difference } from '../../../bulk/ledger/compare.ts'
import { mentionsIn } from '../../../bulk/plan/mentions.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Finding } from '../../../checks/finding.ts'
import type { Target } from '../../../github/target.ts'
import type { Prepared, RowFault } from './prepare.ts'
import type { Outlook, Survey, Warning } from './survey.ts'

/** So many rows are shown one by one. */
const MOST_SHOWN = 20

type RepoTally = { repo: string; trackers: number; newLabels: Map<string, string> } & { [O in Outlook]: number }
export type Tally = ReturnType<typeof tally>

/** Adds the rows of a plan up. */
export function tally() {
  const counts = { rows: 0, new: 0, reuse: 0, there: 0, problem: 0 }
  const repos = new Map<string, RepoTally>()
  const faults: RowFault[] = []
  const warnings = new Map<string, Warning>()
  const mentions = new Map<string, number>()
  const parentKeys = new Set<string>()
  const children = new Map<string, number>()
  let typed = 0
  const first: Survey['first'][number][] = []
  const repoOf = ({ draft: { repo } }: PlannedRow) => {
    const name = repo.toLowerCase()
    const known = repos.get(name) ?? { repo, trackers: 0, newLabels: new Map(), new: 0, reuse: 0, there: 0, problem: 0 }
    repos.set(name, known)
    return known
  }
  return {
    counts,
    repos,
    faults,
    note(row: PlannedRow, outlook: Outlook) {
      counts[outlook] += 1
      const repo = repoOf(row)
      repo[outlook] += 1
      if (row.isTracker) repo.trackers += 1
      if (row.parentKey !== null) parentKeys.add(row.parentKey)
      const parent = row.parentKey ?? row.draft.parent
      if (parent !== null) children.set(parent, (children.get(parent) ?? 0) + 1)
      if (first.length < MOST_SHOWN)
        first.push({ repo: row.draft.repo, title: row.draft.title || (row.reuse ?? ''), outlook })
    },
    take(row: PlannedRow, prepared: Prepared) {
      faults.push(...prepared.faults)
      if (prepared.draft.type !== null && row.reuse === null) typed += 1
      const { newLabels } = repoOf(row)
      for (const label of prepared.newLabels)
        newLabels.set(label.toLowerCase(), newLabels.get(label.toLowerCase()) ?? label)
      for (const warning of prepared.warnings) noteWarning(warnings, warning, row.at.row)
      const named = row.reuse === null ? mentionsIn(prepared.draft.body) : []
      for (const login of named) mentions.set(login, (mentions.get(login) ?? 0) + 1)
    },
    end(difference: Difference, targets: ReadonlyMap<string, Target | null>): Survey {
      const { rows, ...outlooks } = counts
      return {
        rows,
        counts: outlooks,
        repos: [...repos].map(([name, { repo, trackers, newLabels, ...of }]) => ({
          repo,
          target: targets.get(name) ?? null,
          counts: of,
          trackers,
          newLabels: [...newLabels.values()],
        })),
        faults,
        warnings: [...warnings.values()],
        mentions: { logins: mentions.size, times: [...mentions.values()].reduce((sum, times) => sum + times, 0) },
        parentKeys,
        typed,
        crowded: [...children].filter(([, count]) => count > MOST_CHILDREN).map(([parent]) => parent),
        difference,
        first,
      }
    },
  }
}

function noteWarning(warnings: Map<string, Warning>, { check, message }: Finding, row: number): void {
  const known = warnings.get(`${check} ${message}`)
  if (known === undefined && warnings.size >= MOST_WARNINGS) return
  warnings.set(`${check} ${message}`, { check, message, row: known?.row ?? row, times: (known?.times ?? 0) + 1 })
}

/** GitHub takes no more sub-issues of one issue. https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues */
const MOST_CHILDREN = 100
/** Of a large plan, more of them would be read by nobody. */
const MOST_WARNINGS = 1_000
