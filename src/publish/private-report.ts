import type { App } from '../app.ts'
import { withoutHidden } from '../checks/hidden-characters.ts'
import { GitHubFailure } from '../github/failure.ts'
import type { LookUp } from '../github/look-up.ts'
import type { FiledReport, NewReport, SentReport } from '../github/private-reports.ts'
import { type LookUpTiming, type WriteResult, writeOnce } from '../github/retry.ts'
import type { Target } from '../github/target.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { markerFor, withMarker } from '../text/added-lines.ts'
import { lostRecordFailure } from './earlier-post.ts'
import { contentHash, type Dispatch } from './post-with-labels.ts'
import { describeUnconfirmed, toUnconfirmed } from './unconfirmed.ts'

type ReportsApi = {
  createReport(repo: string, report: NewReport): Promise<WriteResult<FiledReport>>
  /** Looks for a report that was sent but got no response. */
  lookUpReport(report: SentReport): Promise<LookUp<FiledReport>>
  /** GitHub's time. */
  time(): Promise<Date>
}

type OutgoingReport = {
  readonly target: Pick<Target, 'repo' | 'viewer'>
  readonly report: NewReport
  readonly marker: string
}

/** Sends a report. After an unknown outcome, sends it again only with evidence that GitHub does not have it. */
export function sendReportOnce(
  github: ReportsApi,
  { target: { repo, viewer }, report, marker }: OutgoingReport,
  dispatch: Dispatch<FiledReport>,
  timing: LookUpTiming,
): Promise<FiledReport> {
  let sentAt: Date | null = null
  const markedReport = { ...report, description: withMarker(report.description, marker) }
  return writeOnce<FiledReport>(
    {
      send: () =>
        dispatch((time) => {
          sentAt = time
          return github.createReport(repo, markedReport)
        }),
      lookUp: async () =>
        github.lookUpReport({
          repo,
          viewer,
          summary: report.summary,
          marker: markerFor(marker),
          sent: sentAt ?? (await github.time()),
        }),
    },
    timing,
  )
}

/** The page where a person sees the reports that they have sent to a repository. @param url the address of the repository */
export function reportsPage(url: string): string {
  return `${url}/security/advisories`
}

/** `isChanged`: the draft has changed since it was reported. */
export type EarlierReport = { readonly report: FiledReport; readonly isChanged: boolean }

/**
 * Looks for the report that an earlier run sent, even if the draft has changed since. null: none was sent, or it did not arrive.
 * @throws GitHubFailure (`unconfirmed`) if GitHub cannot say.
 */
export async function findEarlierReport(
  app: App,
  github: ReportsApi,
  file: DraftFile,
  { server, policy }: { readonly server: string; readonly policy: string | undefined },
): Promise<EarlierReport | null> {
  const { draft, path } = file
  const { marker, sent } = draft
  if (sent === null) return null
  const { repo, viewer, content } = sent
  if (marker === null || repo === null || viewer === null)
    throw lostRecordFailure(path, marker === null ? 'marker' : 'sent')
  const spinner = await app.progress('An earlier run may have sent it; checking …')
  try {
    const about = { repo, viewer, summary: draft.title, marker: markerFor(marker) }
    const result = await github.lookUpReport({ ...about, sent: new Date(sent.at) })
    if (result.outcome === 'missing') return null
    if (result.outcome === 'found')
      return { report: result.value, isChanged: content !== contentHash(withoutHidden(draft)) }
    const { until, hidden } = result
    throw new GitHubFailure({ kind: 'unconfirmed', after: null, until, hidden })
  } catch (error) {
    throw describeUnconfirmed(app, toUnconfirmed(error), file, { policy, page: reportsPage(`${server}/${repo}`) })
  } finally {
    spinner.stop()
  }
}
