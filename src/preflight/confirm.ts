import { CancelledError } from '../errors.ts'
import { isOfRepository } from '../forms/templates.ts'
import { requireYes } from '../terminal/confirm.ts'
import type { Context } from './context.ts'
import { mayTriage } from './destination.ts'
import { isPoll, type Ready } from './preflight.ts'

/** How a post gets to GitHub: through its API, or on its page, where the person submits it. */
export type Via = 'api' | 'web'

type ConfirmOptions = { readonly web?: true; readonly yes?: true; readonly json?: true }

/**
 * Shows what will be posted where, and asks for confirmation. Without a token, and for a poll, only GitHub's page works.
 * @throws CancelledError if the answer is no. @throws UsageError if it is not running interactively.
 */
export async function confirm(context: Context, ready: Ready, options: ConfirmOptions): Promise<Via> {
  if (options.web === true) return 'web'
  const { app, prompter } = context
  await showPost(context, ready, options)
  const pageReason = reasonForThePage(ready)
  if (pageReason !== null) {
    app.terminal.err.write(`${pageReason}\n`)
    return confirmVia(context, options, 'Open GitHub’s page, filled in?', 'web')
  }
  if (prompter !== null && options.yes !== true && isBetterOnThePage(ready)) return askVia(context)
  return confirmVia(context, options, `Post it to ${ready.destination.repo}?`, 'api')
}

async function confirmVia({ prompter }: Context, options: ConfirmOptions, message: string, via: Via): Promise<Via> {
  // On the page, the person confirms by submitting it.
  const yes = options.yes === true || (via === 'web' && prompter === null)
  const otherwise = 'Not running interactively: add --yes to post it, or --dry-run to see it.'
  await requireYes({ prompter, yes }, { message, preset: true, otherwise })
  return via
}

async function askVia({ prompter }: Context): Promise<Via> {
  const via = await prompter?.select<Via | null>({
    message: 'How do you want to post it?',
    choices: [
      { value: 'web', label: 'On GitHub’s page, filled in', hint: 'the form’s labels are set there' },
      { value: 'api', label: 'From here', hint: 'labels that you cannot set are dropped' },
      { value: null, label: 'Not now', hint: 'the draft stays as it is' },
    ],
  })
  if (via === null || via === undefined) throw new CancelledError()
  return via
}

/** Without triage rights, labels and the form's own checks work only on the page. */
function isBetterOnThePage({ publication, destination, template }: Ready): boolean {
  return publication.kind === 'issue' && template !== null && isOfRepository(template) && !mayLabel(destination)
}

/** true without a token, because we do not know the person's rights. */
function mayLabel({ onGitHub }: Ready['destination']): boolean {
  return onGitHub === null || mayTriage(onGitHub.target)
}

function reasonForThePage({ destination, publication, template }: Ready): string | null {
  if (isPoll(publication, template)) return 'A poll can only be created on GitHub’s page.'
  return destination.onGitHub === null
    ? 'Not signed in to GitHub: run `gh auth login`, or set GH_TOKEN, to post from here.'
    : null
}

async function showPost({ app }: Context, { publication, destination, draft }: Ready, { json }: ConfirmOptions) {
  const { err } = app.terminal
  if (json === true && !err.isTerminal) return
  const facts = {
    forkOf: destination.onGitHub?.target.parent ?? null,
    mayLabel: mayLabel(destination),
    type: draft.type,
  }
  const { postPreview } = await import('../terminal/views/shared/post-preview.ts')
  err.write(postPreview(publication, facts, await err.style(), err.columns))
}
