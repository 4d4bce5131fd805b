import type { Repository } from '../world.ts'
import { viewOfUser } from './names.ts'

/** A repository without what is in it: as a post, or a fork, names the one that it is in, or comes from. */
export function viewOfSettings(repository: Repository): Readonly<Record<string, unknown>> {
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
    // A count needs no page, and who they are is not played.
    watchers: () => ({ totalCount: repository.watchers }),
    parent: () => (parent === null ? null : viewOfSettings(parent)),
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
