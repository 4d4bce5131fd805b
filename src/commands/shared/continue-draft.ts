import { basename } from 'node:path'
import type { App } from '../../app.ts'
import { type Draft, isPublished } from '../../drafts/draft.ts'
import { Failure } from '../../errors.ts'
import { readStoredDrafts, type StoredDraft } from '../../storage/stored-drafts.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { dayText } from '../../text/day.ts'
import { slugOf } from '../../text/file-names.ts'
import { isSameRepo } from '../../text/github-names.ts'

/**
 * The post that the person is about to write. An empty title matches any title. If the post or the stored draft has no template, any
 * template matches.
 */
type WantedDraft = Pick<Draft, 'kind' | 'repo' | 'template' | 'title'>

const MAX_OFFERED_DRAFTS = 8

/**
 * Offers the unsent drafts that match the wanted one, so that a person does not answer the same questions twice.
 * @returns the path of the draft to continue, or null to start a new one
 */
export async function askToContinue(
  app: App,
  prompter: Prompter,
  wantedDraft: WantedDraft,
  { prefersNew }: { readonly prefersNew: boolean },
): Promise<string | null> {
  const drafts = (await readStoredDrafts(app))
    .flatMap((stored) => matchDraft(stored, wantedDraft))
    .slice(0, MAX_OFFERED_DRAFTS)
  if (drafts.length === 0) return null
  const now = app.clock.now()
  const isTitleShared = (title: string) => drafts.filter(({ draft }) => draft.title === title).length > 1
  return prompter.select<string | null>({
    message: `Continue an unfinished draft${wantedDraft.repo === null ? '' : ` for ${wantedDraft.repo}`}?`,
    choices: [
      ...drafts.map(({ path, modified, draft: { title, template } }) => ({
        value: path,
        label: title || 'No title yet',
        hint: [
          ...(template === null ? [] : [template]),
          dayText(modified, now),
          ...(isTitleShared(title) ? [basename(path)] : []),
        ].join(', '),
      })),
      { value: null, label: 'Start a new one', hint: '' },
    ],
    ...(prefersNew ? { preselected: null } : {}),
  })
}

function matchDraft({ path, modified, file }: StoredDraft, { kind, repo, template, title }: WantedDraft) {
  if (file instanceof Failure) return []
  const { draft } = file
  const isUnsent = !isPublished(draft) && draft.sent === null && draft.blocked === null
  const isMatch =
    draft.kind === kind &&
    isSameRepo(draft.repo ?? '', repo ?? '') &&
    (template === null || draft.template === null || matchesTemplate(draft.template, template)) &&
    (title === '' || draft.title === title)
  return isUnsent && isMatch ? [{ path, modified, draft }] : []
}

/** Whether the file name of a template contains all words of a name: `bug` matches `1-bug_report.yml`. */
function matchesTemplate(file: string, name: string): boolean {
  const words = slugOf(file, file.length).split('-')
  return slugOf(name, name.length)
    .split('-')
    .every((word) => words.includes(word))
}
