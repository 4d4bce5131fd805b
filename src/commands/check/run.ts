import type { App } from '../../app.ts'
import { type CheckName, checkReport, type Finding, requireOverridable } from '../../checks/check.ts'
import { withoutHidden } from '../../checks/hidden-characters.ts'
import { emptyDraft, KINDS } from '../../drafts/draft.ts'
import { looksLikeDraft, looksLikeDraftWithoutKind } from '../../drafts/front-matter.ts'
import { EXIT, type ExitCode, exitCodeOf, Failure, type FailureClass, toErrorReport } from '../../errors.ts'
import type { PostKind } from '../../github/target.ts'
import { targetRepo } from '../../policy/repositories.ts'
import type { Candidate } from '../../preflight/candidate.ts'
import { type Context, createContext } from '../../preflight/context.ts'
import { destinationsOf } from '../../preflight/destination.ts'
import { findingsOn, showFindings } from '../../preflight/findings.ts'
import { reportLengthProblems } from '../../preflight/private-report.ts'
import { describeProblem, textProblems } from '../../publish/post-input.ts'
import { DRAFT_BYTE_LIMIT, type DraftFile, draftFileOf, draftPath, postAddressOf } from '../../storage/draft-file.ts'
import { expandPaths } from '../../storage/expand-paths.ts'
import { printErrorReport } from '../../terminal/error.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { notesView } from '../../terminal/terminal.ts'
import { plain } from '../../text/quote.ts'
import { offerReport } from '../shared/offer-report.ts'
import { templateOf } from '../shared/open-one-draft.ts'
import type { CheckOptions } from './command.ts'

export async function run(app: App, paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const { json } = options
  requireOverridable(options.allow)
  const context = await createContext(app, { ...options, input: false }, { publishes: false })
  // Refuses a name that is not a repository, even if every draft names its own.
  targetRepo(app, context.policy, options.repo)
  const findings: (Finding & { readonly draft: string })[] = []
  const drafts = await draftsIn(app, paths)
  const notes = new Set<string>()
  const checkRun: CheckRun = { context, options, isSingleFile: drafts.length === 1, addNote: (note) => notes.add(note) }
  let failure: Failure | null = null
  for (const path of drafts) {
    const result = await checkOrFailure(checkRun, path)
    if (result instanceof Failure) {
      failure ??= result
      continue
    }
    if (json !== true) await showResult(context, path, result, options)
    for (const finding of result.findings) findings.push({ ...finding, draft: path })
  }
  app.terminal.err.write(notesView([...notes]))
  const { ok } = checkReport(findings)
  if (json === true) app.terminal.out.write(jsonDocument({ ok: ok && failure === null, findings }))
  if (failure !== null) return exitCodeOf(failure)
  return ok ? EXIT.done : EXIT.stopped
}

type CheckRun = {
  readonly context: Context
  readonly options: CheckOptions
  /** Whether there is only one file. */
  readonly isSingleFile: boolean
  /** Adds a note that is printed once, after the results of all files. */
  readonly addNote: (note: string) => void
}

type CheckResult = {
  readonly findings: readonly Finding[]
  /** Whether the draft names its repository, so that `--repo` does not apply to it. */
  readonly namesRepo: boolean
}

async function showResult(
  context: Context,
  path: string,
  { findings, namesRepo }: CheckResult,
  options: CheckOptions,
): Promise<void> {
  const { out } = context.app.terminal
  await showFindings(out, path, findings)
  const { repo: _, ...optionsWithoutRepo } = options
  const reportOptions = namesRepo ? optionsWithoutRepo : options
  await offerReport(context, { findings, path: path === '-' ? null : path, options: reportOptions })
  if (findings.length === 0) out.write(plain(`No problems found in ${nameOf(path)}\n`))
}

/** The failures that concern one file. Any other, such as a network failure, would end the check of the next file, too. */
const FILE_FAILURES: ReadonlySet<FailureClass> = new Set<FailureClass>(['validation', 'file'])

/** If there are several files, prints and returns a failure of one of them, so that the others are still checked. */
async function checkOrFailure(checkRun: CheckRun, path: string): Promise<CheckResult | Failure> {
  const { app } = checkRun.context
  try {
    const file = await readCheckedFile(app, path)
    return { findings: await check(checkRun, file), namesRepo: file.draft.repo !== null }
  } catch (error) {
    if (checkRun.isSingleFile || !(error instanceof Failure && FILE_FAILURES.has(error.failureClass))) throw error
    await printErrorReport(app.terminal.err, toErrorReport(error), checkRun.options.json === true)
    return error
  }
}

/** `isDraft`: false for any other text, whose destination and form are unknown. */
type CheckedFile = DraftFile & { readonly isDraft: boolean }

