import type { Kind } from '../drafts/draft.ts'
import { type Channel, PRIVATE_SENSITIVITIES } from '../policy/answers.ts'
import type { Recommendation } from '../policy/recommend.ts'
import { repositoryNamed } from '../policy/repositories.ts'
import type { Policy } from '../policy/schema.ts'
import { isSameRepo, ownerOf } from '../text/github-names.ts'
import { listNames } from '../text/quote.ts'
import { getOrCreate } from '../text/words.ts'
import type { CheckInput, Finding, Link, MaskedInput, Severity } from './check.ts'

export const CHANNEL_OF: { readonly [K in Kind]: Channel } = {
  issue: 'issue',
  discussion: 'discussion',
  decision: 'decision-record',
  sep: 'sep',
  advisory: 'security-advisory',
}

/** Whether the policy applies to a repository. It applies to all repositories of an owner if it lists one of them. */
export function isGoverned(policy: Policy, repo: string | null): boolean {
  return repo === null || ownersIn(policy).has(ownerOf(repo))
}

const ownersByPolicy = new WeakMap<Policy, ReadonlySet<string>>()

function ownersIn(policy: Policy): ReadonlySet<string> {
  return getOrCreate(
    ownersByPolicy,
    policy,
    () => new Set(Object.values(policy.repositories).map(({ repo }) => ownerOf(repo))),
  )
}

/** An uncertain recommendation only warns. */
export function severityOf({ placement }: Pick<CheckInput, 'placement'>): Severity {
  return placement.confidence === 'high' ? 'block' : 'warn'
}

/** The title of a place, and its address if it has one. */
export function placeName({ title, url }: Pick<Recommendation, 'title' | 'url'>): string {
  return url === null ? title : `${title}: ${url}`
}

function describePlace(recommendation: Recommendation): string {
  const [reason] = recommendation.because
  const place = placeName(recommendation)
  return reason === undefined ? place : `${place}. ${reason.text} (${reason.source})`
}

/** Reports that the policy recommends another channel. `wrong-repo` handles other products; private matters have their own checks. */
export function checkChannel(input: CheckInput): readonly Finding[] {
  const { draft, lines, policy, placement } = input
  const { channel, answers, alternatives, insteadOf } = placement.recommendation
  const chosen = CHANNEL_OF[draft.kind]
  if (channel === chosen || channel === 'elsewhere' || PRIVATE_SENSITIVITIES.includes(answers.sensitivity)) return []
  if (!isGoverned(policy, draft.repo)) return []
  // A private report by mistake harms nobody, unlike a public post. A channel that the published pages still name may be right.
  const mayFit =
    draft.kind === 'advisory' ||
    chosen === insteadOf ||
    alternatives.some((alternative) => alternative.channel === chosen)
  return [
    {
      check: 'wrong-channel',
      severity: mayFit ? 'warn' : severityOf(input),
      message: `${nameOf(policy, chosen)} may not be the right place for this; it looks like something for ${nameOf(policy, channel)}`,
      line: lines.title,
      fix: describePlace(placement.recommendation),
    },
  ]
}

/** The title of a channel inside a sentence: "a GitHub Issue". */
function nameOf({ channels }: CheckInput['policy'], channel: keyof CheckInput['policy']['channels']): string {
  return channels[channel].title.replace(/^(A|An|The) /, (article) => article.toLowerCase())
}

/** Reports that the policy recommends another repository, or that the draft is about another product. */
export function checkRepo(input: MaskedInput): readonly Finding[] {
  const { draft, lines, policy, placement, mask } = input
  if (draft.repo === null || !isGoverned(policy, draft.repo) || isRightRepo(input, draft.repo)) return []
  const { channel, answers, repo, repoBy } = placement.recommendation
  if (PRIVATE_SENSITIVITIES.includes(answers.sensitivity)) return []
  const isElsewhere = channel === 'elsewhere'
  // A rule may name a repository by its former name, so we do not doubt a repository that the policy does not list. The author
  // chose the repository, so we do not doubt it either if the draft names no area.
  const isKnown = repoBy === 'area' || repositoryNamed(policy, draft.repo) !== undefined
  const isSure = isKnown && answers.area !== null && placement.repoConfidence === 'high'
  if (!isElsewhere && (repo === null || !isSure || channel !== CHANNEL_OF[draft.kind])) return []
  return [
    {
      check: 'wrong-repo',
      severity: severityOf(input),
      message: `${mask(draft.repo)} may not be the right place for this${repo === null ? '' : `; it looks like something for ${repo}`}`,
      line: lines.title,
      fix: describePlace(placement.recommendation),
    },
  ]
}

