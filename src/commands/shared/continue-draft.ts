import type { App } from '../../app.ts'
import type { Draft } from '../../drafts/draft.ts'
import { Failure } from '../../errors.ts'
import { type StoredDraft, storedDrafts } from '../../storage/draft-file.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { dayText } from '../../text/day.ts'
import { isSameRepo } from '../../text/repo-name.ts'
import { slugOf } from '../../text/slug.ts'

/** The post that a person is about to write. An empty title matches any title, and no template matches any template. */
type WantedDraft = Pick<Draft, 'kind' | 'repo' | 'template' | 'title'>

const MAX_OFFERED = 8

/**
 * Offers the unfinished drafts for the same repository and template, so that a person does not answer the same questions twice.
 * @returns the path of the one to continue; null: none of them
 */
export async function askToContinue(
  app: App,
  prompter: Prompter,
  wanted: WantedDraft,
  { prefersNew }: { readonly prefersNew: boolean },
): Promise<string | null> {
  const drafts = (await storedDrafts(app)).flatMap((stored) => matchDraft(stored, wanted)).slice(0, MAX_OFFERED)
  if (drafts.length === 0) return null
  const now = app.clock.now()
  return prompter.select<string | null>({
    message: `Continue an unfinished draft for ${wanted.repo}?`,
    choices: [
      ...drafts.map(({ path, modified, draft: { title, template } }) => ({
        value: path,
        label: title || 'No title yet',
        hint: [...(template === null ? [] : [template]), dayText(modified, now)].join(', '),
      })),
      { value: null, label: 'Start a new one', hint: '' },
    ],
    ...(prefersNew ? { preselected: null } : {}),
  })
}

function matchDraft({ path, modified, file }: StoredDraft, { kind, repo, template, title }: WantedDraft) {
  if (file instanceof Failure) return []
  const { draft } = file
  const isUnfinished = draft.url === null && draft.sent === null && draft.blocked === null
  const isSame =
    draft.kind === kind &&
    isSameRepo(draft.repo ?? '', repo ?? '') &&
    (template === null || draft.template === null || isCalled(draft.template, template)) &&
    (title === '' || draft.title === title)
  return isUnfinished && isSame ? [{ path, modified, draft }] : []
}

/** `bug` is enough for `1-bug_report.yml`. */
function isCalled(file: string, named: string): boolean {
  const words = slugOf(file, file.length).split('-')
  return slugOf(named, named.length)
    .split('-')
    .every((word) => words.includes(word))
}
