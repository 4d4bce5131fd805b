import type { App } from '../../app.ts'
import { setAsideAnswers } from '../../drafts/carry-over.ts'
import { type Draft, emptyDraft, openCommand } from '../../drafts/draft.ts'
import { isAsRendered } from '../../drafts/from-template.ts'
import { answerProblem, reportAnswers, textOnlyTemplate, withReportAnswers } from '../../drafts/private-report.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import { checkAnswers } from '../../forms/fill.ts'
import { answerFields, asText, type Values } from '../../forms/form.ts'
import type { Template } from '../../forms/templates.ts'
import { requestedRepo, resolveRepo } from '../../policy/repositories.ts'
import { createContext } from '../../preflight/context.ts'
import { requirePrivateReporting } from '../../preflight/private-contact.ts'
import { reportTemplate } from '../../preflight/templates.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { plain } from '../../text/quote.ts'
import { shellOf } from '../../text/shell.ts'
import { fieldIds, namesFile, readFieldFlags, splitField } from './draft-flags.ts'
import type { PrivateReportOptions } from './flags.ts'
import { chooseRepo, MISSING_REPO, type ReportSession, type WrittenText } from './new-report.ts'
import { sendReport } from './send-report.ts'
import { startReport } from './start-report.ts'

/** What another command already knows about the report. */
type ReportStart = { readonly writtenText?: WrittenText; readonly skipIntendedQuestion?: true }

/** The text of a report may only be in the draft and in the request that sends it: never in a URL, a message, a search or a cache. */
export async function reportPrivately(
  app: App,
  options: PrivateReportOptions,
  start: ReportStart = {},
): Promise<ExitCode> {
  const context = await createContext(app, options, { publishes: true })
  const template = await reportTemplate(app)
  refuseTextOnCommandLine(options.field, template)
  const { repo } = options
  const { writtenText = null, skipIntendedQuestion = false } = start
  const resolvedOptions = repo === undefined ? options : { ...options, repo: resolveRepo(context.policy, repo) }
  const session: ReportSession = { context, options: resolvedOptions, writtenText, skipIntendedQuestion }
  // Reads the flags first, so that no draft is left behind if one of them cannot be read.
  const fields = await readFieldFlags(app, options.field, { isPrivate: true })
  refuseUnknownFields(fields, template)
  if (context.prompter === null && options.from === undefined && requestedRepo(app, context.policy, repo) === null) {
    const { summary = '', ...answers } = fields
    const draft = { ...emptyDraft('advisory'), title: asText(summary).trim() }
    refuseIncomplete(withReportAnswers(draft, template, answers), template)
  }
  const store = await startReport(session)
  if (store === null) return EXIT.done
  try {
    if (store.draft().sent === null) await completeReport(session, store, template, fields)
    return await sendReport(session, store, template)
  } catch (error) {
    const path = store.path()
    if (path !== null) {
      const command = openCommand(
        { kind: 'advisory', policy: options.policy, web: options.web },
        path,
        shellOf(app.env),
      )
      app.terminal.err.write(plain(`The report is in ${path}. Resume with: ${command}\n`))
    }
    throw error
  }
}

/** Refuses the text of a report on the command line, which other users can see and the shell keeps in its history. */
function refuseTextOnCommandLine(flags: readonly string[], template: Template): void {
  const textFields = answerFields(textOnlyTemplate(template).form).map(({ id }) => id)
  for (const flag of flags) {
    const { id, value } = splitField(flag, { isPrivate: true })
    if (!['summary', ...textFields].includes(id) || value === '-' || namesFile(value)) continue
    throw new UsageError(`--field ${id}: others can see a command line`, {
      hint: `Write the text to a file, and pass --field ${id}=@FILE, or ${id}=- for standard input`,
    })
  }
}

function refuseUnknownFields({ summary: _, ...fields }: Values, { form }: Template): void {
  const unknown = checkAnswers(form, fields).filter(({ kind }) => kind === 'unknown')
  if (unknown.length > 0) throw new UsageError(unknown.map(({ message }) => `--field ${message}`).join('\n'))
}

