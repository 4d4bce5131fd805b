import type { App } from '../../../app.ts'
import { reader } from '../../../classifier/answered.ts'
import { placesOf } from '../../../preflight/places.ts'
import { targetRepo } from '../../../preflight/target-repo.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { prompterFor } from '../../../terminal/confirm.ts'
import type { SepOpenOptions } from './command.ts'
import type { Gate } from './gate.ts'

/** What every way to GitHub needs. A dry run asks neither a person nor GitHub. `begunIn`: where it was begun before. */
export async function gateFor(app: App, options: SepOpenOptions, begunIn?: string): Promise<Gate> {
  const policy = await loadPolicy(app, options.policy)
  const repo = begunIn ?? targetRepo(app, policy, options.repo)
  const prompter = await prompterFor(app, options)
  const place = options.dryRun === true ? null : await placesOf(app)(repo)
  return { app, policy, options, read: reader(policy, app.model()), prompter, repo, place }
}
