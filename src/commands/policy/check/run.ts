import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { ageInDays } from '../../../policy/age.ts'
import { type CheckRun, changesIn, checkPolicy, hasChanges } from '../../../policy/check/check.ts'
import { ownersOf } from '../../../policy/check/facts.ts'
import { requestsOf } from '../../../policy/check/sections.ts'
import type { PolicySources, SourcesApi } from '../../../policy/check/sources-api.ts'
import type { Policy } from '../../../policy/schema.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { hashLine, loadVerifiedSources } from '../../../storage/verified-sources.ts'
import { hashOf } from '../../../system/hash.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { requirePlanName } from '../../shared/write-result.ts'
import type { PolicyCheckOptions } from './command.ts'

export async function run(app: App, options: PolicyCheckOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  if (options.update === true && options.plan !== undefined)
    throw new UsageError(
      'Give either --update or --plan, not both: a plan is for changes that nobody has reviewed yet.',
    )
  if (options.update === true) refuseWithoutFile(policy)
  if (options.plan !== undefined) requirePlanName(options.plan, '--plan')
  const verified = await loadVerifiedSources(app, policy)
  const sources = await readSources(app, policy)
  const check = checkPolicy(policy, verified, sources, hashLine)
  const checkRun = { policy, verified, sources, check, key: hasChanges(check) ? hashOf(changesIn(check)) : null }
  await printChanges(app, checkRun, options.json === true)
  if (options.update === true) {
    const { update } = await import('./update.ts')
    await update(app, checkRun, options)
    return EXIT.done
  }
  if (options.plan !== undefined) {
    const { writePlan } = await import('./write-plan.ts')
    await writePlan(app, checkRun, options.plan, options)
  }
  return checkRun.key === null ? EXIT.done : EXIT.failed
}

function refuseWithoutFile({ path }: Policy): void {
  if (path === undefined || path === '-')
    throw new UsageError('--update needs a policy in a file, because it writes into that file and one next to it', {
      hint: 'name the policy with --policy FILE',
    })
}

async function readSources(app: App, policy: Policy): Promise<PolicySources> {
  const { github }: { github: SourcesApi } = await app.github()
  const progress = await app.progress('Reading the sources …')
  try {
    return await github.policySources(ownersOf(policy), requestsOf(policy))
  } finally {
    progress.stop()
  }
}

async function printChanges({ terminal: { out }, clock }: App, checkRun: CheckRun, asJson: boolean): Promise<void> {
  const { policy, check, key } = checkRun
  const { name, edition, verified, path = null } = policy
  const age = ageInDays(policy, clock.now())
  if (asJson) {
    const { sections, facts, news } = check
    const policyJson = { name, edition, verified, age, path }
    out.write(jsonDocument({ ok: key === null, key, policy: policyJson, sections, facts, new: news }))
    return
  }
  const { policyCheckView } = await import('../../../terminal/views/policy/check.ts')
  out.write(policyCheckView(policy, check, age, await out.style(), out.columns))
}
