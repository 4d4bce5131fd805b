import type { ExistingDiscussion, ExistingIssue } from '../../github/issues.ts'
import type { Post } from '../../github/posts.ts'
import type { WriteResult } from '../../github/send-once.ts'
import type { Named, Target } from '../../github/target.ts'
import type { PostsApi } from '../../publish/send.ts'
import type { Clock } from '../../system/clock.ts'
import type { LedgerRecord } from '../ledger/record.ts'
import type { Pacer } from './pacer.ts'

/** What bulk creation asks of GitHub. */
export type BulkApi = PostsApi & {
  target(repo: string, options?: { readonly openIssues?: boolean }): Promise<Target>
  /** null: no issue has that number. */
  issue(repo: string, number: number): Promise<ExistingIssue | null>
  /** null: no discussion has that number. */
  discussion(repo: string, number: number): Promise<ExistingDiscussion | null>
  /** The projects that an issue of the repository can be added to: its own and its owner's. */
  projects(repo: string): Promise<readonly Named[]>
  createLabel(target: Pick<Target, 'id' | 'repo'>, name: string): Promise<WriteResult<Named>>
  updateIssueBody(repo: string, issue: Pick<Post, 'id'>, body: string): Promise<WriteResult<unknown>>
  /** Closes it as not planned. */
  closeIssue(repo: string, issue: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  /** Closes it as outdated. */
  closeDiscussion(repo: string, discussion: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  /** `repo` is the parent's. An issue has at most one parent; GitHub refuses a second one. */
  addSubIssue(repo: string, parent: Pick<Post, 'id'>, child: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
}

/** The world as a run sees it. */
export type RunContext = {
  readonly github: BulkApi
  readonly clock: Clock
  readonly pacer: Pacer
  /** An id that no other post has. */
  readonly newId: () => string
  /** Safely on the disk when it resolves. */
  readonly append: (record: LedgerRecord) => Promise<void>
  /** Aborts when the person wants to stop. */
  readonly stop: AbortSignal
}

export function timestamp({ clock }: Pick<RunContext, 'clock'>): string {
  return clock.now().toISOString()
}
