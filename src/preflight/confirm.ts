import { UsageError } from '../errors.ts'
import { isFromRepository } from '../forms/templates.ts'
import { chooseAfterReading } from '../terminal/confirm.ts'
import type { Choice, Prompter, Select } from '../terminal/questions.ts'
import type { Context } from './context.ts'
import { mayTriage } from './destination.ts'
import { NOT_LOOKED_UP_MESSAGE } from './findings.ts'
import { isPoll, type Ready } from './preflight.ts'

/** How a post gets to GitHub: through the API, or through GitHub's page, on which the person submits it. */
export type Via = 'api' | 'web'
/** `Change`: what the person wants to change before it is posted. */
type ConfirmResult<Change> =
  | { readonly kind: 'send'; readonly via: Via }
  | { readonly kind: 'change'; readonly change: Change }

type ConfirmOptions = { readonly web?: true; readonly yes?: true; readonly json?: true }

/**
 * Shows what will be posted where and, without `--yes`, asks for confirmation. With `--web` it does neither, because the person
 * submits the post on GitHub's page. A poll also needs that page, and so does any post if we have no access to GitHub's API.
 * @throws CancelledError if the answer is no; UsageError if nobody can answer, the post would go through the API, and
 * `--yes` is missing.
 */
export async function confirm<Change>(
  context: Context,
  ready: Ready,
  options: ConfirmOptions,
  changes: readonly Choice<Change>[],
): Promise<ConfirmResult<Change>> {
  const { app, prompter } = context
  if (options.web === true) {
    if (ready.destination.onGitHub === null) app.terminal.err.write(`${NOT_LOOKED_UP_MESSAGE}\n`)
    return { kind: 'send', via: 'web' }
  }
  const isCut = await showPost(context, ready, options)
  const confirmation = { context, options, ready, isCut, changes }
  const pageReason = reasonForThePage(ready)
  // With --yes and nobody to submit the page, the post has to be made from here. Without a token, that fails.
  const isUnattended = prompter === null && options.yes === true
  if (pageReason !== null && !(isUnattended && pageReason === NOT_SIGNED_IN_MESSAGE)) {
    app.terminal.err.write(`${pageReason}\n`)
    return confirmVia(confirmation, "Open GitHub's page, filled in?", 'web')
  }
  if (prompter !== null && options.yes !== true && isBetterOnThePage(ready)) return askVia(confirmation, prompter)
  return confirmVia(confirmation, `Post it to ${ready.destination.repo}?`, 'api')
}

type Confirmation<Change> = {
  readonly context: Context
  readonly options: ConfirmOptions
  readonly ready: Ready
  /** Whether the preview shows only the beginning of the text. */
  readonly isCut: boolean
  readonly changes: readonly Choice<Change>[]
}

async function confirmVia<Change>(
  confirmation: Confirmation<Change>,
  message: string,
  via: Via,
): Promise<ConfirmResult<Change>> {
  const { context, options } = confirmation
  const { prompter } = context
  if (prompter !== null && options.yes !== true) {
    const label = via === 'api' ? 'Post it' : 'Open the page'
    return choose(confirmation, prompter, { message, choices: [{ value: via, label, hint: '' }] })
  }
  // On the page, the person confirms by submitting it.
  if (options.yes !== true && via !== 'web')
    throw new UsageError('Not running interactively: add --yes to post it, or --dry-run to see it.')
  return { kind: 'send', via }
}

function askVia<Change>(confirmation: Confirmation<Change>, prompter: Prompter): Promise<ConfirmResult<Change>> {
  return choose(confirmation, prompter, {
    message: 'How do you want to post it?',
    choices: [
      { value: 'web', label: "On GitHub's page, filled in", hint: "the form's labels are set there" },
      { value: 'api', label: 'From here', hint: 'labels that you cannot set are dropped' },
    ],
  })
}

function choose<Change>(
  confirmation: Confirmation<Change>,
  prompter: Prompter,
  { message, choices }: Select<Via>,
): Promise<ConfirmResult<Change>> {
  const { context, ready, isCut, changes } = confirmation
  const { terminal } = context.app
  const question: Select<ConfirmResult<Change>> = {
    message,
    choices: [
      ...choices.map((choice) => ({ ...choice, value: { kind: 'send', via: choice.value } as const })),
      ...changes.map((choice) => ({ ...choice, value: { kind: 'change', change: choice.value } as const })),
    ],
  }
  return chooseAfterReading({ prompter, terminal }, question, isCut ? ready.publication.body : null)
}

/** Whether the page works better: without triage rights, only the page sets the form's labels. */
function isBetterOnThePage({ publication, destination, template }: Ready): boolean {
  return publication.kind === 'issue' && template !== null && isFromRepository(template) && !mayLabel(destination)
}

/** Whether the person may set labels. true if GitHub is not used, because we do not know the person's rights. */
function mayLabel({ onGitHub }: Ready['destination']): boolean {
  return onGitHub === null || mayTriage(onGitHub.target)
}

function reasonForThePage({ destination, publication, template }: Ready): string | null {
  if (isPoll(publication, template)) return "A poll can only be created on GitHub's page."
  if (destination.isOffline)
    return `With --offline, a post can only be created on GitHub's page. ${NOT_LOOKED_UP_MESSAGE}`
  return destination.onGitHub === null ? NOT_SIGNED_IN_MESSAGE : null
}

const NOT_SIGNED_IN_MESSAGE = `Not signed in to GitHub: run \`gh auth login\`, or set GH_TOKEN, to post from here. ${NOT_LOOKED_UP_MESSAGE}`

/** @returns whether the preview shows only the beginning of the text. */
async function showPost(
  { app, prompter }: Context,
  { publication, destination, draft }: Ready,
  { json, yes }: ConfirmOptions,
): Promise<boolean> {
  const { err } = app.terminal
  if (json === true && !err.isTerminal) return false
  const showsText = prompter !== null && yes !== true
  const facts = {
    forkOf: destination.onGitHub?.target.parent ?? null,
    mayLabel: mayLabel(destination),
    type: draft.type,
    showsText,
  }
  const { postPreview, textExcerpt } = await import('../terminal/views/shared/draft.ts')
  const style = await err.style()
  err.write(postPreview(publication, facts, style, err.columns))
  return showsText && !textExcerpt(publication.body, style, err.columns).isWhole
}
