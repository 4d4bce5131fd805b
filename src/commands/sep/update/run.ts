import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { updateProposal } from '../../../publish/update-proposal.ts'
import { readSepDraft } from '../../../storage/sep-journal.ts'
import { requireYes } from '../../../terminal/confirm.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { refuseUnknownChecks } from '../../shared/draft-flags.ts'
import { showUpdate } from '../open/dry-run.ts'
import { passGate, placeIn } from '../open/gate.ts'
import { gateFor } from '../open/gate-for.ts'
import type { SepUpdateOptions } from './command.ts'

/** `sep update N FILE`: commits a new version to the open pull request. */
export async function run(app: App, named: string, path: string, options: SepUpdateOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  const number = numberIn(named)
  const draft = await readSepDraft(app, path)
  if (draft.sep.heading.number !== number)
    throw new UsageError(`${path} is not SEP-${number}: its heading says SEP-${draft.sep.heading.numberText ?? '?'}`)
  const gate = await gateFor(app, options)
  const { repo, prompter } = gate
  const github = options.dryRun === true ? null : placeIn(gate).github
  const passed = await passGate(gate, draft)
  if (!passed.ok) {
    app.terminal.err.write('Nothing was sent.\n')
    return EXIT.stopped
  }
  if (github === null) return showUpdate(app, { repo, number, text: passed.draft.text }, options.json === true)
  const nobody = 'Not running interactively: add --yes.'
  const question = { message: `Commit it to #${number} in ${repo}?`, preset: true, otherwise: nobody }
  await requireYes({ prompter, yes: options.yes === true }, question)
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
