import type { CheckName, Finding } from '../checks/check.ts'
import { removedCharacterFindings } from '../checks/hidden-characters.ts'
import { blockedFinding } from '../checks/vulnerability-and-people.ts'
import { type Draft, emptyDraft } from '../drafts/draft.ts'
import { Failure } from '../errors.ts'
import { GitHubFailure } from '../github/failure.ts'
import { abstractOf, clearHiddenCharacters, discloseAi, isBlocked, type SepDraft, saysNoAi } from '../seps/draft.ts'
import { parseSeverities } from '../seps/lint/lint.ts'
import { ruleOf } from '../seps/lint/rules.ts'
import { sepTypeIn } from '../seps/names.ts'
import { fieldOf } from '../seps/preamble.ts'
import { replaceUnchanged } from '../storage/draft-file.ts'
import type { SepOverrides } from '../storage/sep-overrides.ts'
import { shellOf, shellWord } from '../text/shell.ts'
import { askDisclosure } from './ask-about-ai-and-intent.ts'
import type { Candidate } from './candidate.ts'
import type { Context } from './context.ts'
import { type Destination, type OnGitHub, withSecretOverride } from './destination.ts'
import { findingsOn, showFindings } from './findings.ts'
import { confirmOverrides } from './overrides.ts'
import { isBlocking } from './preflight.ts'
import { createSepLinter, type LintedFile } from './sep-lint.ts'

export type SepOptions = {
  /** Severities of lint rules, as `--rule` takes them. */
  readonly rule: readonly string[]
  readonly aiDisclosure?: string
  /** The branch that the author named. */
  readonly branch?: string
  /** Changes no file. */
  readonly dryRun?: true
}

export type ReadySep = { readonly sep: SepDraft; readonly destination: Destination }

export type StoppedSep = {
  /** The SEP with the author's answers. */
  readonly sep: SepDraft
  /** The SEP as the draft that the checks see. */
  readonly asDraft: Draft
  readonly findings: readonly Finding[]
  readonly lintErrors: readonly Blocker[]
  /** Whether the SEP became a private report, and must stay unpublished. */
  readonly isBlocked: boolean
}
/** A problem that stops a draft: a finding of a check, or a lint error. */
export type Blocker = {
  readonly name: string
  readonly line: number
  readonly message: string
  readonly fix: string
  readonly explanation: string
}

/**
 * Decides whether a SEP may be published, and shows what the linter and the checks found. Asks how AI was used if the draft
 * does not say, and to confirm the requested overrides of privacy checks.
 * @returns the SEP with the author's answers and its destination, or what stops it.
 */
export async function preflightSep(
  context: Context,
  destination: Destination,
  original: SepDraft,
  { rule, aiDisclosure, branch, dryRun, overrides = {} }: SepOptions & { readonly overrides?: SepOverrides },
): Promise<ReadySep | StoppedSep> {
  const { app, prompter } = context
  const severities = parseSeverities(rule)
  const disclose = async (draft: SepDraft, aiUse: string): Promise<SepDraft> => {
    const disclosedDraft = discloseAi(draft, aiUse)
    // Also written into the file, so that the answer is not lost.
    if (dryRun !== true) await replaceUnchanged(app, draft, disclosedDraft.text)
    return disclosedDraft
  }
  const candidateOf = (draft: SepDraft) => sepCandidate(draft, destination, branch, overrides)
  const originalCandidate = candidateOf(original)
  if (isBlocked(original)) {
    const findings = [blockedFinding(originalCandidate)]
    await showSepFindings(context, original, null, findings)
    return { sep: original, asDraft: originalCandidate.draft, findings, lintErrors: [], isBlocked: true }
  }
  const removedFindings = removedCharacterFindings(originalCandidate.draft, originalCandidate.lines)
  const runChecks = async (draft: SepDraft, confirmed: readonly CheckName[] = []) => [
    ...removedFindings,
    ...(await findingsOn(context, { ...candidateOf(draft), confirmed })),
  ]
  const cleanDraft = clearHiddenCharacters(original)
  // The file gets exactly the text that is sent, because the next run compares the two.
  if (dryRun !== true) await replaceUnchanged(app, original, cleanDraft.text)
  let draft = aiDisclosure === undefined ? cleanDraft : await disclose(cleanDraft, aiDisclosure)
  let findings: readonly Finding[] = await runChecks(draft)
  if (prompter !== null && findings.some((finding) => finding.check === 'ai-disclosure' && isBlocking(finding))) {
    draft = await disclose(draft, await askDisclosure(prompter))
    findings = await runChecks(draft)
  }
  findings = await confirmOverrides(context, originalCandidate.draft, findings, (confirmed) =>
    runChecks(draft, confirmed),
  )
  const lintFile = await createSepLinter(app, { severities })
  // Lints the text that will be sent, because the file may have changed since it was read.
  const lintedFile = await lintFile(draft.path, draft.sep)
  await showSepFindings(context, draft, lintedFile, findings)
  if (!findings.some(isBlocking) && lintedFile.findings.every(({ severity }) => severity !== 'error'))
    return { sep: draft, destination: withSecretOverride(destination, findings) }
  const lintErrors = lintedFile.findings.filter(({ severity }) => severity === 'error').map(lintErrorOf)
  return { sep: draft, asDraft: candidateOf(draft).draft, findings, lintErrors, isBlocked: false }
}

