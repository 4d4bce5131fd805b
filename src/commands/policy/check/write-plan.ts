import type { App } from '../../../app.ts'
import { printPlan } from '../../../bulk/task-list/print.ts'
import { UsageError } from '../../../errors.ts'
import { type CheckRun, changesIn, newNames } from '../../../policy/check/check.ts'
import { changesText } from '../../../policy/check/describe-changes.ts'
import { requestedRepo } from '../../../policy/repositories.ts'
import { plain } from '../../../text/quote.ts'
import { writeResult } from '../../shared/write-result.ts'
import type { PolicyCheckOptions } from './command.ts'

/**
 * Writes a plan with one issue about the changes, if there are any. If the title of an open or closed issue already contains the
 * key of these changes, the plan reuses that issue, so that a weekly check does not report them twice.
 */
export async function writePlan(
  app: App,
  { policy, check, key }: CheckRun,
  path: string,
  options: PolicyCheckOptions,
): Promise<void> {
  const repo = requestedRepo(app, policy, options.repo)
  if (repo === null)
    throw new UsageError('--plan needs the repository for the issue', { hint: 'add --repo owner/name' })
  if (key === null) return
  const { github } = await app.github()
  const existingIssue = (await github.findDuplicates(repo, [key])).find(
    ({ kind, title }) => kind === 'issue' && title.includes(key),
  )
  const changes = changesIn(check)
  const count = changes.sections.length + changes.facts.length + newNames(changes.news).length
  const title = `Sources of the policy "${policy.name}" have changed: ${count} to review (${key})`
  const row =
    existingIssue === undefined
      ? { key, parent: null, title, body: changesText(policy, changes) }
      : { key, parent: null, reuse: existingIssue.url }
  const text = printPlan({ repo, labels: [], parent: null, rows: [row], source: null })
  await writeResult(app, options, text, { path, flag: '--plan' })
  app.terminal.err.write(plain(`Plan: ${path}\n`))
}
