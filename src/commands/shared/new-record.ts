import type { App } from '../../app.ts'
import { readRecord } from '../../drafts/record.ts'
import { relatedChanges } from '../../drafts/record-rules.ts'
import { parseRecordSubject } from '../../drafts/record-search.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import { choices } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { withUnsavedText } from '../../terminal/confirm.ts'
import type { Answer, Prompter } from '../../terminal/questions.ts'
import { SINGLE_QUESTION } from '../../terminal/sequence.ts'
import { prompterFor } from '../../terminal/terminal.ts'
import { plain } from '../../text/quote.ts'
import { fieldIds } from './draft-flags.ts'
import type { NewDraftOptions } from './flags.ts'
import { newDraft } from './new-draft.ts'

const TEMPLATE = 'decision'

type RecordOptions = Omit<NewDraftOptions, 'kind'> & { readonly about?: string }

/** `decision new`: asks for the kind of decision, because the kind determines where the record goes and what else has to change. */
export async function newRecord(app: App, flags: RecordOptions): Promise<ExitCode> {
  const options = withAboutAnswer(flags)
  const { dryRun: _, ...askOptions } = options
  const prompter = await prompterFor(app, askOptions)
  const policy = await loadPolicy(app, options.policy, { prompter, publishes: options.open === true })
  const intro = policy.records?.private?.intro ?? null
  if (options.fromPrivate === true && prompter !== null && intro !== null) await showIntro(app, intro)
  const kindOptions = hasContent(options)
    ? {}
    : await withUnsavedText(app, options.suggestion?.text ?? '', () => askKind(app, policy, prompter, options))
  let body = ''
  const code = await newDraft(app, { ...options, ...kindOptions, kind: 'decision' }, (draft) => {
    body = draft.body
  })
  // The same note is printed after posting.
  const isPosted = options.open === true && options.dryRun !== true
  if (code === EXIT.done && !isPosted) {
    const { relatedChangesView } = await import('../../terminal/views/shared/draft.ts')
    app.terminal.err.write(relatedChangesView(relatedChanges(policy, readRecord(body).kind)))
  }
  return code
}

const LINK = /^https:\/\/[^\s<>"`]+$/

/** Turns `--about` into the answer to the field of that name. */
function withAboutAnswer({ about, ...options }: RecordOptions): Omit<NewDraftOptions, 'kind'> {
  if (about === undefined) return options
  if (!LINK.test(about) && parseRecordSubject(about, '') === null)
    throw new UsageError(`--about expects the address of a post, #12, SEP-12 or owner/name#12, not "${about}"`)
  return { ...options, field: [...options.field, `about=${about}`] }
}

async function showIntro({ terminal: { err } }: App, intro: string): Promise<void> {
  const { wrapText, textWidth } = await import('../../terminal/style.ts')
  err.write(`\n${wrapText(plain(intro), textWidth(err.columns), 2)}\n\n`)
}

/** Whether the flags give a draft, text or a template, so that we need not ask for the kind of decision. */
function hasContent({ from, body, bodyFile, template }: Omit<NewDraftOptions, 'kind'>): boolean {
  return [from, body, bodyFile, template].some((value) => value !== undefined)
}

/** The options that follow from the kind of decision. */
type KindOptions = Partial<Pick<NewDraftOptions, 'repo' | 'template'>> & {
  readonly knownFields?: { readonly kind: string }
}

async function askKind(
  app: App,
  policy: Policy,
  prompter: Prompter | null,
  options: Pick<NewDraftOptions, 'field' | 'repo'>,
): Promise<KindOptions> {
  const { records } = policy
  if (prompter === null || records === null || fieldIds(options.field).includes('kind')) return { template: TEMPLATE }
  const { notes } = records
  const kind = await prompter.select<string | null>({
    message: records.ask,
    choices: [
      ...Object.entries(records.kinds).map(([value, { label, hint }]) => ({ value, label, hint })),
      ...(notes === null ? [] : [{ value: null, label: notes.label, hint: notes.hint }]),
    ],
  })
  if (kind === null) return notes === null ? {} : { template: notes.template }
  const isAboutCode = records.kinds[kind]?.repository === 'area'
  const shouldAskRepo = isAboutCode && options.repo === undefined && !app.env['GH_REPO']
  const answer = shouldAskRepo ? await askRepoOfArea(policy, prompter) : ({ kind: 'answered', value: null } as const)
  if (answer.kind === 'back') return askKind(app, policy, prompter, options)
  return { template: TEMPLATE, knownFields: { kind }, ...(answer.value === null ? {} : { repo: answer.value }) }
}

/** Asks which area the decision is about, and answers with the area's repository. null: the area has none, so `newDraft` asks for one. */
async function askRepoOfArea(policy: Policy, prompter: Prompter): Promise<Answer<string | null>> {
  const area = await prompter.at(SINGLE_QUESTION).select<string | null>({
    message: policy.questions.area.ask,
    choices: choices(policy, 'area', undefined),
  })
  if (area.kind === 'back') return area
  const repository = area.value === null ? null : (policy.areas[area.value]?.repository ?? null)
  return { kind: 'answered', value: repository === null ? null : (policy.repositories[repository]?.repo ?? null) }
}