async function completeReport(
  session: ReportSession,
  store: DraftStore,
  template: Template,
  { summary, ...fields }: Values,
): Promise<void> {
  const { context, options } = session
  const { app, prompter, destinations } = context
  const draft = store.draft()
  const repo = options.repo ?? draft.repo ?? (await chooseRepo(context, options))
  const title = summary === undefined ? draft.title : asText(summary).trim()
  const titledDraft = { ...draft, repo, title }
  const refusedIds = idsOfRefusedAnswers(titledDraft, template, fields)
  const changedDraft = withAnswers(titledDraft, template, fields, refusedIds)
  if (store.path() !== null || draft.title !== '' || fieldIds(options.field).length > 0) await store.save(changedDraft)
  if (refusedIds.length > 0)
    throw new UsageError('The text was edited by hand, so --field cannot change it', {
      hint: 'edit it in your editor; the answers are in the draft, under "kept:"',
    })
  await requirePrivateReporting(context, await destinations.get(repo))
  if (prompter === null) return refuseIncomplete(changedDraft, template)
  await askReport({ app, prompter, store, template })
}

/** The ids of answers that would change a text that was edited by hand. */
function idsOfRefusedAnswers(draft: Draft, template: Template, answers: Values): readonly string[] {
  const textTemplate = textOnlyTemplate(template)
  if (isAsRendered(draft, textTemplate)) return []
  return answerFields(textTemplate.form).flatMap(({ id }) => (Object.hasOwn(answers, id) ? [id] : []))
}

/** Keeps text that was edited by hand, and sets the refused answers aside. */
function withAnswers(draft: Draft, template: Template, answers: Values, refusedIds: readonly string[]): Draft {
  const filledDraft = withReportAnswers(draft, template, { ...reportAnswers(draft, template), ...answers })
  if (isAsRendered(draft, textOnlyTemplate(template))) return filledDraft
  return setAsideAnswers({ ...filledDraft, body: draft.body }, template.form, refusedIds)
}

type ReportForm = {
  readonly app: App
  readonly prompter: Prompter
  readonly store: DraftStore
  readonly template: Template
}

async function askReport({ app, prompter, store, template }: ReportForm): Promise<void> {
  const initialDraft = store.draft()
  const { form } = template
  const isEditedByHand = !isAsRendered(initialDraft, textOnlyTemplate(template))
  const { askForm } = await import('./ask-form.ts')
  const announce = createAnnouncement(app, store)
  await askForm(
    { app, prompter, hidesTexts: true, problemOf: (id, answer) => answerProblem(id, answer, form) },
    {
      form: isEditedByHand ? null : form,
      title: {
        message: 'Summary, in one line',
        initial: '',
        prefix: '',
        problemOf: (text) => (text.trim() === '' ? 'Say in a few words what is wrong.' : null),
      },
      firstText: '',
      canLeave: false,
      alwaysReviews: false,
    },
    {
      title: initialDraft.title,
      values: reportAnswers(initialDraft, template),
      unfinished: initialDraft.unfinished,
    },
    async ({ title, values, unfinished }) => {
      const titledDraft = { ...initialDraft, title, unfinished }
      await store.save(isEditedByHand ? titledDraft : withReportAnswers(titledDraft, template, values))
      announce()
    },
  )
}

/** Returns a function that prints once where the answers are saved, unless the draft already had a file. */
function createAnnouncement({ terminal }: App, store: DraftStore): () => void {
  let isNew = store.path() === null
  return () => {
    if (isNew) terminal.err.write(plain(`Every answer is kept in ${store.path()}, which only you can read.\n`))
    isNew = false
  }
}

/** @throws UsageError that lists everything that is missing or wrong. */
function refuseIncomplete(draft: Draft, template: Template): void {
  const answers = reportAnswers(draft, template)
  // The form's own message about an answer quotes it, and the answer may be a part of the report.
  const problemWithoutText = (id: string) => {
    const problem = answerProblem(id, asText(answers[id] ?? ''), template.form)
    return problem === null ? null : `${id}: ${problem}`
  }
  // `refuseUnknownFields` has checked for unknown fields. A text that was written without the form lacks no answers.
  const problems = checkAnswers(template.form, answers).filter(
    ({ kind }) => kind === 'invalid' || (kind === 'missing' && isAsRendered(draft, textOnlyTemplate(template))),
  )
  const lines = [
    ...(draft.repo === null ? [MISSING_REPO] : []),
    ...(draft.title === '' ? ['  --field summary=@FILE'] : []),
    ...problems.map(({ field, message }) => `  --field ${problemWithoutText(field) ?? message}`),
  ]
  if (lines.length > 0)
    throw new UsageError(
      ['Not running interactively; missing or invalid:', ...lines].join('\n'),
      problems.some(({ kind }) => kind === 'missing') ? { hint: 'Or pass a text: --from FILE.' } : {},
    )
}
