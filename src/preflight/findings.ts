import {
  authorText,
  CHECKS,
  type CheckInput,
  type CheckName,
  type Facts,
  type Finding,
  isPrivacyCheck,
  type Link,
  publishedText,
} from '../checks/check.ts'
import { commonWordsOf } from '../checks/duplicate.ts'
import { directionChangeFindings, removedCharacterFindings, withoutHidden } from '../checks/hidden-characters.ts'
import { advisoriesIn } from '../checks/private-details.ts'
import { asDisplayed, decode } from '../checks/readings.ts'
import { runChecks } from '../checks/run.ts'
import { hasSecret } from '../checks/secrets/detect.ts'
import { checkSecrets, checkSecretsIn, otherTexts } from '../checks/secrets.ts'
import { blockedFinding, findSuspicions, nullIfGuessed } from '../checks/vulnerability-and-people.ts'
import { type PlacementRequest, placeText } from '../classifier/placement.ts'
import type { Draft } from '../drafts/draft.ts'
import { fieldsWithChecklist } from '../drafts/record-rules.ts'
import { Failure, type FailureClass } from '../errors.ts'
import { answerFields } from '../forms/form.ts'
import type { Policy } from '../policy/schema.ts'
import type { Screen } from '../terminal/terminal.ts'
import { isSameRepo, issueRef, postsWithTitle } from '../text/github-names.ts'
import { searchWords } from '../text/title-words.ts'
import type { Candidate } from './candidate.ts'
import type { Context } from './context.ts'

/**
 * Runs the checks on a draft as it would be sent: without hidden characters, which are reported. Checks that do not need GitHub run
 * first. If one of them stops the draft, we do not search GitHub for the words of its title. If a privacy check stops it, we do not
 * ask GitHub about the repositories and advisories that it names either.
 */
export async function findingsOn(context: Context, original: Candidate): Promise<readonly Finding[]> {
  const candidate = { ...original, draft: { ...withoutHidden(original.draft), intended: original.intended ?? null } }
  if (original.draft.kind === 'advisory') return secretsInReport(candidate)
  if (original.draft.blocked !== null) return [blockedFinding(original)]
  const { allow, scope, agent } = context
  const confirmed = [...context.confirmed, ...(candidate.confirmed ?? [])]
  const input = await checkInput(context, candidate)
  const localFindings = await runChecks(input, {
    allow,
    confirmed,
    checks: CHECKS.filter((check) => !CHECKS_WITH_GITHUB.includes(check)),
  })
  const isStopped = localFindings.some(({ severity }) => severity === 'block')
  const similarPosts = isStopped && scope === 'one' ? [] : await findSimilarPosts(context, candidate)
  const visibility = localFindings.some(mustNotBeSent) ? null : await visibilityOf(context, candidate)
  const facts = { ...input.facts, similarPosts, visibility }
  const remoteFindings = await runChecks({ ...input, facts }, { allow, confirmed, checks: CHECKS_WITH_GITHUB })
  const { isComplete = true } = candidate
  const findings = [...localFindings, ...remoteFindings].filter(
    ({ check }) => isComplete || !CHECKS_OF_COMPLETE_TEXT.has(check),
  )
  const { draft, lines } = original
  return [...findings, ...removedCharacterFindings(draft, lines), ...directionChangeFindings(draft, lines)].map(
    (finding) => (scope === 'many' && isOnlyWarning(finding, agent) ? { ...finding, severity: 'warn' } : finding),
  )
}

/**
 * Looks for secrets in a private report. A secret is only a warning there, because only the maintainers can read the report, and
 * they may need the secret to see the problem.
 */
async function secretsInReport({ draft, lines }: Candidate): Promise<readonly Finding[]> {
  const secretFindings = [
    ...(await checkSecrets({ draft, lines })),
    ...(await checkSecretsIn(otherTexts(draft, lines))),
  ]
  return secretFindings.map((finding) => ({ ...finding, severity: 'warn', fix: FIX_IN_REPORT }))
}
const FIX_IN_REPORT =
  'Maintainers will read it. Replace it with an example unless they need it, and revoke it if it is real.'