/** Both the recommended repository and the repository with the code of the area are right. */
function isRightRepo({ policy, placement }: CheckInput, chosen: string): boolean {
  const { answers, repo, channel } = placement.recommendation
  const area = answers.area === null || channel === 'elsewhere' ? undefined : policy.areas[answers.area]
  const areaRepo = area?.repository == null ? undefined : policy.repositories[area.repository]?.repo
  const current = repositoryNamed(policy, chosen)?.repo ?? chosen
  return [repo, areaRepo].some((right) => right != null && isSameRepo(right, current))
}

/**
 * Everyone who may see a post may also see the titles, addresses and repositories of the issues that it is linked with. So we
 * link nothing private with a public post, and publish no text that was copied from a private repository.
 */
export function checkPrivateRepo({ facts: { visibility }, lines, mask }: MaskedInput): readonly Finding[] {
  if (visibility === null) return []
  const { isPrivate, links } = visibility
  const maskedLinks = links.map((link) => ({ ...link, name: mask(link.name) }))
  const problems = maskedLinks.flatMap((link) => linkProblem(link, isPrivate) ?? [])
  const unknownNames = maskedLinks.filter((link) => link.isPrivate === null).map(({ name }) => name)
  return [
    ...problems.map((problem) => privateRepoFinding('block', lines.title, problem)),
    ...(unknownNames.length === 0 ? [] : [privateRepoFinding('warn', lines.title, unknownProblem(unknownNames))]),
  ]
}

type Problem = Pick<Finding, 'message' | 'fix' | 'code'>

function privateRepoFinding(severity: Severity, line: number, problem: Problem): Finding {
  return { check: 'private-repo', severity, line, ...problem }
}

/** Only warns, because most of these names are of repositories that do not exist, as in examples. */
function unknownProblem(names: readonly string[]): Problem {
  return {
    code: 'visibility-unknown',
    message: `its text names ${listNames(names, MAX_LISTED)}, and it is not known whether ${names.length === 1 ? 'it is' : 'they are'} private`,
    fix: 'Leave out each name that not everyone may know.',
  }
}
const MAX_LISTED = 10

function linkProblem({ part, name, isPrivate }: Link, isPostPrivate: boolean): Problem | null {
  if (isPrivate === null || isPrivate === isPostPrivate) return null
  if (part === 'source') {
    if (isPostPrivate) return null
    return {
      message: `its text comes from ${name}, which is private, and everyone could read it here`,
      fix: 'Post it in a private repository. If everyone may read all of it, remove "source" from the plan, and every link to the source.',
    }
  }
  if (part === 'advisory')
    return {
      message: `its text names ${name}, an advisory that GitHub does not list as published`,
      fix: 'Leave the id out until the advisory is published. If it is published already, override this check.',
    }
  if (part === 'text')
    return {
      message: `its text names ${name}, a private repository, and everyone could read that here`,
      fix: 'Leave the name out. If everyone may know it, override this check.',
    }
  // A private tracker may list public posts, because the posts do not show the tracker.
  if (part === 'tracker' && isPrivate) return null
  return isPrivate
    ? {
        message: `its parent ${name} is in a private repository, and this post is public`,
        fix: 'Give it a public parent, or none; or post it in a private repository.',
      }
    : {
        message: `this post is in a private repository, and its ${part} ${name} is public: the link would show the title and the address of the post to everyone`,
        fix: `Give it a private ${part}, or none.`,
      }
}
