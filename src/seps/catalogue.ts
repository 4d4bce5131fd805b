import { type StageName, stageName } from './life-cycle.ts'
import { type CatalogueFile, readMetadata, type SepMetadata } from './metadata.ts'
import { PROPOSAL_LABEL, STATUSES, type Status } from './names.ts'

export type SepPullRequest = {
  readonly number: number
  readonly title: string
  readonly url: string
  readonly isDraft: boolean
  readonly author: string | null
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}
export type SepEntry = Omit<SepMetadata, 'status'> & {
  /**
   * The stage according to the file. If the file has no known status, or is a Draft without a sponsor, the label decides. Without such
   * a label, a SEP that has no sponsor and is not on the default branch awaits a sponsor. null: unknown.
   */
  readonly stage: StageName | null
  /** null: no status, or an unknown one. */
  readonly fileStatus: Status | null
  readonly labelStatuses: readonly Status[]
  /** Whether the labels of the pull request do not match the status in the file. */
  readonly disagrees: boolean
  /** Where the file is: on the default branch, only in an open pull request, or in a local folder. */
  readonly where: 'main' | 'pull request' | 'folder'
  readonly file: CatalogueFile
  /** The open pull request that adds or changes the file; of several, the one that was updated last. null: there is none. */
  readonly pullRequest: SepPullRequest | null
  /** The other open pull requests that change the file, if it is on the default branch. */
  readonly otherPullRequests: readonly SepPullRequest[]
}

export type CatalogueSource = {
  readonly where: 'main' | 'folder'
  readonly files: readonly CatalogueFile[]
  readonly pullRequests: readonly PullRequestWithChanges[]
}
type PullRequestWithChanges = SepPullRequest & SepChanges
export type SepChanges = {
  /** The SEPs that the pull request adds. The SEP with the number of the pull request comes first. */
  readonly added: readonly CatalogueFile[]
  /** The paths of the files that the pull request changes. */
  readonly changedPaths: readonly string[]
}
export type Catalogue = {
  readonly entries: readonly SepEntry[]
  /**
   * One note for each file that could not be read, one for each file that several pull requests change, and one for all pull
   * requests that were left out.
   */
  readonly notes: readonly string[]
}

/** Lists the SEPs: those in the files, each with the pull requests that change it, and those that pull requests add. */
export function catalogueOf({ where, files, pullRequests }: CatalogueSource): Catalogue {
  const notes: string[] = []
  const metadataOf = (file: CatalogueFile): SepMetadata => {
    const { metadata, note } = readMetadata(file)
    if (note !== null) notes.push(note)
    return metadata
  }
  const sortedPullRequests = pullRequests.toSorted(byUpdate)
  const changesOf = ({ path }: CatalogueFile) =>
    path === null ? [] : sortedPullRequests.filter(({ changedPaths }) => changedPaths.includes(path))
  const entries = [
    ...files.map((file) => entryOf(file, metadataOf(file), where, changesOf(file))),
    ...addedFiles(pullRequests).map(({ file, pullRequest }) =>
      entryOf(file, metadataOf(file), 'pull request', [pullRequest]),
    ),
  ]
  for (const { file, pullRequest, otherPullRequests } of entries)
    if (pullRequest !== null && otherPullRequests.length > 0)
      notes.push(`${file.path} is changed by #${pullRequest.number}, and also by ${numbersOf(otherPullRequests)}`)
  const pullRequestsWithoutFiles = pullRequests.filter(
    ({ added, changedPaths }) => added.length + changedPaths.length === 0,
  )
  if (pullRequestsWithoutFiles.length > 0)
    notes.push(`left out ${numbersOf(pullRequestsWithoutFiles)}: labeled as a SEP, but no SEP file is changed there`)
  return { entries, notes }
}

/**
 * The files that pull requests add. A pull request that is based on another one seems to add the files of both. So a file counts only
 * for the pull request that adds the fewest files, and for each pull request that adds nothing but this file.
 */
