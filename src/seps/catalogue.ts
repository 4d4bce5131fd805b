import { type FoundFile, readFile, type Said, type SepEntry, type SepPullRequest } from './entry.ts'
import { STATUSES, type Status } from './names.ts'
import { type StageName, stageName } from './stage.ts'

/** Where SEPs come from: files that are there, and open pull requests, each with the file that it adds or changes. */
export type CatalogueSource = {
  readonly place: 'main' | 'folder'
  readonly files: readonly FoundFile[]
  readonly pullRequests: readonly (SepPullRequest & { readonly file: FoundFile | null })[]
}
export type Catalogue = {
  readonly entries: readonly SepEntry[]
  /** What could not be read, or is not as it should be, a sentence each. */
  readonly notes: readonly string[]
}

/** Each SEP once: a pull request that changes one which is on the default branch already is not another one. */
export function catalogueOf({ place, files, pullRequests }: CatalogueSource): Catalogue {
  const notes: string[] = []
  const read = (file: FoundFile): Said => {
    const { said, note } = readFile(file)
    if (note !== null) notes.push(note)
    return said
  }
  const onMain = new Set(files.map(({ path }) => path))
  const changing = new Map(pullRequests.flatMap((one) => (one.file === null ? [] : [[one.file.path, one] as const])))
  const entries = [
    ...files.map((file) => entryOf(file, read(file), place, changing.get(file.path) ?? null)),
    ...pullRequests.flatMap(({ file, ...pullRequest }) =>
      file === null || onMain.has(file.path) ? [] : [entryOf(file, read(file), 'pull request', pullRequest)],
    ),
  ]
  const without = pullRequests.filter(({ file }) => file === null).map(({ number }) => `#${number}`)
  if (without.length > 0) notes.push(`no SEP is changed by ${without.join(', ')}, labelled as one and left out here`)
  return { entries, notes }
}

function entryOf(file: FoundFile, said: Said, where: SepEntry['where'], pullRequest: SepPullRequest | null): SepEntry {
  const { status: fileStatus, ...rest } = said
  const labelStatuses = where === 'pull request' ? statusesOf(pullRequest?.labels ?? []) : []
  return {
    ...rest,
    number: said.number ?? pullRequest?.number ?? null,
    title: said.title || (pullRequest?.title ?? ''),
    stage: stageOf(said, labelStatuses, where !== 'main' && file.text !== null),
    fileStatus,
    labelStatuses,
    disagrees: where === 'pull request' && disagree(file, fileStatus, labelStatuses),
    where,
    file,
    pullRequest: pullRequest === null ? null : withoutFile(pullRequest),
  }
}

/** The template has authors begin with "Draft", but without a sponsor that is not yet so. */
function stageOf({ status, sponsors }: Said, [label]: readonly Status[], mayAwaitSponsor: boolean): StageName | null {
  const isBeforeReview = status === null || status === 'draft'
  if (!isBeforeReview) return status
  if (label !== undefined && (status === null || sponsors.length === 0)) return label
  return mayAwaitSponsor && sponsors.length === 0 ? stageName(null) : status
}

/** A draft may be without its label, for it may have no sponsor yet who could set it. */
function disagree({ text }: FoundFile, file: Status | null, labels: readonly Status[]): boolean {
  if (text === null) return false
  return labels.length === 0 ? file !== null && file !== 'draft' : labels.some((label) => label !== file)
}

function statusesOf(labels: readonly string[]): readonly Status[] {
  const names = labels.map((label) => label.toLowerCase())
  return STATUSES.filter((status) => names.includes(status))
}

function withoutFile(pullRequest: SepPullRequest): SepPullRequest {
  const { number, title, url, isDraft, author, labels, createdAt, updatedAt } = pullRequest
  return { number, title, url, isDraft, author, labels, createdAt, updatedAt }
}
