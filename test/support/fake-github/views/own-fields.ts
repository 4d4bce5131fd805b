import type { Repository } from '../world.ts'
import { viewOfUser } from './names.ts'

/** A repository's own fields, without what it contains, such as posts and files. Posts and forks refer to a repository in this form. */
export function viewOfOwnFields(repository: Repository): Readonly<Record<string, unknown>> {
  const { id, name, nameWithOwner, owner, parent, description } = repository
  return {
    __typename: 'Repository',
    id,
    name,
    nameWithOwner,
    description,
    url: `https://github.com/${nameWithOwner}`,
    owner: viewOfUser(owner),
    isArchived: repository.isArchived,
    isFork: parent !== null,
    isPrivate: repository.isPrivate,
    // The fake knows only how many watchers there are, so it ignores the page arguments.
    watchers: () => ({ totalCount: repository.watchers }),
    parent: () => (parent === null ? null : viewOfOwnFields(parent)),
    hasIssuesEnabled: repository.hasIssues,
    hasDiscussionsEnabled: repository.hasDiscussions,
    hasWikiEnabled: false,
    hasProjectsEnabled: false,
    viewerPermission: repository.permission,
    mergeCommitAllowed: true,
    rebaseMergeAllowed: true,
    squashMergeAllowed: true,
  }
}
