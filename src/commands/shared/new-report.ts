import type { App } from '../../app.ts'
import { type Draft, emptyDraft } from '../../drafts/draft.ts'
import { Failure, UsageError } from '../../errors.ts'
import { choices } from '../../policy/questions.ts'
import { recommend } from '../../policy/recommend.ts'
import { requestedRepo } from '../../policy/repositories.ts'
import type { Context } from '../../preflight/context.ts'
import { createDraftStore, type DraftStore } from '../../storage/draft-store.ts'
import { findWorkTreeNotIgnoring } from '../../storage/private-folder.ts'
import { notesView } from '../../terminal/terminal.ts'
import type { PrivateReportOptions } from './flags.ts'

/** The text that the person has already written in this run. */
export type WrittenText = { readonly title: string; readonly text: string; readonly repo: string | null }

/** One run of `security report`, or of another command that noticed a vulnerability. */
export type ReportSession = {
  readonly context: Context
  readonly options: PrivateReportOptions
  /** null: the person has written nothing yet. */
  readonly writtenText: WrittenText | null
  /** Skips the question about intended behavior, because `where` has already asked it, or a check has stopped the text. */
  readonly skipIntendedQuestion: boolean
}

/** Saves at once what the person has already written. A dry run creates no file. */
export async function createReport(
  { context, options }: ReportSession,
  { title, text, repo }: WrittenText,
): Promise<DraftStore> {
  const { app, prompter } = context
  const { output, dryRun } = options
  const fields = text.trim() === '' ? {} : { description: text.trim() }
  const draft: Draft = { ...emptyDraft('advisory'), repo, title: title.trim(), fields }
  const yes = options.yes === true
  if (dryRun === true) return createDraftStore(app, draft, { output: '-', yes, prompter })
  if (output !== undefined) await warnUnlessIgnored(app, output)
  const store = await createDraftStore(app, draft, { output, yes, prompter })
  if (title !== '' || text !== '') await store.save(draft)
  return store
}

/** Warns if git could commit a file with the text of a report. */
export async function warnUnlessIgnored(app: App, path: string): Promise<void> {
  const root = await findWorkTreeNotIgnoring(app, path)
  if (root === null) return
  const where = root === '.' ? 'a git work tree' : `the git work tree ${root}`
  app.terminal.err.write(
    notesView([`${path} is in ${where}, which does not ignore it: make sure that nobody commits it`]),
  )
}

export const MISSING_REPO = '  --repo OWNER/NAME, the repository in whose code you saw the problem (or set GH_REPO)'

/**
 * Returns the repository that receives the report: the named one, else GH_REPO, else the one that the policy recommends for the
 * area that the person picks.
 * @throws UsageError if nobody can be asked. @throws Failure if the code belongs to another project
 */
export async function chooseRepo({ app, policy, prompter }: Context, { repo }: PrivateReportOptions): Promise<string> {
  const requested = requestedRepo(app, policy, repo)
  if (requested !== null) return requested
  if (prompter === null) throw new UsageError(`Not running interactively; missing:\n${MISSING_REPO}`)
  const area = await prompter.select<string | null>({
    message: 'In whose code did you see the problem?',
    choices: choices(policy, 'area', undefined),
  })
  const { answers, ...recommendation } = recommend(policy, { ...VULNERABILITY, area })
  if (recommendation.repo === null)
    throw new Failure('permission', [recommendation.title, recommendation.because[0]?.text].join('. '))
  const ownRepo = policy.repositories[policy.areas[answers.area ?? '']?.repository ?? '']?.repo
  if (ownRepo !== undefined && ownRepo !== recommendation.repo)
    app.terminal.err.write(
      notesView([
        `it is not known whether ${ownRepo} accepts private reports, so the report goes to ${recommendation.repo}; mention ${ownRepo} in the report`,
      ]),
    )
  return recommendation.repo
}

const VULNERABILITY = { type: 'vulnerability', sensitivity: 'security', actionability: 'actionable' } as const
