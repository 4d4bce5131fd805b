import type { BranchState, Commit, ProposalPullRequest } from '../github/proposal-state.ts'
import { markerIn } from '../text/added-lines.ts'
import { isSameName } from '../text/github-names.ts'

/** What shows that a branch belongs to a draft. */
export type Proof = {
  /** The id of the draft. It is in the message of each of our commits, and hidden in the text of the pull request. */
  readonly id: string
  readonly viewer: string
  /** The commit at which we create the branch; null: we have not tried yet, or GitHub refused it. */
  readonly base: string | null
  /** The newest commit when we adopted a branch that an older version of this program made without ids; null: not adopted. */
  readonly adopted: string | null
  /** The number of the pull request that we opened; null: none, or we do not know its number. */
  readonly pull: number | null
}

const ID_LENGTH_IN_NAME = 8

/** The default name of a branch. It contains a part of the id, so that two drafts with the same slug get different branches. */
export function branchNameFor(slug: string, id: string): string {
  const shortId = id
    .replaceAll(/[^0-9A-Za-z]/g, '')
    .toLowerCase()
    .slice(0, ID_LENGTH_IN_NAME)
  return branchPrefixFor(slug) + shortId
}

export function branchPrefixFor(slug: string): string {
  return `sep/${slug}-`
}

/** Whether a branch has the default name for some draft with this slug. */
export function isBranchFor(branch: string, slug: string): boolean {
  const prefix = branchPrefixFor(slug)
  return branch.startsWith(prefix) && /^[0-9a-z]{1,8}$/.test(branch.slice(prefix.length))
}

/** The git trailer at the end of each of our commit messages. */
export function draftTrailer(id: string): string {
  return `Mcp-Comms-Draft: ${id}`
}

const TRAILER = /^Mcp-Comms-Draft: \S+$/m

/** Whether this program made the commit, for any draft. */
export function hasTrailer({ message }: Commit): boolean {
  return TRAILER.test(message)
}

/** `empty`: we created the branch, and nobody has committed to it. */
export type Ownership = 'ours' | 'empty' | 'foreign'

export function ownershipOf({ oid, commits }: BranchState, proof: Proof): Ownership {
  if (commits.some((commit) => isOurs(commit, proof))) return 'ours'
  return oid === proof.base ? 'empty' : 'foreign'
}

/**
 * Whether the commit was made for this draft, or is the one that we adopted. Anybody can copy a message, so the author of the commit
 * must also be the viewer, or unknown to GitHub.
 */
export function isOurs({ oid, message, author }: Commit, { id, viewer, adopted }: Proof): boolean {
  if (oid === adopted) return true
  const isViewer = author === null || isSameName(author, viewer)
  return isViewer && message.split('\n').includes(draftTrailer(id))
}

/** Whether we opened the pull request for this draft. */
export function isPullOf({ number, body }: ProposalPullRequest, { id, pull }: Pick<Proof, 'id' | 'pull'>): boolean {
  return number === pull || markerIn(body) === id
}

/**
 * Whether the pull request has another draft's marker. A missing marker proves nothing, because somebody may have removed it.
 */
export function belongsToAnotherDraft({ body }: ProposalPullRequest, { id }: Pick<Proof, 'id'>): boolean {
  const marker = markerIn(body)
  return marker !== null && marker !== id
}
