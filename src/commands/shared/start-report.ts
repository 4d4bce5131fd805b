import type { App } from '../../app.ts'
import { placeText } from '../../classifier/placement.ts'
import { type Draft, isPublished } from '../../drafts/draft.ts'
import { parseDraft } from '../../drafts/format.ts'
import { pendingAnswers } from '../../drafts/from-template.ts'
import { looksLikeDraft, splitFrontMatter } from '../../drafts/front-matter.ts'
import { IS_A_REPORT, reasonInFrontMatter } from '../../drafts/private-text.ts'
import { Failure, UsageError } from '../../errors.ts'
import { asText, valueIn } from '../../forms/form.ts'
import { askIntended } from '../../preflight/ask-about-ai-and-intent.ts'
import type { Context } from '../../preflight/context.ts'
import { isBlocked, markBlocked } from '../../seps/draft.ts'
import {
  DRAFT_BYTE_LIMIT,
  type DraftFile,
  draftPath,
  postAddressOf,
  readDraftFile,
  readDraftOrFailure,
} from '../../storage/draft-file.ts'
import { createDraftStore, type DraftStore } from '../../storage/draft-store.ts'
import { hasJournal } from '../../storage/sep-journal.ts'
import { readStoredDrafts } from '../../storage/stored-drafts.ts'
import { notesView } from '../../terminal/terminal.ts'
import { BECAME_A_REPORT } from '../../text/added-lines.ts'
import { issueDraftPath, numberInPath, sepPathOfIssueDraft } from '../../text/file-names.ts'
import { isSameRepo } from '../../text/github-names.ts'
import { normalizeLineEndings } from '../../text/lines.ts'
import { clearHidden, plain } from '../../text/quote.ts'
import { shellOf } from '../../text/shell.ts'
import {
  blockOrDiscard,
  draftToBlock,
  followUpsOf,
  isSepText,
  issueDraftToBlock,
  sepToBlock,
  splitText,
} from './block-public-texts.ts'
import { chooseRepo, createReport, type ReportSession, warnUnlessIgnored } from './new-report.ts'
import { withPolicyFlag } from './policy-flag.ts'

/** Returns null if the problem is intended behavior, which needs no private report. */
export async function startReport(session: ReportSession): Promise<DraftStore | null> {
  const { context, options, writtenText, skipIntendedQuestion } = session
  if (options.output === '-')
    throw new UsageError('A private report is not printed', { hint: 'name a file with -o, or leave out -o' })
  if (options.from !== undefined) return startFrom(session, await draftPath(context.app, options.from))
  if (!skipIntendedQuestion && (await askWhetherIntended(context, options.policy))) return null
  const { title = '', text = '', repo: knownRepo = null } = writtenText ?? {}
  const repo = knownRepo ?? (await chooseRepo(context, options))
  return createReport(session, { title, text, repo })
}

async function startFrom(session: ReportSession, from: string): Promise<DraftStore> {
  const { context, options } = session
  const { app } = context
  if (options.output !== undefined && (await app.files.realPath(options.output)) === (await app.files.realPath(from)))
    throw new UsageError(`${from} cannot be both the text and the file of the report`, {
      hint: 'name another file with -o, or leave out -o',
    })
  const text = await app.files.readText(from, DRAFT_BYTE_LIMIT)
  // Like standard input, a pipe can be read only once.
  const path = from !== '-' && (await app.files.identityOf(from)).isStream ? '-' : from
  const draft = path !== '-' && looksLikeDraft(text) ? parseDraft(text, path) : null
  if (draft === null) {
    // Finds front matter that was not parsed, because it is on standard input or below empty lines.
    const reason = reasonInFrontMatter(text)
    if (reason === IS_A_REPORT) throw draftPassedAsText(path)
    if (reason === BECAME_A_REPORT || isBlocked({ text })) throw alreadyReported(path)
    return reportFromText(session, path, text)
  }
  if (draft.blocked !== null) throw alreadyReported(path)
  return draft.kind === 'advisory' ? resumeReport(session, path) : turnIntoReport(session, path)
}

/** Makes a private report from a SEP or from any other text that is not a draft. Blocks a SEP, so that it can no longer be posted. */
async function reportFromText(session: ReportSession, path: string, text: string): Promise<DraftStore> {
  const { context, options } = session
  const { app } = context
  const frontMatter = splitFrontMatter(text)
  const { title, body } = splitText(frontMatter?.body ?? text)
  const isSep = isSepText(text)
  const repo = await chooseRepo(context, options)
  // Keeps the front matter, because it may contain facts that the text below it lacks.
  const reportText = {
    title: title.replace(/^SEP-\S+:/, ''),
    text: isSep || frontMatter !== null ? text : body,
    repo,
  }
  // Unlike the draft of a report, a text does not record that it was sent.
  if (options.dryRun !== true && (await wasSentBefore(app, reportText))) throw alreadyReported(path)
  const store = await createReport(session, reportText)
  if (isSep) {
    await warnIfSepPosted(app, { path, text })
    const issueDraft = await readDraftOrFailure(app, issueDraftPath(path))
    if (!(issueDraft instanceof Failure)) warnIfDraftPosted(app, issueDraft)
  }
  if (!isSep || path === '-' || options.dryRun === true) return store
  await blockOrDiscard(app, store, path, async () => [
    ...(await issueDraftToBlock(app, issueDraftPath(path))),
    { path, text, blockedText: markBlocked(text) },
  ])
  return announceReport(app, path, store)
}

