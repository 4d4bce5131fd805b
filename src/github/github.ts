import type { Sent } from './once.ts'

export type Permission = 'READ' | 'TRIAGE' | 'WRITE' | 'MAINTAIN' | 'ADMIN'
export type Named = { readonly id: string; readonly name: string }
export type PostKind = 'issue' | 'discussion'

/** A repository as a place to post in. Names are as GitHub spells them; `parent` is set on a fork. */
export type Target = {
  readonly id: string
  readonly repo: string
  readonly url: string
  readonly viewer: string
  /** null: GitHub does not say, as for a token without a user. */
  readonly permission: Permission | null
  readonly isArchived: boolean
  readonly parent: string | null
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  readonly labels: readonly Named[]
  readonly assignees: readonly Named[]
  readonly milestones: readonly Named[]
  readonly categories: readonly (Named & { readonly slug: string })[]
  readonly rateLimit: RateLimit | null
}

export type RateLimit = { readonly limit: number; readonly remaining: number; readonly resetAt: Date }

export type TemplateFile = { readonly path: string; readonly oid: string; readonly text: string }
/** The files of one template folder, and the repository they come from. */
export type TemplateFolder = { readonly repo: string; readonly files: readonly TemplateFile[] }
/** null: neither the repository nor its owner's `.github` repository has that folder. */
export type Templates = { readonly [K in PostKind]: TemplateFolder | null }

export type Resemblance = {
  readonly kind: PostKind | 'pull-request'
  readonly number: number
  readonly title: string
  readonly url: string
  readonly closed: boolean
  readonly updatedAt: Date
}

/** What was posted, as GitHub tells it back: labels that it dropped are not there. */
export type Post = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly labels: readonly string[]
}

export type NewIssue = {
  readonly title: string
  readonly body: string
  readonly labelIds: readonly string[]
  readonly assigneeIds: readonly string[]
  readonly milestoneId: string | null
  readonly parentIssueId: string | null
}
export type NewDiscussion = {
  readonly title: string
  readonly body: string
  readonly categoryId: string
  readonly labelIds: readonly string[]
}

export type Who = {
  readonly login: string /** null: a token that has rights, not scopes. */
  readonly scopes: readonly string[] | null
}
export type RateLimits = { readonly rest: RateLimit; readonly graphql: RateLimit; readonly search: RateLimit }

/**
 * GitHub as the rest of the program sees it. `repo` is `owner/name`; text comes as GitHub has it, unstripped.
 * Everything that reads throws a `GitHubFailure`; everything that writes says how it ended.
 */
export type GitHub = {
  target(repo: string): Promise<Target>
  templates(repo: string): Promise<Templates>
  /** Posts that have all these words, the best matches first. */
  findDuplicates(repo: string, words: readonly string[]): Promise<readonly Resemblance[]>
  createIssue(target: Pick<Target, 'id' | 'repo'>, issue: NewIssue): Promise<Sent<Post>>
  createDiscussion(target: Pick<Target, 'id' | 'repo'>, discussion: NewDiscussion): Promise<Sent<Post>>
  /** The viewer's own post there, not older than `since`, whose body holds the marker. */
  findByMarker(repo: string, kind: PostKind, marker: string, since: Date): Promise<Post | null>
  /** The id that another issue names as its parent. */
  issueId(repo: string, number: number): Promise<string | null>
  mergedPullRequests(repo: string, login: string): Promise<number>
  /** The text of a file on the default branch; null when there is no such file, or no text in it. */
  fileText(repo: string, path: string): Promise<string | null>
  whoami(): Promise<Who>
  rateLimits(): Promise<RateLimits>
}