function addedFiles(pullRequests: readonly PullRequestWithChanges[]) {
  const smallestByPath = new Map<string, PullRequestWithChanges>()
  for (const pullRequest of pullRequests)
    for (const { path } of pullRequest.added) {
      if (path === null) continue
      const other = smallestByPath.get(path)
      if (other === undefined || pullRequest.added.length < other.added.length) smallestByPath.set(path, pullRequest)
    }
  const countsFor = (pullRequest: PullRequestWithChanges, { path }: CatalogueFile) =>
    path === null || pullRequest.added.length === 1 || smallestByPath.get(path) === pullRequest
  return pullRequests.flatMap((pullRequest) =>
    pullRequest.added.filter((file) => countsFor(pullRequest, file)).map((file) => ({ file, pullRequest })),
  )
}

function byUpdate(a: SepPullRequest, b: SepPullRequest): number {
  return b.updatedAt.getTime() - a.updatedAt.getTime() || b.number - a.number
}

function numbersOf(pullRequests: readonly SepPullRequest[]): string {
  return pullRequests.map(({ number }) => `#${number}`).join(', ')
}

function entryOf(
  file: CatalogueFile,
  metadata: SepMetadata,
  where: SepEntry['where'],
  [lastUpdatedPullRequest, ...otherPullRequests]: readonly SepPullRequest[],
): SepEntry {
  const pullRequest = lastUpdatedPullRequest ?? null
  const { status: fileStatus, ...rest } = metadata
  const labelStatuses = where === 'pull request' ? statusesOf(pullRequest?.labels ?? []) : []
  return {
    ...rest,
    number: metadata.number ?? pullRequest?.number ?? null,
    title: metadata.title || (pullRequest?.title ?? ''),
    stage: stageOf(metadata, {
      labelStatus: labelStatuses[0] ?? null,
      isLabeledProposal: where !== 'main' && hasProposalLabel(pullRequest),
      mayAwaitSponsor: where !== 'main' && file.text !== null,
    }),
    fileStatus,
    labelStatuses,
    disagrees: where === 'pull request' && labelsDisagree(file, fileStatus, labelStatuses),
    where,
    file,
    pullRequest: pullRequest === null ? null : withoutChanges(pullRequest),
    otherPullRequests: otherPullRequests.map(withoutChanges),
  }
}

type StageHints = {
  readonly labelStatus: Status | null
  readonly isLabeledProposal: boolean
  readonly mayAwaitSponsor: boolean
}

/** The template starts with "Draft", but a SEP without a sponsor is not a draft yet. */
function stageOf(
  { status, sponsors }: SepMetadata,
  { labelStatus, isLabeledProposal, mayAwaitSponsor }: StageHints,
): StageName | null {
  if (status !== null && status !== 'draft') return status
  const hasNoSponsor = sponsors.length === 0
  if (labelStatus !== null && (status === null || hasNoSponsor)) return labelStatus
  if (isLabeledProposal && status === null) return stageName(null)
  return mayAwaitSponsor && hasNoSponsor ? stageName(null) : status
}

/** A draft needs no label, because it may not have a sponsor yet, and only a sponsor sets labels. */
function labelsDisagree({ text }: CatalogueFile, fileStatus: Status | null, labels: readonly Status[]): boolean {
  if (text === null) return false
  if (labels.length === 0) return fileStatus !== null && fileStatus !== 'draft'
  return labels.some((label) => label !== fileStatus)
}

function statusesOf(labels: readonly string[]): readonly Status[] {
  const names = labels.map((label) => label.toLowerCase())
  return STATUSES.filter((status) => names.includes(status))
}

function hasProposalLabel(pullRequest: SepPullRequest | null): boolean {
  return pullRequest?.labels.some((label) => label.toLowerCase() === PROPOSAL_LABEL) ?? false
}

function withoutChanges(pullRequest: SepPullRequest): SepPullRequest {
  const { number, title, url, isDraft, author, labels, createdAt, updatedAt } = pullRequest
  return { number, title, url, isDraft, author, labels, createdAt, updatedAt }
}
