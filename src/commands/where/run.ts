import type { App } from '../../app.ts'
import { withoutSecrets } from '../../checks/quick-mask.ts'
import type { Classifier } from '../../classifier/classify.ts'
import { mattersOf } from '../../classifier/matters.ts'
import { type FolderArea, type Placement, placeText } from '../../classifier/placement.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import type { PartialAnswers } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { withUnsavedText } from '../../terminal/confirm.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { canAsk, notesView, prompterFor } from '../../terminal/terminal.ts'
import { answerJson } from '../../terminal/views/where/answer-json.ts'
import { shellOf } from '../../text/shell.ts'
import { withPolicyFlag } from '../shared/policy-flag.ts'
import type { WhereOptions } from './command.ts'
import { PRIVACY_NOTE, readFlags, readsAsPrivate, refuseUnclearText, requireFlags } from './flags.ts'
import type { StartSep } from './start-writing.ts'
import type { WhereResult } from './state.ts'

/** Many times the length that GitHub accepts for a body. */
const MAX_TEXT_BYTES = 4_000_000

export async function run(
  app: App,
  words: readonly string[],
  options: WhereOptions,
  startSep: StartSep,
): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy, { prompter: await prompterFor(app, options), publishes: false })
  const flags = readFlags(policy, options)
  if (options.open === true)
    app.terminal.err.write(notesView(['where --open is now where --web; in other commands, --open posts']))
  if (options.file !== undefined) {
    if (words.length > 0) throw new UsageError('Give either a text or --file, not both.')
    return answerFile({ app, policy, flags, options }, options.file)
  }
  const isPiped = words.length === 1 && words[0] === '-'
  const text = await textOf(app, words, isPiped)
  const input = inputFor({ app, policy, flags, options }, text)
  const { placement, wantsToWrite, matter } =
    canAsk(app, options) && !isPiped
      ? await answerInteractively(input)
      : { placement: await answerDirectly(input), wantsToWrite: false, matter: input.text }
  const { url, draftTarget, mail, answers } = placement.recommendation
  const address = mail ?? url
  if (opensBrowser(options) && address !== null) await app.openInBrowser(address)
  if (!wantsToWrite || draftTarget === null) return EXIT.done
  const { startWriting } = await import('./start-writing.ts')
  return startWriting(app, draftTarget, { text: matter, type: answers.type }, options.policy, startSep)
}

async function textOf(app: App, words: readonly string[], isPiped: boolean): Promise<string> {
  const text = (isPiped ? await app.files.readText('-', MAX_TEXT_BYTES) : words.join(' ')).trim()
  if (words.length > 0 && text === '')
    throw new UsageError('The text is empty', { hint: 'Say in a few words what it is about: mcp-comms where "…"' })
  return text
}

async function answerFile({ app, policy, flags, options }: WhereCommand, file: string) {
  if (opensBrowser(options))
    throw new UsageError(`--${options.web === true ? 'web' : 'open'} works with one text only, not with --file.`)
  const { answerEachLine } = await import('./many-texts.ts')
  const classify = app.classifier(policy)
  const folderAreas = await folderAreaReader(app, policy, options)()
  return answerEachLine(
    {
      app,
      policy,
      policyFile: options.policy,
      classify,
      flags,
      folderAreas,
      explain: options.explain === true,
      json: options.json === true,
    },
    file,
  )
}

/** `text` is empty if none was given. `otherMatter`: another matter that the given text is about. */
type WhereInput = WhereCommand & {
  readonly text: string
  readonly otherMatter: Placement['otherMatter']
  readonly classify: Classifier | null
}
type WhereCommand = {
  readonly app: App
  readonly policy: Policy
  readonly flags: PartialAnswers
  readonly options: WhereOptions
}

function inputFor(command: WhereCommand, text: string): WhereInput {
  const { app, policy, flags } = command
  const classify = text === '' ? null : app.classifier(policy)
  warnIfPrivate(app, flags, text, classify)
  const matters = classify === null ? { text, otherMatter: null } : mattersOf(policy, flags, text, classify)
  return { ...command, classify, ...matters }
}

