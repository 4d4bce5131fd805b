import type { CheckName, Finding } from '../checks/check.ts'
import { removedCharacters } from '../checks/hidden-characters.ts'
import { emptyDraft } from '../drafts/draft.ts'
import { withoutMarker } from '../drafts/marker.ts'
import { Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { Proposal } from '../publish/proposal.ts'
import { abstractOf, clearSep, discloseAi, type SepDraft, saysNoAi } from '../seps/draft.ts'
import { parseSeverities } from '../seps/lint/lint.ts'
import { sepTypeIn } from '../seps/names.ts'
import { fieldOf } from '../seps/preamble.ts'
import { replaceUnchanged } from '../storage/draft-file.ts'
import { chooseAfterReading, requireYes } from '../terminal/confirm.ts'
import { showFindings } from '../terminal/views/shared/findings.ts'
import { askDisclosure } from './ask-author.ts'
import type { Candidate } from './candidate.ts'
import type { Context } from './context.ts'
import type { Destination, OnGitHub } from './destination.ts'
import { findingsOn } from './findings.ts'
import { confirmOverrides } from './overrides.ts'
import { isBlocking } from './preflight.ts'
import { type LintedFile, sepLinter } from './sep-lint.ts'

type SepOptions = {
  /** Severities of lint rules, as `--rule` takes them. */
  readonly rule: readonly string[]
  readonly aiDisclosure?: string
  /** The branch that the author named. */
  readonly branch?: string
  /** Changes no file. */
  readonly dryRun?: true
}

/**
 * Decides whether a SEP may be published, and shows what the linter and the checks found. Asks how AI was used if the draft
 * does not say so.
 * @returns the SEP with the author's answers; null: an error stops it.
 */
export async function preflightSep(
  context: Context,
  destination: Destination,
  original: SepDraft,
  { rule, aiDisclosure, branch, dryRun }: SepOptions,
): Promise<SepDraft | null> {
  const { app, prompter } = context
  const severities = parseSeverities(rule)
  const disclose = async (draft: SepDraft, aiUse: string): Promise<SepDraft> => {
    const disclosed = discloseAi(draft, aiUse)
    // Save it to the file, too, so that the answer is not lost.
    if (dryRun !== true) await replaceUnchanged(app, draft, disclosed.text)
    return disclosed
  }
  const read = sepCandidate(original, destination, branch)
  const removed = removedCharacters(read.draft, read.lines)
  const find = async (draft: SepDraft, confirmed: readonly CheckName[] = []) => [
    ...removed,
    ...(await findingsOn(context, { ...sepCandidate(draft, destination, branch), confirmed })),
  ]
  const clean = clearSep(original)
  // The file has to have the text that is sent, because the next run compares the two.
  if (dryRun !== true) await replaceUnchanged(app, original, clean.text)
  let draft = aiDisclosure === undefined ? clean : await disclose(clean, aiDisclosure)
  let findings = await find(draft)
  if (prompter !== null && findings.some((finding) => finding.check === 'ai-disclosure' && isBlocking(finding))) {
    draft = await disclose(draft, await askDisclosure(prompter))
    findings = await find(draft)
  }
  const confirmed = await confirmOverrides(context, { allow: [] }, findings)
  if (confirmed.length > 0) findings = await find(draft, confirmed)
  const lintFile = await sepLinter(app, { severities })
  // Lints the text that will be sent, because the file may have changed since.
  const linted = await lintFile(draft.path, draft.sep)
  await showSepFindings(context, draft, linted, findings)
  if (!findings.some(isBlocking) && linted.findings.every(({ severity }) => severity !== 'error')) return draft
  app.terminal.err.write('Nothing was sent.\n')
  return null
}

/**
 * As a whole, only the title and the abstract are classified, because a SEP has to discuss security without being a report.
 * Its sections and their sentences are classified one by one, as those of every draft.
 */
function sepCandidate(draft: SepDraft, destination: Destination, branch: string | undefined): Candidate {
  const { sep, text, slug } = draft
  const { title, line } = sep.heading
  const type = sepTypeIn(fieldOf(sep, 'Type')?.value ?? '') === 'Process' ? 'process-change' : 'protocol-change'
  const aiDisclosure = saysNoAi(text) ? 'none' : null
  return {
    draft: { ...emptyDraft('sep'), repo: destination.repo, title, body: text, aiDisclosure },
    lines: { title: line, body: 1 },
    kind: null,
    destination,
    template: null,
    others: [
      { part: 'file name', text: slug, line },
      ...(branch === undefined ? [] : [{ part: 'branch', text: branch, line }]),
    ],
    subject: { known: { type, actionability: 'actionable' }, text: `${title}\n${abstractOf(draft)}` },
  }
}

async function showSepFindings(
  { app: { terminal } }: Context,
  { path }: SepDraft,
  linted: LintedFile,
  findings: readonly Finding[],
): Promise<void> {
  const { err } = terminal
  if (linted.findings.length > 0) {
    const { lintView } = await import('../terminal/views/sep/lint.ts')
    err.write(lintView([linted], await err.style(), err.columns))
  }
  await showFindings(err, path, findings)
}

/** @throws Failure without a token, and for an archived repository */
export function requireGitHub({ onGitHub, repo }: Destination): OnGitHub {
  if (onGitHub === null) throw new GitHubFailure({ kind: 'missing-token' })
  if (onGitHub.target.isArchived)
    throw new Failure(
      'permission',
      `${repo} is archived and accepts no pull requests. Look for the repository that replaces it`,
    )
  return onGitHub
}

/** Shows what will be sent, and asks. Asks again when an earlier run is resumed, because the text may have changed. */
export async function confirmProposal(
  context: Context,
  { path, text }: SepDraft,
  proposal: Proposal,
  yes: boolean,
): Promise<void> {
  const { proposalView } = await import('../terminal/views/sep/open.ts')
  const { err } = context.app.terminal
  const excerpt = yes || context.prompter === null ? null : await excerptOf(context, text)
  const body = withoutMarker(proposal.body)
  const preview = { ...proposal, body, path, lines: text.split('\n').length, excerpt: excerpt?.text ?? null }
  err.write(proposalView(preview, await err.style(), err.columns))
  await confirmSep(context, excerpt === null || excerpt.isWhole ? null : text, {
    message: `Open a pull request in ${proposal.repo}?`,
    label: 'Open it',
    otherwise: 'Not running interactively: add --yes to open it, or --dry-run to see it.',
    yes,
  })
}

/** Shows the new version of a SEP, and asks. */
export async function confirmVersion(context: Context, { text }: SepDraft, where: string, yes: boolean): Promise<void> {
  const excerpt = yes || context.prompter === null ? null : await excerptOf(context, text)
  if (excerpt !== null) context.app.terminal.err.write(`\n${excerpt.text}\n\n`)
  await confirmSep(context, excerpt === null || excerpt.isWhole ? null : text, {
    message: `Commit it to ${where}?`,
    label: 'Commit it',
    otherwise: 'Not running interactively: add --yes.',
    yes,
  })
}

async function excerptOf({ app: { terminal } }: Context, text: string) {
  const { textExcerpt } = await import('../terminal/views/shared/text-excerpt.ts')
  return textExcerpt(text, await terminal.err.style(), terminal.err.columns)
}

type SepQuestion = {
  readonly message: string
  readonly label: string
  readonly otherwise: string
  readonly yes: boolean
}

/** @param cut the text, if the person has seen only its beginning. */
async function confirmSep(
  { app: { terminal }, prompter }: Context,
  cut: string | null,
  { message, label, otherwise, yes }: SepQuestion,
): Promise<void> {
  if (prompter === null || yes || cut === null)
    return requireYes({ prompter, yes }, { message, preset: true, otherwise })
  await chooseAfterReading({ prompter, terminal }, { message, choices: [{ value: true, label, hint: '' }] }, cut)
}
