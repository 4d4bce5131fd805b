import { isOverridable } from '../../../checks/check.ts'
import type { Draft } from '../../../drafts/draft.ts'
import { looksLikeDraft } from '../../../drafts/front-matter.ts'
import { draftBody } from '../../../drafts/private-text.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import type { Context } from '../../../preflight/context.ts'
import type { Destination } from '../../../preflight/destination.ts'
import { preflightSep, type ReadySep, type SepOptions, type StoppedSep } from '../../../preflight/sep.ts'
import { isBlocked, type SepDraft, withText, withTitle } from '../../../seps/draft.ts'
import { replaceOrRescue } from '../../../storage/draft-file.ts'
import { readOverrides, writeOverrides } from '../../../storage/sep-overrides.ts'
import { jsonLine } from '../../../terminal/json.ts'
import type { Prompter } from '../../../terminal/questions.ts'
import { plain } from '../../../text/quote.ts'
import { refusePrivateText } from '../../shared/private-text.ts'

type CheckOptions = SepOptions & {
  readonly yes?: true
  readonly json?: true
  readonly repo?: string
  readonly policy?: string
}

/**
 * Checks a SEP before it is sent. Refuses a draft that must stay private, such as a private report, even if its text is that of a SEP.
 * @returns the SEP with the person's changes, or the exit code if a check still stops it
 * @throws Failure
 */
export async function checkSep(
  context: Context,
  destination: Destination,
  original: SepDraft,
  options: CheckOptions,
): Promise<ReadySep | ExitCode> {
  const { app, prompter } = context
  // For a blocked SEP, the checks below say what to do.
  if (!isBlocked(original)) {
    refusePrivateText(original.text, original.path)
    refuseOtherPost(original)
  }
  let draft = original
  for (;;) {
    const overrides = await readOverrides(app, draft.path)
    const checked = await preflightSep(context, destination, draft, { ...options, overrides })
    if (!('findings' in checked)) return checked
    const canAsk = prompter !== null && options.yes !== true && options.dryRun !== true && !checked.isBlocked
    const decision = canAsk ? await askWhatToDo(context, prompter, checked) : 'undecided'
    if (typeof decision !== 'string') {
      draft = decision
      continue
    }
    app.terminal.err.write('Nothing was sent.\n')
    if (options.json === true) app.terminal.out.write(jsonLine(stoppedJson(checked)))
    if (decision === 'stop') return EXIT.stopped
    const { offerReport } = await import('../../shared/offer-report.ts')
    const { findings } = checked
    const stoppedText = { findings, path: draft.path, options, isChosen: decision === 'report' }
    return (await offerReport(context, stoppedText)) ?? EXIT.stopped
  }
}

/** Refuses the draft of an issue or another post, because its front matter must not be published. @throws Failure */
function refuseOtherPost({ path, text }: SepDraft): void {
  if (!looksLikeDraft(text) && draftBody(text) === null) return
  throw new Failure('validation', `${path} is a draft of another post, not a SEP: its front matter has "kind"`, {
    hint: 'Name the file of the SEP, which begins with "# SEP-0000: Title"',
  })
}

/** `lint`: the errors of the linter. */
function stoppedJson({ sep, findings, lintErrors }: StoppedSep) {
  return {
    draft: sep.path,
    ok: false,
    findings,
    lint: lintErrors.map(({ name, line, message }) => ({ name, line, message })),
  }
}

/** Asks what to do about a SEP that a check stopped. Saves a changed text before it is parsed, so that even an invalid SEP is kept. */
async function askWhatToDo(
  context: Context,
  prompter: Prompter,
  stopped: StoppedSep,
): Promise<SepDraft | 'report' | 'stop'> {
  const { app } = context
  const { asDraft, sep, findings, lintErrors } = stopped
  const { askAfterStop } = await import('../../shared/ask-after-stop.ts')
  const answer = await askAfterStop({ app, prompter }, asDraft, findings, lintErrors)
  if (answer.kind !== 'changed') return answer.kind
  const { draft } = answer
  await saveOverrides(context, sep.path, draft)
  const text = draft.title === asDraft.title ? draft.body : withTitle(sep, draft.title).text
  if (text.trim() === sep.text.trim()) return sep
  await replaceOrRescue(app, sep, text)
  return withText(sep, text)
}

async function saveOverrides({ app }: Context, path: string, { allow, reasons }: Draft): Promise<void> {
  const saved = await readOverrides(app, path)
  const added = allow.filter((check) => isOverridable(check) && !Object.hasOwn(saved, check))
  if (added.length === 0) return
  await writeOverrides(app, path, {
    ...saved,
    ...Object.fromEntries(added.map((check) => [check, reasons[check] ?? ''])),
  })
  app.terminal.err.write(plain(`The override of ${added.join(', ')} is kept for ${path}.\n`))
}
