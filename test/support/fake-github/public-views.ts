import { type Files, treeOf } from './git.ts'
import { Refusal } from './refusal.ts'
import { changesSince } from './views/git-object.ts'
import { subIssuesSummary } from './views/post.ts'
import { commitAt, type Issue, type PullRequest, type Repository, type World } from './world.ts'

/* REST responses about a repository, with some of the fields that GitHub returns. */

export function viewOfSettings(_: World, repository: Repository) {
  const { nameWithOwner, name, isPrivate, isArchived, hasIssues, hasDiscussions, defaultBranch } = repository
  return {
    name,
    full_name: nameWithOwner,
    private: isPrivate,
    archived: isArchived,
    has_issues: hasIssues,
    has_discussions: hasDiscussions,
    default_branch: defaultBranch,
    html_url: `https://github.com/${nameWithOwner}`,
  }
}

type TreeEntry = { readonly path: string; readonly mode: string; readonly type: string; readonly sha: string }

/** The tree of the default branch: the fake ignores which tree was requested. */
export function viewOfTree(world: World, repository: Repository, { query }: { readonly query: URLSearchParams }) {
  const { files } = headOf(world, repository)
  const root = treeOf(files, '')
  if (root === null) throw new Refusal('NOT_FOUND', 'Not Found')
  return { sha: root.oid, truncated: false, tree: entriesOf(files, '', query.has('recursive')) }
}

function entriesOf(files: Files, folder: string, isRecursive: boolean): readonly TreeEntry[] {
  return (treeOf(files, folder)?.entries ?? []).flatMap(({ path, object }) => {
    const isFolder = object.type === 'Tree'
    const entry = { path, mode: isFolder ? '040000' : '100644', type: isFolder ? 'tree' : 'blob', sha: object.oid }
    return isFolder && isRecursive ? [entry, ...entriesOf(files, path, true)] : [entry]
  })
}

export function viewOfBlob({ commits }: World, _: Repository, { id }: { readonly id: string }) {
  for (const { files } of commits.values()) {
    for (const text of files.values()) {
      const blob = blobWith(text)
      if (blob.sha === id) return blob
    }
  }
  throw new Refusal('NOT_FOUND', 'Not Found')
}

function blobWith(text: string) {
  const { oid } = treeOf(new Map([['file', text]]), '')?.entries[0]?.object ?? { oid: '' }
  const content = Buffer.from(text)
    .toString('base64')
    .replaceAll(/(.{60})/g, '$1\n')
  return { sha: oid, encoding: 'base64', size: Buffer.byteLength(text), content }
}

/** GitHub lists pull requests among the issues. */
export function viewOfIssues(world: World, { posts }: Repository, { query }: { readonly query: URLSearchParams }) {
  const wanted = (query.get('labels') ?? '').toLowerCase()
  return posts
    .filter((post) => post.type !== 'Discussion')
    .filter(({ closed }) => query.get('state') === 'all' || !closed)
    .filter(({ labels }) => wanted === '' || labels.some(({ name }) => name.toLowerCase() === wanted))
    .sort((a, b) => b.number - a.number)
    .slice(0, Number(query.get('per_page') ?? 30))
    .map((post) => issueView(world, post))
}

/** A pull request is shown as an issue, too; a discussion is not. */
export function viewOfIssue(world: World, { postsByNumber }: Repository, { id }: { readonly id: string }) {
  const post = postsByNumber.get(Number(id))
  if (post === undefined || post.type === 'Discussion') throw new Refusal('NOT_FOUND', 'Not Found')
  return issueView(world, post)
}

function issueView(world: World, post: Issue | PullRequest) {
  const { type, number, title, body, author, closed, labels, createdAt, updatedAt, repository } = post
  const folder = type === 'PullRequest' ? 'pull' : 'issues'
  const url = `https://github.com/${repository.nameWithOwner}/${folder}/${number}`
  const { total, completed, percentCompleted } = subIssuesSummary(world, post)
  return {
    number,
    title,
    body,
    state: closed ? 'closed' : 'open',
    html_url: url,
    user: { login: author.login },
    labels: labels.map(({ name }) => ({ name })),
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    draft: 'isDraft' in post && post.isDraft,
    sub_issues_summary: { total, completed, percent_completed: percentCompleted },
    ...(type === 'PullRequest' ? { pull_request: { html_url: url } } : {}),
  }
}

export function viewOfChanges(world: World, repository: Repository, { id }: { readonly id: string }) {
  const pull = repository.postsByNumber.get(Number(id))
  if (pull?.type !== 'PullRequest') throw new Refusal('NOT_FOUND', 'Not Found')
  const head = commitAt(world, pull.headRepository, pull.headRefName)
  return changesSince(world, baseOf(world, pull), head).map(({ path, changeType }) => ({
    filename: path,
    status: changeType === 'DELETED' ? 'removed' : changeType.toLowerCase(),
    sha: blobWith(head.files.get(path) ?? '').sha,
  }))
}

const baseOf = (world: World, { repository, baseRefName }: PullRequest) => commitAt(world, repository, baseRefName)
const headOf = (world: World, repository: Repository) => commitAt(world, repository, repository.defaultBranch)
