import type { WriteResult } from './send-once.ts'

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
  readonly isPrivate: boolean
  /** How many people a new post there may reach. */
  readonly watchers: number
  readonly parent: string | null
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  readonly labels: readonly Named[]
  readonly assignees: readonly Named[]
  readonly milestones: readonly Named[]
  readonly categories: readonly (Named & { readonly slug: string })[]
  /** The newest hundred; empty unless they were asked for. */
  readonly openIssues: readonly OpenIssue[]
  readonly templates: Templates
  readonly rateLimit: RateLimit | null
}

export type OpenIssue = {
  readonly number: number
  readonly title: string
  readonly url: string
  /** The viewer wrote it. */
  readonly isMine: boolean
}

export type RateLimit = { readonly limit: number; readonly remaining: number; readonly resetAt: Date }

export type TemplateFile = { readonly path: string; readonly oid: string; readonly text: string }
/** The files of one template folder, and the repository they come from: `inherited` from the owner's `.github`, or its own. */
export type TemplateFolder = {
  readonly repo: string
  readonly inherited: boolean
  readonly files: readonly TemplateFile[]
}
/** null: neither the repository nor its owner's `.github` repository has that folder. */
export type Templates = { readonly [K in PostKind]: TemplateFolder | null }

export type SimilarPost = {
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

/** A discussion that is there already, whoever wrote it. */
export type ExistingDiscussion = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly body: string
  readonly closed: boolean
}
export type ExistingIssue = ExistingDiscussion & {
  /** Where it is by now: GitHub follows an issue that was moved. */
  readonly repo: string
  /** The page of the issue that it is a sub-issue of. */
  readonly parent: string | null
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
}

/** A repository as a place for a proposal's branch. `files` are those in `seps/` of that branch. */
export type ProposalRepository = {
  readonly id: string
  readonly repo: string
  readonly canPush: boolean
  readonly main: { readonly name: string; readonly oid: string }
  /** The commit that the branch is at; null: there is no such branch. */
  readonly branch: string | null
  readonly files: readonly string[]
}
export type ProposalPullRequest = {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly url: string
  readonly closed: boolean
  /** owner/name of the repository that its branch is in. */
  readonly head: string | null
}
/** How far a proposal has come, as GitHub shows it. `fork` is the viewer's; null: there is none. */
export type ProposalState = {
  readonly upstream: ProposalRepository
  readonly fork: ProposalRepository | null
  /** The viewer's pull requests from a branch of that name, the newest first. */
  readonly pulls: readonly ProposalPullRequest[]
}
export type PullRequest = {
  readonly title: string
  readonly url: string
  readonly body: string
  readonly closed: boolean
  /** null: its branch is gone. */
  readonly head: { readonly repo: string; readonly branch: string; readonly oid: string } | null
  readonly paths: readonly string[]
}
export type FileChange = {
  readonly headline: string
  /** The commit that the branch has to be at. */
  readonly expectedHeadOid: string
  readonly add: readonly { readonly path: string; readonly text: string }[]
  readonly remove: readonly string[]
}
export type NewPullRequest = { readonly branch: string; readonly title: string; readonly body: string }

export type Viewer = {
  readonly login: string /** null: a token that has rights, not scopes. */
  readonly scopes: readonly string[] | null
}
export type RateLimits = { readonly rest: RateLimit; readonly graphql: RateLimit; readonly search: RateLimit }

/** A Markdown file under `seps/`, and its page. text null: GitHub cuts it off, or it is no text. */
export type SepFile = { readonly path: string; readonly url: string; readonly text: string | null }
/** An open pull request with the label that SEPs have. */
export type SepPullRequest = {
  readonly number: number
  readonly title: string
  readonly url: string
  readonly isDraft: boolean
  /** null: the account is gone. */
  readonly author: string | null
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
  /** The SEP as it stands in the pull request; null: it changes no SEP. */
  readonly file: SepFile | null
}
/** Every SEP of a repository: those on its default branch, and those on their way. */
export type Seps = {
  readonly repo: string
  readonly files: readonly SepFile[]
  readonly pullRequests: readonly SepPullRequest[]
  /** The text of MAINTAINERS.md. */
  readonly maintainers: string | null
}