/** Checks that need GitHub's answers about something in the draft. They run after the other checks, which may stop the draft. */
const CHECKS_WITH_GITHUB: readonly CheckName[] = ['private-repo', 'duplicate']

/** What these checks do not find without GitHub. */
export const NOT_LOOKED_UP_MESSAGE =
  'Not checked: whether similar posts exist, and whether the text names a private repository.'

/** Whether this finding means that no part of the draft may leave the machine. */
export function mustNotBeSent({ check, severity }: Finding): boolean {
  return severity === 'block' && isPrivacyCheck(check)
}

async function checkInput(context: Context, candidate: Candidate): Promise<CheckInput> {
  const { policy, classify } = context
  const { draft, lines, template } = candidate
  // A Markdown template asks its questions in its text, not in fields.
  const templateFields = template === null || template.form.kind === 'markdown' ? [] : answerFields(template.form)
  const form = draft.fromPrivate ? fieldsWithChecklist(templateFields, policy) : templateFields
  const subject = candidate.subject ?? { known: knownAnswers(policy, draft), text: authorText({ draft, form }) }
  const { known } = subject
  const text = asDisplayed(subject.text)
  const placement = placeText(policy, { known, text }, classify)
  const { sensitivity, ...others } = known
  const placementIgnoringSensitivity =
    sensitivity === undefined ? placement : placeText(policy, { known: others, text }, classify)
  const shared = {
    draft,
    lines,
    form,
    policy,
    otherTexts: [...otherTexts(draft, lines), ...(candidate.otherTexts ?? [])],
  }
  return {
    placement,
    placementByWords: nullIfGuessed(placementIgnoringSensitivity, text),
    suspicions: findSuspicions(shared, classify),
    facts: await gatherFacts(context, candidate),
    ...shared,
  }
}

const CHECKS_OF_COMPLETE_TEXT: ReadonlySet<CheckName> = new Set<CheckName>(['required', 'placeholders'])

/**
 * Checks that only warn about the rows of a plan. Its author chose each repository on purpose, and a row often still reads
 * like a proposal, so these checks would block too many correct rows.
 */
const WARN_ONLY_CHECKS: ReadonlySet<CheckName> = new Set<CheckName>(['wrong-channel', 'wrong-repo'])

/**
 * Whether a finding only warns about a row of a plan. The short text of a task may seem meaningless, and a plan need not say that
 * no AI helped, unless an AI agent runs this program.
 */
function isOnlyWarning({ check, code }: Finding, agent: string | null): boolean {
  return WARN_ONLY_CHECKS.has(check) || code === 'meaningless-body' || (check === 'ai-disclosure' && agent === null)
}

async function gatherFacts(context: Context, candidate: Candidate): Promise<Facts> {
  const { agent, scope } = context
  const { destination, kind, template, draft } = candidate
  // A decision record uses no form of the repository.
  const hasForm = template !== null && draft.kind !== 'decision'
  const [ownForms, standing] = await Promise.all([
    hasForm || kind === null ? null : destination.requiredForms(kind),
    destination.standing(),
  ])
  const viewer = destination.onGitHub?.target.viewer ?? null
  return {
    similarPosts: [],
    visibility: null,
    aiUse: null,
    agent,
    viewer,
    ownForms,
    isRow: scope === 'many',
    ...standing,
  }
}

/**
 * Whether the post is private, and whether the posts, repositories and advisories that it refers to are. A parent in the same
 * repository is as private as a new post. But a reused issue may be in another repository.
 */
async function visibilityOf(context: Context, candidate: Candidate): Promise<Facts['visibility']> {
  const { destinations } = context
  const { draft, destination, links = [] } = candidate
  const { repo, onGitHub } = destination
  const { isPrivate = onGitHub?.target.isPrivate } = candidate
  if (isPrivate === undefined) return null
  const ref = draft.parent === null ? null : issueRef(draft.parent, repo)
  const isEquallyPrivate = ref !== null && isSameRepo(ref.repo, repo) && isPrivate === onGitHub?.target.isPrivate
  const parent = ref === null || isEquallyPrivate ? null : await destinations.issue(ref)
  const parentLinks =
    parent === null ? [] : [{ part: 'parent', name: parent.url, isPrivate: parent.isPrivate } as const]
  return { isPrivate, links: [...parentLinks, ...links, ...(isPrivate ? [] : await namedLinks(context, candidate))] }
}

