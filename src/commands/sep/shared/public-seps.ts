import type { PublicPullRequest, PublicReader } from '../../../github/anonymous.ts'
import { isSepPath, SEP_LABEL, type Seps } from '../../../github/seps.ts'
import type { CatalogueFile, SepSummary } from '../../../seps/catalogue.ts'
import { MAINTAINERS_FILE } from '../../../seps/maintainers.ts'
import { parseSepFileName, sepTypeIn, statusIn } from '../../../seps/names.ts'
import { readSepOf } from '../../shared/read-public-source.ts'

/** Like `Seps`, but a file that was not read has at most a summary, from the index page or the title of its pull request. */
export type PublicSeps = Omit<Seps, 'files' | 'pullRequests'> & {
  readonly files: readonly CatalogueFile[]
  readonly pullRequests: readonly (Omit<Seps['pullRequests'][number], 'file'> & {
    readonly file: CatalogueFile | null
  })[]
}

/** The page that lists all SEPs. The repository of the SEPs generates it from the files. */
const INDEX = /^docs\/(?:[^/]+\/)*seps\/index\.mdx?$/

/** Of the SEPs, reads only the text of the one with this number. */
export async function readPublicSeps(reader: PublicReader, repo: string, number: number | null): Promise<PublicSeps> {
  const files = await reader.files(repo)
  const textAt = async (path: string | undefined) => {
    const oid = path === undefined ? undefined : files.get(path)
    return oid === undefined ? null : reader.text(repo, oid)
  }
  const paths = [...files.keys()]
  const summaries = summariesIn((await textAt(paths.find((path) => INDEX.test(path)))) ?? '')
  const mainPaths = paths.filter(isSepPath)
  const labelled = await reader.pullRequests(repo, SEP_LABEL)
  const isKnown =
    mainPaths.some((path) => numberOfPath(path) === number) || labelled.some((pull) => pull.number === number)
  const unlabelled = number === null || isKnown ? null : await readUnlabelled(reader, repo, number, mainPaths)
  return {
    repo,
    maintainers: await textAt(MAINTAINERS_FILE),
    files: await Promise.all(
      mainPaths.map(async (path) => {
        const fileNumber = numberOfPath(path)
        const text = fileNumber !== null && fileNumber === number ? await textAt(path) : null
        return {
          path,
          url: `https://github.com/${repo}/blob/HEAD/${path}`,
          text,
          ...summaryOf(summaries.get(fileNumber ?? 0)),
        }
      }),
    ),
    pullRequests: [
      ...(await Promise.all(
        labelled.map(async (pullRequest) => ({
          ...pullRequest,
          file:
            pullRequest.number === number
              ? await readSepOf(reader, repo, pullRequest, mainPaths)
              : { path: null, url: pullRequest.url, text: null, summary: summaryOfPullRequest(pullRequest) },
        })),
      )),
      ...(unlabelled === null ? [] : [unlabelled]),
    ],
  }
}

/** Reads an open pull request without the label SEP, if it contains a SEP: its author often may not set the label. */
async function readUnlabelled(reader: PublicReader, repo: string, number: number, mainPaths: readonly string[]) {
  const pullRequest = await reader.pullRequest(repo, number)
  const file = pullRequest === null ? null : await readSepOf(reader, repo, pullRequest, mainPaths)
  return pullRequest === null || file === null ? null : { ...pullRequest, file }
}

function summaryOf(summary: SepSummary | undefined) {
  return summary === undefined ? {} : { summary }
}

const numberOfPath = (path: string) => parseSepFileName(path.split('/').at(-1) ?? '')?.number ?? null

/** `SEP-1234: Icons for tools` */
const TITLE_PREFIX = /^\s*SEP[-\s]?#?\w{0,9}\s*:\s*/i

function summaryOfPullRequest({ number, title, createdAt }: PublicPullRequest): SepSummary {
  const created = createdAt.toISOString().slice(0, 10)
  return { number, title: title.replace(TITLE_PREFIX, ''), status: null, type: null, created }
}

const MAX_LINES = 10_000

/** Reads the rows of the index's table: `| [SEP-2663](…) | Title | <Badge …>Final</Badge> | Extensions Track | 2026-04-27 |` */
function summariesIn(page: string): ReadonlyMap<number, SepSummary> {
  const rows = page.split('\n', MAX_LINES).filter((line) => line.startsWith('|'))
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