/**
 * GitHub as the rest of the program sees it. `repo` is `owner/name`; text comes as GitHub has it, unstripped.
 * Everything that reads throws a `GitHubFailure`; everything that writes says how it ended.
 */
export type GitHub = {
  target(repo: string, options?: { readonly openIssues?: boolean }): Promise<Target>
  /** Posts that resemble one with these words, the most telling word first; the best matches first, in one request. */
  findDuplicates(repo: string, words: readonly string[]): Promise<readonly SimilarPost[]>
  createIssue(target: Pick<Target, 'id' | 'repo'>, issue: NewIssue): Promise<WriteResult<Post>>
  createDiscussion(target: Pick<Target, 'id' | 'repo'>, discussion: NewDiscussion): Promise<WriteResult<Post>>
  /** Gives the labels that the post has then. Doing it twice changes nothing. */
  addLabels(repo: string, post: Pick<Post, 'id'>, labelIds: readonly string[]): Promise<WriteResult<readonly string[]>>
  /** The projects that an issue of the repository can be added to: its own and its owner's. */
  projects(repo: string): Promise<readonly Named[]>
  /** GitHub adds a post only once, however often it is asked to. */
  addToProject(repo: string, post: Pick<Post, 'id'>, projectId: string): Promise<WriteResult<unknown>>
  /** The viewer's own post there, not older than `since`, whose body holds the marker. */
  findByMarker(repo: string, kind: PostKind, marker: string, since: Date): Promise<Post | null>
  /** null: there is no issue of that number. */
  issue(repo: string, number: number): Promise<ExistingIssue | null>
  /** null: there is no discussion of that number. */
  discussion(repo: string, number: number): Promise<ExistingDiscussion | null>
  createLabel(target: Pick<Target, 'id' | 'repo'>, name: string): Promise<WriteResult<Named>>
  updateIssueBody(repo: string, issue: Pick<Post, 'id'>, body: string): Promise<WriteResult<unknown>>
  /** As not planned. */
  closeIssue(repo: string, issue: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  /** As outdated. */
  closeDiscussion(repo: string, discussion: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  /** `repo` is the parent's. An issue has at most one parent, and GitHub refuses a second one. */
  addSubIssue(repo: string, parent: Pick<Post, 'id'>, child: Pick<Post, 'id'>): Promise<WriteResult<unknown>>
  proposalState(repo: string, viewer: string, branch: string): Promise<ProposalState>
  /** Makes the viewer's fork; GitHub shows it a while later. */
  createFork(repo: string): Promise<WriteResult<unknown>>
  /** Brings the default branch of a fork up to date with its parent. */
  syncFork(fork: ProposalRepository): Promise<WriteResult<unknown>>
  createBranch(at: ProposalRepository, branch: string, oid: string): Promise<WriteResult<unknown>>
  createCommit(at: Pick<ProposalRepository, 'repo'>, branch: string, change: FileChange): Promise<WriteResult<unknown>>
  createPullRequest(
    upstream: ProposalRepository,
    head: ProposalRepository,
    pull: NewPullRequest,
  ): Promise<WriteResult<unknown>>
  /** A pull request as a place to commit to, as long as it is open; `paths` are the files that it changes. */
  pullRequest(repo: string, number: number): Promise<PullRequest>
  renamePullRequest(repo: string, pull: Pick<ProposalPullRequest, 'id'>, title: string): Promise<WriteResult<unknown>>
  countMergedPullRequests(repo: string, login: string): Promise<number>
  /** The text of a file, on the default branch unless a commit is given; null when there is no such text file. */
  fileText(repo: string, path: string, commit?: string): Promise<string | null>
  /** Two queries; one more for each further hundred pull requests. */
  seps(repo: string): Promise<Seps>
  whoami(): Promise<Viewer>
  rateLimits(): Promise<RateLimits>
}
