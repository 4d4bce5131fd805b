import type { PublicPullRequest, PublicReader } from '../../../github/public-reader.ts'
import { isSepPath, SEP_LABEL, type Seps, sepPathsOf } from '../../../github/seps.ts'
import type { CatalogueSource, SepChanges } from '../../../seps/catalogue.ts'
import { MAINTAINERS_FILE } from '../../../seps/maintainers.ts'
import type { SepSummary } from '../../../seps/metadata.ts'
import { sepTypeIn, statusIn } from '../../../seps/names.ts'
import { numberInPath } from '../../../text/file-names.ts'

/** Like `Seps`, but a file that was not read has at most a summary, from the index page or the title of its pull request. */
export type PublicSeps = Omit<Seps, 'files' | 'pullRequests'> & Pick<CatalogueSource, 'files' | 'pullRequests'>

/** The path of the page that lists the SEPs, which is generated from their files. */
const INDEX_PATH = /^docs\/(?:[^/]+\/)*seps\/index\.mdx?$/

/**
 * Reads the list of SEPs. With a number, also reads the text of that SEP or, if it is not on the default branch, of the SEPs in
 * the pull request with that number.
 */
export async function readPublicSeps(reader: PublicReader, repo: string, number: number | null): Promise<PublicSeps> {
  const files = await reader.files(repo)
  const textAt = async (path: string | undefined) => {
    const oid = path === undefined ? undefined : files.get(path)
    return oid === undefined ? null : reader.text(repo, oid)
  }
  const paths = [...files.keys()]
  const summaries = summariesIn((await textAt(paths.find((path) => INDEX_PATH.test(path)))) ?? '')
  const mainPaths = paths.filter(isSepPath)
  const labeledPullRequests = await reader.pullRequests(repo, SEP_LABEL)
  const isOnMain = number !== null && mainPaths.some((path) => numberInPath(path) === number)
  const requested =
    number === null || isOnMain
      ? null
      : await readRequested(reader, { repo, number }, { labeledPullRequests, mainPaths })
  const shouldReadText = (path: string) => {
    if (isOnMain) return numberInPath(path) === number
    // A pull request that adds no SEP is about the ones that it changes.
    return requested !== null && requested.added.length === 0 && requested.changedPaths.includes(path)
  }
  return {
    repo,
    maintainers: await textAt(MAINTAINERS_FILE),
    files: await Promise.all(
      mainPaths.map(async (path) => ({
        path,
        url: `https://github.com/${repo}/blob/HEAD/${path}`,
        text: shouldReadText(path) ? await textAt(path) : null,
        ...optionalSummary(summaries.get(numberInPath(path) ?? 0)),
      })),
    ),
    pullRequests: [
      ...labeledPullRequests
        .filter((pullRequest) => pullRequest.number !== requested?.number)
        .map((pullRequest) => ({
          ...pullRequest,
          added: [{ path: null, url: pullRequest.url, text: null, summary: summaryOfPullRequest(pullRequest) }],
          changedPaths: [],
        })),
      ...(requested === null ? [] : [requested]),
    ],
  }
}

/**
 * Reads the SEPs in an open pull request. null: there is no such pull request, or it has neither a SEP nor the label SEP. A SEP
 * alone is enough, because its author often has no right to set that label.
 */
async function readRequested(
  reader: PublicReader,
  { repo, number }: { readonly repo: string; readonly number: number },
  {
    labeledPullRequests,
    mainPaths,
  }: { readonly labeledPullRequests: readonly PublicPullRequest[]; readonly mainPaths: readonly string[] },
): Promise<(PublicPullRequest & SepChanges) | null> {
  const labeledPullRequest = labeledPullRequests.find((pullRequest) => pullRequest.number === number)
  const pullRequest = labeledPullRequest ?? (await reader.pullRequest(repo, number))
  if (pullRequest === null) return null
  const changes = await reader.changes(repo, number)
  const { added, changed } = sepPathsOf(number, changes, new Set(mainPaths))
  if (labeledPullRequest === undefined && added.length + changed.length === 0) return null
  const textAt = async (path: string) => {
    const oid = changes.find((change) => change.path === path)?.oid ?? null
    return oid === null ? null : reader.text(repo, oid)
  }
  return {
    ...pullRequest,
    added: await Promise.all(added.map(async (path) => ({ path, url: pullRequest.url, text: await textAt(path) }))),
    changedPaths: changed,
  }
}

function optionalSummary(summary: SepSummary | undefined) {
  return summary === undefined ? {} : { summary }
}

/** `SEP-1234: Icons for tools`. A placeholder may replace the number, or the number may be missing. A title such as `Separate: …` has no prefix. */
const TITLE_PREFIX = /^\s*SEP[-_\s#]{0,3}(?:\d{1,9}|\{[^{}]{0,40}\}|X{2,8}|N{2,8}|TBD)?\s*:\s*/i

function summaryOfPullRequest({ number, title, createdAt }: PublicPullRequest): SepSummary {
  const created = createdAt.toISOString().slice(0, 10)
  return { number, title: title.replace(TITLE_PREFIX, ''), status: null, type: null, created }
}

const MAX_INDEX_LINES = 10_000

/** Reads the rows of the index's table: `| [SEP-2663](…) | Title | <Badge …>Final</Badge> | Extensions Track | 2026-04-27 |` */
function summariesIn(page: string): ReadonlyMap<number, SepSummary> {
  const rows = page.split('\n', MAX_INDEX_LINES).filter((line) => line.startsWith('|'))
  const summaries = rows.flatMap((line): readonly SepSummary[] => {
    const [, link = '', title = '', status = '', type = '', created = ''] = line.split('|').map(stripTags)
    const digits = /^\[?SEP-(\d{1,9})\b/.exec(link)?.[1]
    if (digits === undefined || title === '') return []
    return [
      { number: Number(digits), title, status: statusIn(status), type: sepTypeIn(type), created: created || null },
    ]
  })
  return new Map(summaries.map((summary) => [summary.number, summary]))
}

function stripTags(cell: string): string {
  return cell.replaceAll(/<[^<>]{0,200}>/g, '').trim()
}