function lintErrorOf({ rule, name, line, message }: LintedFile['findings'][number]): Blocker {
  return { name, line, message, fix: '', explanation: ruleOf(rule)?.explanation ?? '' }
}

/**
 * A SEP in the form that the checks need. Its subject is only the title and the abstract, because a SEP can discuss security
 * without being a report. Its sections and their sentences are still classified one by one, as in every draft.
 */
function sepCandidate(
  draft: SepDraft,
  destination: Destination,
  branch: string | undefined,
  overrides: SepOverrides,
): Candidate {
  const { sep, text, slug } = draft
  const { title, line } = sep.heading
  const type = sepTypeIn(fieldOf(sep, 'Type')?.value ?? '') === 'Process' ? 'process-change' : 'protocol-change'
  const aiDisclosure = saysNoAi(text) ? 'none' : null
  return {
    draft: {
      ...emptyDraft('sep'),
      repo: destination.repo,
      title,
      body: text,
      aiDisclosure,
      allow: Object.keys(overrides),
      reasons: overrides,
      url: ownPullRequest(draft, destination),
    },
    lines: { title: line, body: 1 },
    kind: null,
    destination,
    template: null,
    otherTexts: [
      { part: 'file name', text: slug, line },
      ...(branch === undefined ? [] : [{ part: 'branch', text: branch, line }]),
    ],
    subject: { known: { type, actionability: 'actionable' }, text: `${title}\n${abstractOf(draft)}` },
  }
}

/**
 * The address of the SEP's own pull request, which must not count as its duplicate; null: the SEP has no number yet, or GitHub
 * is not used.
 */
function ownPullRequest({ sep: { heading } }: SepDraft, { onGitHub }: Destination): string | null {
  const { number } = heading
  return number === null || onGitHub === null ? null : `${onGitHub.target.url}/pull/${number}`
}

async function showSepFindings(
  { app: { terminal, env } }: Context,
  { path }: SepDraft,
  linted: LintedFile | null,
  findings: readonly Finding[],
): Promise<void> {
  const { err } = terminal
  if (linted !== null && linted.findings.length > 0) {
    const { lintView } = await import('../terminal/views/sep/lint.ts')
    err.write(
      lintView([linted], await err.style(), err.columns, `mcp-comms sep lint ${shellWord(path, shellOf(env))} --all`),
    )
  }
  const hasErrors = linted?.findings.some(({ severity }) => severity === 'error') === true
  await showFindings(err, path, findings, { isStopped: hasErrors })
}

/** @throws Failure if there is no token, or the repository is archived. */
export function requireGitHub({ onGitHub, repo }: Destination): OnGitHub {
  if (onGitHub === null) throw new GitHubFailure({ kind: 'missing-token' })
  if (onGitHub.target.isArchived)
    throw new Failure('permission', `${repo} is archived and accepts no pull requests`, {
      hint: 'Look for the repository that replaces it',
    })
  return onGitHub
}
