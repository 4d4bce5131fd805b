import type { App } from '../../../app.ts'
import { CancelledError, EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { reader } from '../../../policy/answered.ts'
import { updateProposal } from '../../../publish/update-proposal.ts'
import { jsonLine } from '../../../terminal/json.ts'
import type { Prompter } from '../../../terminal/prompter.ts'
import { loadPolicy } from '../../load-policy.ts'
import { refuseUnknownChecks } from '../../open/with-flags.ts'
import { placesOf } from '../../places.ts'
import { targetRepo } from '../../target-repo.ts'
import { showUpdate } from './dry-run.ts'
import { passGate, placeIn } from './gate.ts'
import type { SepOpenOptions } from './options.ts'
import { readSepDraft } from './sep-draft.ts'

/** `sep update N FILE`: commits a new version to the open pull request. */
export async function sepUpdate(app: App, named: string, path: string, options: SepOpenOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  const number = numberIn(named)
  const draft = await readSepDraft(app, path)
  if (draft.sep.heading.number !== number)
    throw new UsageError(`${path} is not SEP-${number}: its heading says SEP-${draft.sep.heading.numberText ?? '?'}`)
  const policy = await loadPolicy(app, options.policy)
  const repo = targetRepo(app, policy, options.repo)
  const isDry = options.dryRun === true
  const place = isDry ? null : await placesOf(app)(repo)
  const { github } = isDry ? { github: null } : placeIn({ place, repo })
  const asks = options.input && options.json !== true && !isDry && app.terminal.canPrompt
  const prompter = asks ? await app.prompter() : null
  const passed = await passGate(
    { app, policy, options, read: reader(policy, app.model()), prompter, repo, place },
    draft,
  )
  if (!passed.ok) {
    app.terminal.err.write('Nothing was sent.\n')
    return EXIT.stopped
  }
  if (github === null) return showUpdate(app, { repo, number, text: passed.draft.text }, options.json === true)
  if (options.yes !== true) await confirm(prompter, `Commit it to #${number} in ${repo}?`)
  const { url, changed } = await updateProposal(github, { repo, number, text: passed.draft.text })
  if (!changed) app.terminal.err.write('It says that already; nothing was sent.\n')
  app.terminal.out.write(
    options.json === true ? jsonLine({ kind: 'sep', repo, number, url, changed, draft: path }) : `${url}\n`,
  )
  return EXIT.done
}

function numberIn(named: string): number {
  const number = Number(/^(?:SEP-|#)?([1-9]\d{0,8})$/i.exec(named)?.[1])
  if (!Number.isInteger(number)) throw new UsageError(`"${named}" is no number of a SEP: give it as 1686`)
  return number
}

async function confirm(prompter: Prompter | null, message: string): Promise<void> {
  if (prompter === null) throw new UsageError('There is nobody to ask here: add --yes.')
  if (!(await prompter.confirm({ message, preset: true }))) throw new CancelledError()
}
