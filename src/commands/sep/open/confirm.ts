import type { Proposal } from '../../../publish/proposal.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { requireYes } from '../../../terminal/confirm.ts'
import type { Gate } from './gate.ts'

/** Where it goes and what it says, and whether that is wanted; also when it goes on, for the text may be another. */
export async function confirm(
  { app, options, prompter, repo }: Gate,
  draft: SepDraft,
  proposal: Proposal,
): Promise<void> {
  const { proposalView } = await import('../../../terminal/views/sep/open.ts')
  const { err } = app.terminal
  const shown = { ...proposal, path: draft.path, lines: draft.text.split('\n').length }
  err.write(proposalView(shown, await err.style(), err.columns))
  const nobody = 'Not running interactively: add --yes to open it, or --dry-run to see it.'
  const question = { message: `Open a pull request in ${repo}?`, preset: true, otherwise: nobody }
  await requireYes({ prompter, yes: options.yes === true }, question)
}
