import type { App } from '../../app.ts'
import { requireOverridable } from '../../checks/check.ts'
import { type Draft, emptyDraft, openCommand, resumeCommand } from '../../drafts/draft.ts'
import { printDraft } from '../../drafts/format.ts'
import { EXIT, type ExitCode, Failure, toErrorReport, UsageError } from '../../errors.ts'
import type { Policy } from '../../policy/schema.ts'
import { DRAFT_BYTE_LIMIT, draftPath, postAddressOf, readDraftFile } from '../../storage/draft-file.ts'
import { createDraftStore, type DraftStore } from '../../storage/draft-store.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { printUnsavedText, withUnsavedText } from '../../terminal/confirm.ts'
import { jsonLine } from '../../terminal/json.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView, prompterFor } from '../../terminal/terminal.ts'
import { normalizeLineEndings } from '../../text/lines.ts'
import { plain } from '../../text/quote.ts'
import { shellOf } from '../../text/shell.ts'
import { readFieldFlags, repoToWriteTo, withFlags } from './draft-flags.ts'
import { fillDraft } from './fill-draft.ts'
import type { NewDraftOptions } from './flags.ts'
import type { DiscordImport } from './from-discord.ts'
import { refuseDraft } from './private-text.ts'

/**
 * Writes a draft, or continues one. With `--open`, also posts it; with `--dry-run`, prints what would be posted.
 * @param onFilled receives the finished draft, before anything is posted
 */
export async function newDraft(
  app: App,
  options: NewDraftOptions,
  onFilled: (draft: Draft) => void = () => undefined,
): Promise<ExitCode> {
  requireOverridable(options.allow)
  // A dry run sends nothing, but it writes the draft, and asks for the answers.
  const { dryRun, ...askOptions } = options
  const opensDraft = options.open === true || dryRun === true
  if (opensDraft && options.output === '-') {
    const flag = dryRun === true ? '--dry-run' : '--open'
    throw new UsageError(`${flag} needs the draft in a file`, { hint: 'leave out "-o -"' })
  }
  const prompter = await prompterFor(app, askOptions)
  const discord = await startFromDiscordFlag(app, options, prompter)
  const startOptions = discord === null ? options : discord.options
  const store = await withUnsavedText(app, options.suggestion?.text ?? '', () =>
    startDraft(app, startOptions, prompter, discord?.addConversation),
  )
  let followUpPaths: readonly string[] = []
  try {
    await fillDraft({ app, options: startOptions, prompter, store }).catch((error: unknown) =>
      keepRestOfConversation(app, discord, store, error),
    )
    if (discord !== null) followUpPaths = await discord.finish(store, prompter)
  } catch (error) {
    printTextFromWhere(app, options, store.draft())
    printResumeCommand(app, options, store.path())
    throw error
  }
  onFilled(store.draft())
  const path = store.path()
  if (!opensDraft || path === null) return printResult(app, options, store, followUpPaths)
  app.terminal.err.write(plain(`The draft is ${path}\n`))
  const { openDrafts } = await import('./open-drafts.ts')
  // `--title` is already applied, and the person may have changed the title since.
  const { title: _, ...otherOptions } = options
  const exitCode = await openDrafts(app, [path], otherOptions)
  if (dryRun === true && exitCode === EXIT.done) printOpenCommand(app, options, path)
  return exitCode
}

/**
 * Saves the further parts of a conversation although the first draft is unfinished, because `--from` continues only that draft.
 * @throws the error that interrupted the first draft
 */
async function keepRestOfConversation(
  app: App,
  discord: DiscordImport | null,
  store: DraftStore,
  interruption: unknown,
): Promise<never> {
  if (discord === null || store.path() === null) throw interruption
  try {
    await discord.finish(store, null)
  } catch (error) {
    app.terminal.err.write(notesView([`the rest of the conversation was not saved: ${toErrorReport(error).message}`]))
  }
  throw interruption
}

