import { CancelledError } from '../../../errors.ts'
import { isOfRepository } from '../../../forms/offer.ts'
import { requireYes } from '../../../terminal/confirm.ts'
import { type Bound, type Opening, publicationIn } from './bound.ts'

export type Way = 'api' | 'web'

const TRIAGE: ReadonlySet<string> = new Set(['TRIAGE', 'WRITE', 'MAINTAIN', 'ADMIN'])

/**
 * Shows where it goes and as what, and asks. Without a token, and for a poll, only GitHub's page is left.
 * @throws CancelledError on no. @throws UsageError where nobody can be asked.
 */
export async function confirm(opening: Opening, bound: Bound): Promise<Way> {
  const { options, prompter } = opening
  const onlyOnThePage = reasonForThePage(bound)
  if (options.web === true) return 'web'
  await showPublication(opening, bound)
  if (onlyOnThePage !== null) {
    opening.app.terminal.err.write(`${onlyOnThePage}\n`)
    return confirmWay(opening, 'Open GitHub’s page, filled in?', 'web')
  }
  if (prompter !== null && options.yes !== true && isBetterOnThePage(bound)) return askWay(opening)
  return confirmWay(opening, `Post it to ${bound.repo}?`, 'api')
}

async function confirmWay({ options, prompter }: Opening, message: string, way: Way): Promise<Way> {
  // A page that is printed or opened is sent by the person, on the page.
  const yes = options.yes === true || (way === 'web' && prompter === null)
  const nobody = 'Not running interactively: add --yes to post it, or --dry-run to see it.'
  await requireYes({ prompter, yes }, { message, preset: true, otherwise: nobody })
  return way
}

async function askWay({ prompter }: Opening): Promise<Way> {
  const way = await prompter?.select<Way | null>({
    message: 'How shall it be opened?',
    choices: [
      { value: 'web', label: 'On GitHub’s page, filled in', hint: 'there the form’s labels are set' },
      { value: 'api', label: 'From here', hint: 'labels that you may not set are dropped' },
      { value: null, label: 'Not now', hint: 'the draft stays as it is' },
    ],
  })
  if (way === null || way === undefined) throw new CancelledError()
  return way
}

/** Labels, and the form's own checks, work only on the page for those without triage rights. */
function isBetterOnThePage({ kind, place, template }: Bound): boolean {
  return kind === 'issue' && template !== null && isOfRepository(template) && !mayLabel(place)
}

/** Labels are for those with triage rights. Without a token nobody knows who that is. */
function mayLabel(place: Bound['place']): boolean {
  return place === null || TRIAGE.has(place.target.permission ?? '')
}

function reasonForThePage({ place, kind, template, file }: Bound): string | null {
  const isPoll = kind === 'discussion' && [template?.id, file.draft.category?.toLowerCase()].some(isPolls)
  if (isPoll) return 'A poll can only be made on GitHub’s page.'
  return place === null ? 'There is no token to post it with: `gh auth login` or GH_TOKEN gives one.' : null
}

function isPolls(name: string | undefined): boolean {
  return name === 'poll' || name === 'polls'
}

async function showPublication({ app, options }: Opening, bound: Bound): Promise<void> {
  const { err } = app.terminal
  if (options.json === true && !err.isTerminal) return
  const target = bound.place?.target
  const facts = {
    forkOf: target?.parent ?? null,
    mayLabel: mayLabel(bound.place),
    type: bound.file.draft.type,
  }
  const { postPreview } = await import('../../../terminal/views/shared/post-preview.ts')
  err.write(postPreview(publicationIn(bound), facts, await err.style(), err.columns))
}
