import { Failure, type FailureClass } from '../../errors.ts'
import type { GitHubFailure } from '../../github/failure.ts'
import type { ExistingDiscussion, ExistingIssue, IssueVersion } from '../../github/issues.ts'
import type { Post } from '../../github/posts.ts'
import type { WriteResult } from '../../github/retry.ts'
import type { NamedItem, Target } from '../../github/target.ts'
import type { OnGitHub } from '../../preflight/destination.ts'
import type { Publication } from '../../publish/post-input.ts'
import type { PostsApi } from '../../publish/post-with-labels.ts'
import type { Clock } from '../../system/clock.ts'
import type { LedgerRecord } from '../ledger/record.ts'
import type { Pacer } from '../pace/pace.ts'
import type { PlannedRow } from '../plan/planned-row.ts'

type BulkApi = PostsApi & {
  target(repo: string, options?: { readonly openPosts?: boolean }): Promise<Target>
  /** null: GitHub shows no issue with that number. */
  issue(repo: string, number: number): Promise<ExistingIssue | null>
  /** An issue that may have been transferred since. null: as for `issue`. */
  issueOrMoved(repo: string, number: number): Promise<ExistingIssue | null>
  /** Whether a repository is private. null: the person cannot see it. */
  isPrivate(repo: string): Promise<boolean | null>
  /** null: GitHub shows no discussion with that number. */
  discussion(repo: string, number: number): Promise<ExistingDiscussion | null>
  /** The projects to which an issue of the repository can be added: those of the repository and of its owner. */
  projects(repo: string): Promise<readonly NamedItem[]>
  /** The types that an issue can have. null: this server has no issue types. */
  issueTypes(repo: string): Promise<readonly NamedItem[] | null>
  createLabel(target: Pick<Target, 'id' | 'repo'>, name: string): Promise<WriteResult<NamedItem>>
  /** The current body of an issue, even while `issue` reads an outdated copy. */
  currentIssueBody(repo: string, issue: Pick<Post, 'id'>): Promise<WriteResult<IssueVersion>>
  updateIssueBody(repo: string, issue: Pick<Post, 'id'>, body: string): Promise<WriteResult<IssueVersion>>
  /** Closes the issue as not planned. */
  closeIssue(repo: string, issue: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  /** Closes the discussion as outdated. */
  closeDiscussion(repo: string, discussion: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  /** `repo` is the parent's repository. An issue has at most one parent; GitHub refuses a second one. */
  addSubIssue(repo: string, parent: Pick<Post, 'id'>, child: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
}

export type RunContext = {
  readonly github: BulkApi
  readonly clock: Clock
  readonly pacer: Pacer
  /** Returns an id that no other post has. */
  readonly newId: () => string
  /** Resolves once the record is safely on disk. */
  readonly append: (record: LedgerRecord) => Promise<void>
  /** Aborts when the person wants to stop after the current write. */
  readonly stop: AbortSignal
  /** Aborts when the person wants to stop without waiting for GitHub's response. */
  readonly abandon: AbortSignal
}

export function timestamp({ clock }: Pick<RunContext, 'clock'>): string {
  return clock.now().toISOString()
}

/** A row without problems: a post to create, or an existing issue to use in its place. */
export type ReadyRow = RowToCreate | RowToReuse

export type RowToCreate = {
  readonly row: PlannedRow
  readonly reused: null
  readonly onGitHub: Pick<OnGitHub, 'choices' | 'rememberLabel'> & {
    readonly target: { readonly id: string; readonly repo: string; readonly viewer: string }
  }
  readonly publication: Publication
  readonly projects: readonly NamedItem[]
  /** The types that an issue can have, if the row names one. null: this server has no types. */
  readonly types?: readonly NamedItem[] | null | undefined
  /** Labels to create, because the repository lacks them. */
  readonly newLabels: readonly string[]
}

type RowToReuse = { readonly row: PlannedRow; readonly reused: ExistingIssue }

/** Why a run sends no more rows; null: nothing stopped it. `count`: it created as many posts as `--stop-after` allows. */
export type StopReason =
  | { readonly by: 'person' | 'count' }
  | { readonly by: 'failure'; readonly failure: Failure }
  | null

/** Errors that the next row would most likely meet too. */
const SYSTEMIC_FAILURES: ReadonlySet<FailureClass> = new Set([
  'authentication',
  'permission',
  'rate limit',
  'network',
  'GitHub',
])
const MAX_CONSECUTIVE_FAILURES = 3

/** Counts consecutive failures of the same class. `reset` is for a success. */
export function createFailureCounter(): { reset(): void; add(failure: Failure): void; shouldStop(): boolean } {
  let last: FailureClass | null = null
  let count = 0
  return {
    reset: () => {
      last = null
      count = 0
    },
    add: ({ failureClass }) => {
      count = failureClass === last ? count + 1 : 1
      last = failureClass
    },
    shouldStop: () => {
      // Without a ledger nothing may be sent, and a failure because of a rate limit comes only after long waits.
      if (last === 'file' || last === 'rate limit') return true
      return last !== null && SYSTEMIC_FAILURES.has(last) && count >= MAX_CONSECUTIVE_FAILURES
    },
  }
}

type PostAddress = { readonly number: number; readonly url: string }
/** `incomplete`: the issue could not be linked to its parent, so the run does not count as complete. */
type ReusedPost = PostAddress & { readonly notes: readonly string[]; readonly incomplete: boolean }

/** GitHub has the post of a row, but the ledger could not record that. The next run looks it up. */
export class UnrecordedPost extends Failure {
  constructor(url: string, { message }: Failure) {
    super('file', `it exists, but the ledger does not have its address ${url}: ${message}`)
  }
}

/**
 * What happened to one row. `applied`: the labels that the post has. `dropped`: the requested labels that it lacks. `notes`:
 * what else could not be done, although the post exists.
 */
export type RowResult =
  | ({
      readonly state: 'created'
      readonly applied: readonly string[]
      readonly dropped: readonly string[]
      readonly notes: readonly string[]
    } & PostAddress)
  | ({ readonly state: 'reused' } & ReusedPost)
  /** An earlier run has created or reused the post. */
  | ({ readonly state: 'skipped' } & ReusedPost)
  | { readonly state: 'failed'; readonly failure: Failure }
  /** It was sent, but the ledger does not know whether GitHub created it, so it is not sent again. */
  | { readonly state: 'unconfirmed'; readonly failure: GitHubFailure | UnrecordedPost }
  /** The run stopped before it sent this row. */
  | { readonly state: 'pending' }

type ResultCounts = { readonly [S in RowResult['state']]: number }

export function countResults(states: Iterable<RowResult['state']>): ResultCounts {
  const counts = { created: 0, reused: 0, skipped: 0, failed: 0, unconfirmed: 0, pending: 0 }
  for (const state of states) counts[state]++
  return counts
}
