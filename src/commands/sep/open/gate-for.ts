import type { App } from '../../../app.ts'
import { createContext } from '../../../preflight/context.ts'
import { targetRepo } from '../../../preflight/target-repo.ts'
import type { SepOpenOptions } from './command.ts'
import type { Gate } from './gate.ts'

/** @param startedIn the repository that an earlier run sent it to. */
export async function gateFor(app: App, options: SepOpenOptions, startedIn?: string): Promise<Gate> {
  const context = await createContext(app, options)
  const repo = startedIn ?? targetRepo(app, context.policy, options.repo)
  const destination = await context.destinations.at(repo)
  return { ...context, context, options, repo, destination, place: destination.onGitHub }
}