/** Returns null without `--from-discord`. */
async function startFromDiscordFlag(app: App, options: NewDraftOptions, prompter: Prompter | null) {
  const { fromDiscord, without, thread } = options
  if (fromDiscord !== undefined) return (await import('./from-discord.ts')).startFromDiscord(app, options, prompter)
  if (without.length > 0 || thread !== undefined)
    throw new UsageError('--without and --thread belong to a conversation on Discord', {
      hint: 'name its file with --from-discord',
    })
  return null
}

async function startDraft(
  app: App,
  options: NewDraftOptions,
  prompter: Prompter | null,
  addConversation: (draft: Draft) => Draft = (draft) => draft,
): Promise<DraftStore> {
  const { from, output } = options
  if (from !== undefined) return resumeDraft(app, options, from, prompter)
  const { knownFields = {} } = options
  const initialDraft: Draft = { ...emptyDraft(options.kind), template: options.template ?? null, fields: knownFields }
  const draft = await applyFlags(app, addConversation(initialDraft), options, prompter)
  const unfinishedPath = await askToContinueInstead(app, options, draft, prompter)
  if (unfinishedPath !== null) {
    const store = await resumeDraft(app, options, unfinishedPath, prompter)
    printUnsavedText(app, options.suggestion?.text ?? '')
    return store
  }
  const store = await createDraftStore(app, draft, { output, yes: options.yes === true, prompter })
  // The file is named after the title. So without a title, what the person has not typed, such as the conversation, is not saved yet.
  const hasTypedAnswers = Object.keys(draft.fields).length > Object.keys(knownFields).length
  const hasText = draft.body !== '' && (options.conversation === undefined || prompter === null)
  if (draft.title !== '' || hasText || hasTypedAnswers) await store.save(draft)
  return store
}

/**
 * Returns the path of the unfinished draft that the person wants to continue, or null. Flags that give text or an answer, or
 * name the file to write, always start a new draft.
 */
async function askToContinueInstead(app: App, options: NewDraftOptions, draft: Draft, prompter: Prompter | null) {
  const { output, field, body, bodyFile, fromDiscord, suggestion } = options
  if (prompter === null || output !== undefined || field.length > 0) return null
  if ([body, bodyFile, fromDiscord].some((text) => text !== undefined)) return null
  const { askToContinue } = await import('./continue-draft.ts')
  const template = draft.template ?? suggestion?.template ?? null
  const prefersNew = suggestion !== undefined && suggestion.text !== ''
  return askToContinue(app, prompter, { ...draft, template }, { prefersNew })
}

/** Continues an unfinished draft, and saves it to the same file. */
async function resumeDraft(
  app: App,
  options: NewDraftOptions,
  from: string,
  prompter: Prompter | null,
): Promise<DraftStore> {
  if (options.output !== undefined)
    throw new UsageError("--from saves to the draft's own file, so it cannot be combined with -o", {
      hint: 'leave out -o, or copy the file and continue the copy',
    })
  const file = await readDraftFile(app, await draftPath(app, from))
  const { path, draft } = file
  if (draft.kind !== options.kind)
    throw new UsageError(`${path} is a draft of kind ${draft.kind}`, {
      hint: `continue it with ${resumeCommand({ kind: draft.kind, policy: options.policy }, path, shellOf(app.env))}`,
    })
  const url = postAddressOf(app, file)
  if (url !== null)
    throw new Failure('validation', `${path} was already published: ${url}`, {
      hint: `To write another draft: mcp-comms ${draft.kind} new`,
    })
  const store = await createDraftStore(app, draft, { file })
  const { repo: _, ...otherOptions } = options
  // A post that was sent is looked up in the repository that the draft names.
  await store.save(await applyFlags(app, draft, draft.sent === null ? options : otherOptions, prompter))
  return store
}