/**
 * Asks until the answer is complete. If the person types their own words, adds them to the text and starts again.
 * @param typed the words that the person has typed at a question so far
 */
async function answerInteractively(input: WhereInput, typed = ''): Promise<WhereResult & { readonly matter: string }> {
  const { app, policy, flags, text, otherMatter, classify, options } = input
  const { askQuestions } = await import('./ask.ts')
  const session = {
    app,
    policy,
    prompter: await app.prompter(),
    text,
    classify,
    readFolderAreas: folderAreaReader(app, policy, options),
    show: async (placement: Placement) =>
      showAnswer(app, policy, await withoutSecrets({ ...placement, otherMatter }, text), options),
    canWrite: !opensBrowser(options),
  }
  const answer = await withUnsavedText(app, typed, () => askQuestions(session, flags))
  if (!('ownWords' in answer)) return { ...answer, matter: text }
  const next = inputFor(input, `${text}\n${answer.ownWords}`.trim())
  // `text` no longer contains the other matter. It is still shown, unless the new words make everything private.
  const isPublic = () => next.classify?.(next.text, {}).answers.sensitivity === 'public'
  const previousMatter = otherMatter !== null && isPublic() ? otherMatter : null
  return answerInteractively(
    { ...next, otherMatter: next.otherMatter ?? previousMatter },
    `${typed}\n${answer.ownWords}`.trim(),
  )
}

function opensBrowser({ web, open }: WhereOptions): boolean {
  return web === true || open === true
}

async function answerDirectly({ app, policy, flags, text, otherMatter, classify, options }: WhereInput) {
  if (text === '') requireFlags(policy, flags)
  const request = { known: flags, text }
  const textPlacement = placeText(policy, request, classify)
  if (textPlacement.saysTooLittle) refuseUnclearText(policy, flags)
  const isRepoUncertain = textPlacement.repoConfidence === 'medium' || textPlacement.repoConfidence === 'low'
  const folderAreas = isRepoUncertain ? await folderAreaReader(app, policy, options)() : []
  const placement = {
    ...(isRepoUncertain ? placeText(policy, request, classify, folderAreas) : textPlacement),
    otherMatter,
  }
  await showAnswer(app, policy, await withoutSecrets(placement, text), options)
  return placement
}

/** Returns a function that reads, only once, the areas that the working directory suggests; none with `--no-context`. */
function folderAreaReader(app: App, policy: Policy, { context }: WhereOptions): () => Promise<readonly FolderArea[]> {
  if (!context) return async () => []
  let areas: Promise<readonly FolderArea[]> | undefined
  return () => {
    areas ??= import('../../storage/project-folder.ts').then(({ readProject }) => readProject(app, policy))
    return areas
  }
}

/** Warns if the text reads as private although `--sensitivity` says otherwise, because the later checks ignore that flag. */
function warnIfPrivate({ terminal }: App, flags: PartialAnswers, text: string, classify: Classifier | null): void {
  if (classify !== null && readsAsPrivate(flags, text, classify)) terminal.err.write(notesView([PRIVACY_NOTE]))
}

async function showAnswer(app: App, policy: Policy, original: Placement, options: WhereOptions): Promise<void> {
  const { out, err } = app.terminal
  const placement = options.policy === undefined ? original : withPolicyFlag(original, options.policy, shellOf(app.env))
  const explain = options.explain === true
  if (options.json === true) {
    out.write(jsonDocument(answerJson(policy, placement, explain, app.clock.now())))
    return
  }
  const { ageHint, answerView, inferredAnswersView } = await import('../../terminal/views/where/answer.ts')
  if (err.isTerminal) err.write(inferredAnswersView(policy, placement, await err.style(), err.columns))
  const style = await out.style()
  out.write(answerView(policy, placement, style, out.columns, options.policy))
  if (explain) {
    const { explainView } = await import('../../terminal/views/where/explain.ts')
    out.write(explainView(placement, style, out.columns))
  }
  if (err.isTerminal) err.write(ageHint(policy, app.clock.now(), shellOf(app.env)))
}