async function readCheckedFile(app: App, path: string): Promise<CheckedFile> {
  const text = await app.files.readText(path, DRAFT_BYTE_LIMIT)
  if (looksLikeDraft(text)) return { ...draftFileOf(path, text), isDraft: true }
  if (!looksLikeDraftWithoutKind(text))
    app.terminal.err.write(
      notesView([`${nameOf(path)} is not a draft, so it was only checked for what must not be public`]),
    )
  const lines = { title: 1, body: 1 }
  return { path, text, draft: { ...emptyDraft('issue'), body: text }, lines, isDraft: false }
}

function nameOf(path: string): string {
  return path === '-' ? 'standard input' : path
}

/** Returns the named files and the drafts in the named folders. */
async function draftsIn(app: App, paths: readonly string[]): Promise<readonly string[]> {
  const namedPaths = await Promise.all(paths.map((path) => draftPath(app, path)))
  const files = await expandPaths(app, namedPaths, { isWanted: (name) => /\.md$/i.test(name), what: 'drafts' })
  const drafts: string[] = []
  for (const path of files)
    if (namedPaths.includes(path) || (await isLikelyDraft(app, path))) drafts.push(path)
    else app.terminal.err.write(notesView([`skipped ${path}: not a draft`]))
  return drafts
}

/** A file that cannot be read may be a draft, so its failure is reported later. */
async function isLikelyDraft({ files }: App, path: string): Promise<boolean> {
  try {
    const text = await files.readText(path, DRAFT_BYTE_LIMIT)
    return looksLikeDraft(text) || looksLikeDraftWithoutKind(text)
  } catch (error) {
    if (error instanceof Failure) return true
    throw error
  }
}

async function check({ context, options, addNote }: CheckRun, file: CheckedFile): Promise<readonly Finding[]> {
  const { app, policy, destinations } = context
  // Throws if `url` is not the address of a post in the draft's repository.
  postAddressOf(app, file)
  const repo = targetRepo(app, policy, file.draft.repo ?? options.repo)
  const draft = { ...file.draft, repo }
  if (!file.isDraft)
    return [
      ...(looksLikeDraftWithoutKind(file.text) ? [KIND_MISSING] : []),
      ...(await checkText(context, { draft, lines: file.lines }, repo)),
    ]
  const destination = await destinations.get(repo)
  const kind = postKindOf(draft)
  if (destination.onGitHub === null && kind !== null)
    addNote('duplicates were not checked, because GitHub was not queried')
  const templateKind = draft.kind === 'decision' ? 'decision' : kind
  const template = templateKind === null ? null : await templateOf(context, destination, templateKind, draft.template)
  const findings = await findingsOn(context, { draft, lines: file.lines, kind, destination, template })
  return [...findings, ...lengthFindings(file, repo)]
}

const KIND_MISSING: Finding = {
  check: 'required',
  code: 'kind-missing',
  severity: 'warn',
  message: 'this looks like a draft without its line "kind", so it was only checked for what must not be public',
  line: 1,
  fix: `If it is a draft, add a line such as "kind: issue" below the first "---". Other kinds: ${KINDS.slice(1).join(', ')}.`,
}

/** Checks that need the destination or the form, which are known only for drafts. */
const ONLY_FOR_DRAFTS: ReadonlySet<CheckName> = new Set<CheckName>([
  'wrong-channel',
  'wrong-repo',
  'ai-disclosure',
  'ai-agent',
])

/** Sends nothing to GitHub, because the text may have to stay private. */
async function checkText(
  context: Context,
  text: Pick<Candidate, 'draft' | 'lines'>,
  repo: string,
): Promise<readonly Finding[]> {
  const { app, policy } = context
  const consent = { prompter: null, publishes: false }
  const offline = { github: async () => null, isOffline: true, agent: null, scope: 'one', consent } as const
  const destination = await destinationsOf(app, policy, offline).get(repo)
  const findings = await findingsOn(context, { ...text, destination, kind: null, template: null, isComplete: false })
  return findings.filter(({ check }) => !ONLY_FOR_DRAFTS.has(check))
}

/** Reports a title or text that is too long to be sent. Leaves out an empty title, which a check has already reported. */
function lengthFindings({ draft: original, lines }: DraftFile, repo: string): readonly Finding[] {
  const draft = withoutHidden(original)
  const problems =
    draft.kind === 'advisory'
      ? reportLengthProblems(draft)
      : textProblems({ title: draft.title.trim(), body: draft.body.trim() }).flatMap((problem) =>
          problem.code === 'missing-title' ? [] : [{ code: problem.code, message: describeProblem(problem, repo) }],
        )
  return problems.map(({ code, message }) => ({
    check: 'required',
    code,
    severity: 'block',
    message,
    line: code === 'long-title' ? lines.title : lines.body,
    fix: 'Shorten it, and move what does not fit to a comment or a linked file.',
  }))
}

function postKindOf({ kind, category }: DraftFile['draft']): PostKind | null {
  if (kind === 'decision') return category === null ? 'issue' : 'discussion'
  return kind === 'issue' || kind === 'discussion' ? kind : null
}
