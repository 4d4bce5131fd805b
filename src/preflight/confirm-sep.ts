import type { App } from '../app.ts'
import type { Proposal } from '../publish/proposal.ts'
import type { SepDraft } from '../seps/draft.ts'
import { relativePaths } from '../seps/sections.ts'
import { chooseAfterReading, requireYes } from '../terminal/confirm.ts'
import type { Prompter } from '../terminal/questions.ts'
import { withoutMarker } from '../text/added-lines.ts'
import { splitLines } from '../text/lines.ts'
import type { Context } from './context.ts'

/**
 * Shows what will be sent and asks for confirmation, unless `yes` is true. Also asks when an earlier run is resumed, because the text
 * may have changed.
 * @throws CancelledError if the answer is no; UsageError if nobody can answer, and `yes` is false.
 */
export async function confirmProposal(
  context: Context,
  draft: SepDraft,
  proposal: Proposal,
  { yes }: { readonly yes: boolean },
): Promise<void> {
  const { proposalView } = await import('../terminal/views/sep/open.ts')
  const { err } = context.app.terminal
  const excerpt = yes || context.prompter === null ? null : await excerptOf(context.app, draft.text)
  err.write(proposalView(previewOf(draft, proposal, excerpt), await err.style(), err.columns))
  await confirmSep(context, excerpt === null || excerpt.isWhole ? null : draft.text, {
    message: `Open a pull request in ${proposal.repo}?`,
    label: 'Open it',
    refusal: 'Not running interactively: add --yes to open it, or --dry-run to see it.',
    yes,
  })
}

/** Asks whether to put a SEP on a public branch, from which another person will open the pull request. */
export async function askForBranch(
  { terminal }: Pick<App, 'terminal'>,
  prompter: Prompter,
  draft: SepDraft,
  proposal: Proposal,
): Promise<boolean> {
  const { branchView } = await import('../terminal/views/sep/open.ts')
  const { err } = terminal
  const excerpt = await excerptOf({ terminal }, draft.text)
  err.write(branchView(previewOf(draft, proposal, excerpt), await err.style(), err.columns))
  const choices = [
    { value: true, label: 'Put it there', hint: 'a collaborator opens the pull request from your branch' },
    { value: false, label: 'Only write the message', hint: 'you attach the file' },
  ]
  const message = `Put it on a branch in your fork of ${proposal.repo}?`
  return chooseAfterReading({ prompter, terminal }, { message, choices }, excerpt.isWhole ? null : draft.text)
}

/**
 * A link to a page (`other.md`), to another folder (`../x.png`) or to the root leads to a file that the repository already has. Any other
 * relative link leads to a file next to the SEP, such as a picture, which is not sent.
 */
const PATH_IN_REPOSITORY = /^\.\.\/|^\/|\.mdx?$|^$/

function previewOf({ path, text, sep }: SepDraft, proposal: Proposal, excerpt: { readonly text: string } | null) {
  const lineCount = splitLines(text).lines.length
  const unsentFiles = relativePaths(sep).filter((path) => !PATH_IN_REPOSITORY.test(path))
  return {
    ...proposal,
    body: withoutMarker(proposal.body),
    path,
    lineCount,
    unsentFiles,
    excerpt: excerpt?.text ?? null,
  }
}

/**
 * Shows the new version of a SEP and asks for confirmation, unless `yes` is true.
 * @param pull the pull request, such as `#1865 in owner/name`
 */
export async function confirmVersion(
  context: Context,
  { text }: SepDraft,
  pull: string,
  { yes }: { readonly yes: boolean },
): Promise<void> {
  const excerpt = yes || context.prompter === null ? null : await excerptOf(context.app, text)
  if (excerpt !== null) context.app.terminal.err.write(`\n${excerpt.text}\n\n`)
  await confirmSep(context, excerpt === null || excerpt.isWhole ? null : text, {
    message: `Commit it to ${pull}?`,
    label: 'Commit it',
    refusal: 'Not running interactively: add --yes.',
    yes,
  })
}

async function excerptOf({ terminal }: Pick<App, 'terminal'>, text: string) {
  const { textExcerpt } = await import('../terminal/views/shared/draft.ts')
  return textExcerpt(text, await terminal.err.style(), terminal.err.columns)
}

type SepQuestion = {
  readonly message: string
  readonly label: string
  readonly refusal: string
  readonly yes: boolean
}

/** @param unreadText the whole text, if the person has seen only its beginning; otherwise null. */
async function confirmSep(
  { app: { terminal }, prompter }: Context,
  unreadText: string | null,
  { message, label, refusal, yes }: SepQuestion,
): Promise<void> {
  if (prompter === null || yes || unreadText === null)
    return requireYes({ prompter, yes }, { message, preset: true, refusal })
  await chooseAfterReading({ prompter, terminal }, { message, choices: [{ value: true, label, hint: '' }] }, unreadText)
}