/** At most this many names from one post are looked up, because each of them takes a request. */
const MAX_LOOK_UPS = 50

/** The repositories and the advisories that are named in the text, or in another part of the post that everyone could read, such as a label. */
async function namedLinks(
  { destinations }: Context,
  { draft, lines, destination: { onGitHub } }: Candidate,
): Promise<readonly Link[]> {
  if (onGitHub === null) return []
  const others = otherTexts(draft, lines).filter(({ part }) => part !== 'parent')
  const original = [publishedText(draft), ...others.map(({ text }) => text)].join('\n')
  const decoded = decode(original)
  const text = decoded === original ? original : `${original}\n${decoded}`
  const isUnpublished = async (id: string) => !(await destinations.isPublished(id))
  const linkTo = async (
    part: 'text' | 'advisory',
    name: string,
    index: number,
    read: () => Promise<boolean | null>,
  ) => {
    const isPrivate = index < MAX_LOOK_UPS ? await read().catch(nullUnlessLasting) : null
    return { part, name, isPrivate }
  }
  return Promise.all([
    ...onGitHub
      .findRepositories(text)
      .map((name, index) => linkTo('text', name, index, () => destinations.isPrivate(name))),
    ...advisoriesIn(text).map((id, index) => linkTo('advisory', id, index, () => isUnpublished(id))),
  ])
}

/** Failures that the next requests would meet too. */
const LASTING_FAILURES: ReadonlySet<FailureClass> = new Set<FailureClass>(['authentication', 'rate limit'])

async function findSimilarPosts(
  { policy, scope }: Context,
  { draft, destination: { repo, onGitHub }, isResumed = false }: Candidate,
): Promise<Facts['similarPosts']> {
  if (onGitHub === null || isResumed) return []
  const { github, target } = onGitHub
  if (scope === 'many') return postsWithTitle(draft.title, target.openPosts).map((post) => ({ ...post, closed: false }))
  // Never search for a secret, even for one that the author sends on purpose.
  const isSearchable = draft.title !== '' && !(await hasSecret([draft.title]))
  const words = isSearchable ? searchWords(draft.title, commonWordsOf(policy, repo)) : []
  if (words.length === 0) return []
  try {
    return await github.findDuplicates(repo, words)
  } catch (error) {
    return nullUnlessLasting(error)
  }
}

/** The draft can be sent without GitHub's answer, unless the next requests would fail too. */
function nullUnlessLasting(error: unknown): null {
  if (error instanceof Failure && !LASTING_FAILURES.has(error.failureClass)) return null
  throw error
}

/**
 * The answers that need no classifier. If the author says which intended behavior the draft is about, the policy's answers for
 * that behavior apply, so the draft is not classified as a vulnerability. Otherwise, a decision record has the type
 * `decision`, and the classifier still decides whether it may be public.
 */
function knownAnswers({ questions }: Policy, { kind, intended }: Draft): PlacementRequest['known'] {
  const { options } = questions.intended
  const answers = intended !== null && Object.hasOwn(options, intended) ? options[intended]?.answers : undefined
  return answers ?? (kind === 'decision' ? { type: 'decision', actionability: 'actionable' } : {})
}

/** Prints the findings, if there are any. @param isStopped whether something else already stops the draft */
export async function showFindings(
  screen: Screen,
  file: string,
  findings: readonly Finding[],
  { isStopped = false }: { readonly isStopped?: boolean } = {},
): Promise<void> {
  if (findings.length === 0) return
  const { findingsView } = await import('../terminal/views/shared/draft.ts')
  screen.write(findingsView(file, findings, await screen.style(), screen.columns, { isStopped }))
}