async function applyFlags(app: App, draft: Draft, options: NewDraftOptions, prompter: Prompter | null): Promise<Draft> {
  const policy = await loadPolicy(app, options.policy, { prompter, publishes: options.open === true })
  const answers = await readFieldFlags(app, options.field)
  const fields = { ...draft.fields, ...answers }
  const pending = [...new Set([...draft.pending, ...Object.keys(answers)])]
  const flagText = (await readBodyFlag(app, options)) ?? ''
  // If the same command runs again, the draft already has the text of the flag, with the line about AI that `withFlags` adds.
  if (!isSameText(withFlags({ ...draft, body: flagText }, options).body, draft.body)) refuseToReplace(draft, flagText)
  const text = flagText.trim() === '' ? draft.body : flagText
  // An empty line below the front matter does not count as text.
  const body = text.trim() === '' ? '' : text
  // A draft without text gets no line about AI yet, because that line would count as its text.
  const changed = { ...withFlags({ ...draft, body }, options), ...(body === '' ? { body } : {}) }
  const template = options.template ?? draft.template
  const missing = [
    ...(changed.title === '' ? ['  --title TEXT'] : []),
    ...(template === null && changed.body === ''
      ? ['  --template ID (see: mcp-comms templates list --repo OWNER/NAME)']
      : []),
  ]
  const repo = await repoToWriteTo({ app, policy, prompter }, changed.repo, missing)
  const labels = [...new Set([...changed.labels, ...recordLabels(policy, draft)])]
  const fromPrivate = draft.fromPrivate || options.fromPrivate === true
  return { ...changed, repo, fromPrivate, labels, fields, pending }
}

/** A flag may replace a short value of the draft, but not its text, which may exist nowhere else. @throws UsageError */
function refuseToReplace({ body }: Draft, flagText: string): void {
  if (flagText.trim() === '' || body.trim() === '' || isSameText(flagText, body)) return
  throw new UsageError('The draft already has text, which --body or --body-file would replace', {
    hint: 'Leave out the flag and edit the draft; or leave out --from to start another draft',
  })
}

function isSameText(text: string, other: string): boolean {
  return normalizeLineEndings(text.trim()) === normalizeLineEndings(other.trim())
}

/** People find a record by its label. */
function recordLabels({ records }: Policy, { kind }: Draft): readonly string[] {
  return kind === 'decision' && records !== null ? [records.label] : []
}

async function readBodyFlag(app: App, { body, bodyFile }: NewDraftOptions): Promise<string | null> {
  if (body !== undefined && bodyFile !== undefined) throw new UsageError('Give either --body or --body-file, not both.')
  if (bodyFile === undefined) {
    refuseDraft(body ?? '', '--body')
    return body ?? null
  }
  const text = await app.files.readText(bodyFile, DRAFT_BYTE_LIMIT)
  refuseDraft(text, bodyFile === '-' ? 'standard input' : bodyFile)
  return text
}

/** Prints the text that the person gave to `where`, unless the draft has it already. */
function printTextFromWhere(app: App, { suggestion }: NewDraftOptions, { title, body, fields }: Draft): void {
  const text = suggestion?.text.trim() ?? ''
  const saved = [title, body, ...Object.values(fields).flat()]
  if (!saved.some((part) => part.includes(text))) printUnsavedText(app, text)
}

/** Prints how to resume after an error, because the answers so far are in the draft file. */
function printResumeCommand(app: App, options: NewDraftOptions, path: string | null): void {
  if (path === null) return
  app.terminal.err.write(
    plain(`Your answers are kept. Resume with: ${resumeCommand(options, path, shellOf(app.env))}\n`),
  )
}

function printResult(
  app: App,
  options: NewDraftOptions,
  store: DraftStore,
  followUpPaths: readonly string[],
): ExitCode {
  const { out } = app.terminal
  const draft = store.draft()
  const path = store.path()
  const { kind, repo, template, title } = draft
  // A file gets the exact text; for a terminal, control characters are removed.
  if (path === null) out.write(out.isTerminal ? plain(printDraft(draft)) : printDraft(draft))
  else if (options.json === true)
    out.write(
      jsonLine({
        kind,
        repo,
        template,
        title,
        draft: path,
        ...(followUpPaths.length === 0 ? {} : { followUps: followUpPaths }),
      }),
    )
  else out.write(plain(`${path}\n`))
  if (path !== null) printOpenCommand(app, options, path)
  return EXIT.done
}

function printOpenCommand({ env, terminal: { err } }: App, { kind, policy }: NewDraftOptions, path: string): void {
  if (err.isTerminal) err.write(plain(`Post it with: ${openCommand({ kind, policy }, path, shellOf(env))}\n`))
}