/** Whether a draft in the state folder has the same text, and was sent to the same repository. */
async function wasSentBefore(app: App, { text, repo }: { readonly text: string; readonly repo: string }) {
  const normalize = (value: string) => clearHidden(normalizeLineEndings(value)).trim()
  const description = normalize(text)
  if (description === '') return false
  return (await readStoredDrafts(app)).some(({ file }) => {
    if (file instanceof Failure || file.draft.kind !== 'advisory') return false
    const { sent, fields } = file.draft
    const isSent = isPublished(file.draft) || sent !== null
    return (
      isSent &&
      isSameRepo(file.draft.repo ?? '', repo) &&
      normalize(asText(valueIn(fields, 'description'))) === description
    )
  })
}

/** The error for the draft of a private report that is passed as a text, because the text would become a second report. */
function draftPassedAsText(path: string): Failure {
  return new Failure('validation', `${path === '-' ? 'this text' : path} is the draft of a private report`, {
    hint:
      path === '-'
        ? 'pass its file: --from FILE'
        : 'remove the empty lines above its front matter, and run the command again',
  })
}

/** The error for a text that became a report before, because it would be reported twice. */
function alreadyReported(path: string): Failure {
  return new Failure('validation', `${path === '-' ? 'this text' : path} became a private report before`, {
    hint: 'continue that report: see mcp-comms drafts. To report something else, write it into another file',
  })
}

async function resumeReport({ context: { app }, options }: ReportSession, path: string): Promise<DraftStore> {
  if (options.output !== undefined)
    throw new UsageError("--from saves to the draft's own file, so it cannot be combined with -o", {
      hint: 'leave out -o, or copy the file and continue the copy',
    })
  const isDryRun = options.dryRun === true
  if (!isDryRun) await app.files.makePrivate(path)
  const file = await readDraftFile(app, path)
  const url = postAddressOf(app, file)
  if (url !== null)
    throw new Failure('validation', `${path} was sent already: ${url}`, {
      hint: 'add what is new as a comment there',
    })
  return createDraftStore(app, file.draft, { file, isDryRun })
}

/** Makes a private report from a public draft. Blocks the public draft, so that it can no longer be posted. */
async function turnIntoReport(session: ReportSession, path: string): Promise<DraftStore> {
  const { context, options } = session
  const { app } = context
  const file = await readDraftFile(app, path)
  const { title, repo } = file.draft
  const followUps = await followUpsOf(app, file)
  const store = await createReport(session, { title, text: textOf(file.draft), repo: options.repo ?? repo })
  warnIfDraftPosted(app, file)
  if (options.dryRun === true) return store
  // Without a file for the report, only the blocked draft would be left.
  if (store.path() === null) await store.save(store.draft())
  await blockOrDiscard(app, store, path, async () => {
    const seps = await sepToBlock(app, sepPathOfIssueDraft(path))
    for (const sep of seps) await warnIfSepPosted(app, sep)
    return [...seps, ...[...followUps, file].map(draftToBlock)]
  })
  return announceReport(
    app,
    path,
    store,
    followUps.map((followUp) => followUp.path),
  )
}

function warnIfDraftPosted({ terminal }: App, { path, draft }: DraftFile): void {
  if (isPublished(draft)) terminal.err.write(postedNote(path, 'says that it was posted already'))
  else if (draft.sent !== null) terminal.err.write(postedNote(path, MAY_BE_POSTED))
}

/** A SEP with a number has a pull request. A SEP with a journal may have been pushed to a public branch. */
async function warnIfSepPosted(app: App, { path, text }: { readonly path: string; readonly text: string }) {
  const { title } = splitText(splitFrontMatter(text)?.body ?? text)
  const number = numberInPath(path) ?? Number(/^SEP\W*(\d+)/i.exec(title)?.[1] ?? 0)
  if (number > 0 || (path !== '-' && (await hasJournal(app, path))))
    app.terminal.err.write(postedNote(path, MAY_BE_POSTED))
}

const MAY_BE_POSTED = 'may have been posted already'

function postedNote(path: string, state: string): string {
  return notesView([`${path} ${state}: if so, privately ask a maintainer to hide it`])
}

/** The text of a draft, and its answers that have not been filled into a form yet. */
function textOf(draft: Draft): string {
  const hasText = draft.body.trim() !== ''
  const answers = Object.entries(hasText ? pendingAnswers(draft) : draft.fields)
  const sections = answers.map(([id, value]) => `### ${id}\n\n${asText(value)}`)
  return [...(hasText ? [draft.body.trimEnd()] : []), ...sections].join('\n\n')
}

async function announceReport(
  app: App,
  path: string,
  store: DraftStore,
  followUps: readonly string[] = [],
): Promise<DraftStore> {
  const lines = [
    `The private report is ${store.path()}.`,
    `The public draft ${path} is blocked: it cannot be posted any more, and only you can read it.`,
    ...(followUps.length === 0 ? [] : ['The rest of the conversation is blocked too, and is not part of the report:']),
    ...followUps.map((followUp) => `  ${followUp}`),
  ]
  app.terminal.err.write(plain(`${lines.join('\n')}\n`))
  for (const blockedPath of [path, ...followUps]) await warnUnlessIgnored(app, blockedPath)
  return store
}

/** Asks whether the project intends what the person has seen. If so, shows where to discuss it. */
async function askWhetherIntended({ app, policy, prompter }: Context, policyFile?: string): Promise<boolean> {
  const option = prompter === null ? null : await askIntended(policy, prompter)
  const answers = option === null ? undefined : policy.questions.intended.options[option]?.answers
  if (answers === undefined) return false
  const { out, err } = app.terminal
  err.write('That is intended, so it is not a vulnerability, and need not be private.\n')
  const { answerView } = await import('../../terminal/views/where/answer.ts')
  const placement = placeText(policy, { known: { ...answers, area: null }, text: '' }, null)
  out.write(answerView(policy, withPolicyFlag(placement, policyFile, shellOf(app.env)), await out.style(), out.columns))
  return true
}
