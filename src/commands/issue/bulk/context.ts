import type { App } from '../../../app.ts'
import { DOCUMENTED, type Limits, limitsAt } from '../../../bulk/pace/limits.ts'
import { createClassifier } from '../../../classifier/classify.ts'
import { placeText } from '../../../classifier/placement.ts'
import { UsageError } from '../../../errors.ts'
import type { GitHub } from '../../../github/connect.ts'
import { agentIn } from '../../../preflight/context.ts'
import { githubOrNull } from '../../../preflight/destination.ts'
import { targetRepo } from '../../../preflight/target-repo.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { prompterFor } from '../../../terminal/confirm.ts'
import type { Prompter } from '../../../terminal/prompter.ts'
import { refuseUnknownChecks } from '../../shared/draft-flags.ts'
import type { RowChecking } from './check-row.ts'
import type { BulkOptions } from './command.ts'
import { ledgerPath } from './ledger-file.ts'
import { type BulkPlaces, bulkPlaces } from './place.ts'
import { type PlanInput, planInput } from './plan-file.ts'

/** One call of `issue bulk PLAN`. */
export type BulkContext = {
  readonly app: App
  readonly options: BulkOptions
  /** As it was given. */
  readonly plan: string
  readonly input: PlanInput
  readonly ledger: string
  readonly limits: Limits
  /** null: it is not asked. */
  readonly github: GitHub | null
  readonly places: BulkPlaces
  readonly checking: RowChecking
  readonly agent: string | null
  readonly prompter: Prompter | null
}

export async function bulkContext(app: App, plan: string, options: BulkOptions): Promise<BulkContext> {
  refuseUnknownChecks(options.allow)
  const ledger = ledgerPath(plan, options)
  const limits = options.pace === undefined ? DOCUMENTED : limitsAt(Number(options.pace))
  const policy = await loadPolicy(app, options.policy)
  const repo = targetRepo(app, policy, options.repo)
  const input = await planInput(app, plan, { format: options.format, repo: repo === '' ? null : repo })
  const read = createClassifier(policy, app.model(), { evidence: false })
  const github = options.offline === true || options.dryRun === true ? null : await gitHubFor(app, options)
  return {
    app,
    options,
    plan,
    input,
    ledger,
    limits,
    github,
    places: bulkPlaces(app, github),
    checking: { policy, answer: ({ known, text }) => placeText(policy, known, text, read), allow: options.allow },
    agent: agentIn(app),
    prompter: options.apply === true ? await prompterFor(app, options) : null,
  }
}

/** A preview goes without a token; what is sent does not. */
async function gitHubFor(app: App, { apply }: BulkOptions): Promise<GitHub | null> {
  return apply === true ? (await app.github()).github : githubOrNull(app)
}

/** A flag that is a whole number above 0. @throws UsageError */
export function countFrom(flag: string, text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count > 0) return count
  throw new UsageError(`${flag} takes a whole number above 0, and got "${text}"`)
}
