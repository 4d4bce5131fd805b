import type { Finding } from '../checks/check.ts'
import { withoutHidden } from '../checks/hidden-characters.ts'
import type { Draft } from '../drafts/draft.ts'
import { answerProblem, MAX_SUMMARY_LENGTH, reportDetails } from '../drafts/private-report.ts'
import { asText } from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import type { NewReport } from '../github/private-reports.ts'
import { repositoryNamed } from '../policy/repositories.ts'
import type { DraftFile } from '../storage/draft-file.ts'
import { MAX_UNMARKED_BODY_LENGTH } from '../text/added-lines.ts'
import { countCharacters } from '../text/github-names.ts'
import { trimText } from '../text/lines.ts'
import type { Context } from './context.ts'
import { type Destination, withSecretOverride } from './destination.ts'
import { findingsOn } from './findings.ts'

export type ReadyReport = {
  readonly kind: 'ready'
  readonly draft: Draft
  readonly destination: Destination
  readonly report: NewReport
  readonly warnings: readonly Finding[]
}

/** A report that GitHub would refuse. The problems do not quote its text. */
export type StoppedReport = { readonly kind: 'stopped'; readonly problems: readonly string[] }

/** Decides whether a private report may be sent. No check stops it, because only the maintainers can read it. */
export async function preflightReport(
  context: Context,
  { draft: original, lines }: Pick<DraftFile, 'draft' | 'lines'>,
  destination: Destination,
  template: Template,
): Promise<ReadyReport | StoppedReport> {
  const draft = withoutHidden(original)
  const problems = reportProblems(draft, template)
  if (problems.length > 0) return { kind: 'stopped', problems }
  const warnings = await findingsOn(context, { draft, lines, kind: null, destination, template: null })
  return {
    kind: 'ready',
    draft,
    report: toReport(draft),
    warnings,
    destination: withSecretOverride(destination, warnings),
  }
}

function reportProblems(draft: Draft, { form }: Template): readonly string[] {
  const answerProblems = Object.entries(draft.fields).flatMap(([id, value]) => {
    const problem = answerProblem(id, asText(value), form)
    return problem === null ? [] : [`${id}: ${problem}`]
  })
  return [
    ...(draft.title.trim() === '' ? ['it has no summary: write one into the draft, as its title'] : []),
    ...(draft.body.trim() === '' ? ['it has no text: describe the vulnerability in the draft'] : []),
    ...reportLengthProblems(draft).map(({ message }) => message),
    ...answerProblems,
  ]
}

type LengthProblem = { readonly code: 'long-title' | 'long-body'; readonly message: string }

/** Whether the summary or the text of a report is longer than GitHub accepts. */
export function reportLengthProblems({ title, body }: Pick<Draft, 'title' | 'body'>): readonly LengthProblem[] {
  const textLength = trimText(body).length
  const titleLength = countCharacters(title.trim())
  const problems: LengthProblem[] = []
  if (titleLength > MAX_SUMMARY_LENGTH)
    problems.push({
      code: 'long-title',
      message: `its summary has ${titleLength} characters; GitHub accepts at most ${MAX_SUMMARY_LENGTH}`,
    })
  if (textLength > MAX_REPORT_LENGTH)
    problems.push({
      code: 'long-body',
      message: `its text has ${textLength} characters; GitHub accepts at most ${MAX_REPORT_LENGTH}, not counting our hidden marker`,
    })
  return problems
}

/** GitHub accepts one character fewer than in an issue. */
const MAX_REPORT_LENGTH = MAX_UNMARKED_BODY_LENGTH - 1

function toReport(draft: Draft): NewReport {
  const { ecosystem, package: name, versions, severity, cvss, cweIds } = reportDetails(draft)
  const namesPackage = [ecosystem, name, versions].some((answer) => answer !== null)
  const affected = { package: { ecosystem: ecosystem ?? 'other', name }, vulnerable_version_range: versions }
  return {
    summary: draft.title.trim(),
    description: trimText(draft.body),
    ...(namesPackage ? { vulnerabilities: [affected] } : {}),
    ...(cweIds.length === 0 ? {} : { cwe_ids: cweIds }),
    // GitHub accepts either a severity or a CVSS vector, from which it computes the severity.
    ...(cvss === null ? {} : { cvss_vector_string: cvss }),
    ...(cvss !== null || severity === null ? {} : { severity }),
  }
}

export type Reporting = 'open' | 'closed' | 'unknown'

/**
 * Whether a repository accepts private reports, according to GitHub, or according to the policy if GitHub does not say. An
 * archived repository accepts none.
 */
export async function reportingOf({ policy }: Context, destination: Destination): Promise<Reporting> {
  if (destination.onGitHub?.target.isArchived === true) return 'closed'
  const acceptsReports =
    (await destination.acceptsReports()) ?? repositoryNamed(policy, destination.repo)?.security.accepted ?? null
  if (acceptsReports === null) return 'unknown'
  return acceptsReports ? 'open' : 'closed'
}
