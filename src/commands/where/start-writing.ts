import type { App } from '../../app.ts'
import type { ExitCode } from '../../errors.ts'
import type { TopicType } from '../../policy/answers.ts'
import type { DraftTarget } from '../../policy/recommend.ts'
import { titleOrText } from '../../text/title-words.ts'

/** Runs `sep new`. The command tree passes it in, because a command must not import another command. */
export type StartSep = (options: {
  readonly repo: string
  readonly policy?: string
  readonly suggestion: { readonly type: 'Standards Track' | 'Process'; readonly text: string }
}) => Promise<ExitCode>

export async function startWriting(
  app: App,
  { kind, repo, template }: DraftTarget,
  { text, type }: { readonly text: string; readonly type: TopicType },
  policy: string | undefined,
  startSep: StartSep,
): Promise<ExitCode> {
  const policyOption = policy === undefined ? {} : { policy }
  if (kind === 'sep') {
    const sepType = type === 'process-change' ? 'Process' : 'Standards Track'
    return startSep({ repo, ...policyOption, suggestion: { type: sepType, text } })
  }
  if (kind === 'advisory') {
    const { reportPrivately } = await import('../shared/private-report.ts')
    // `where` has already asked about intended behavior.
    return reportPrivately(
      app,
      { repo, field: [], input: true, ...policyOption },
      { writtenText: { ...titleOrText(text), repo }, skipIntendedQuestion: true },
    )
  }
  const options = {
    repo,
    suggestion: { template, text },
    label: [],
    assignee: [],
    project: [],
    allow: [],
    field: [],
    without: [],
    input: true,
    open: true as const,
    ...policyOption,
  }
  if (kind === 'decision') return (await import('../shared/new-record.ts')).newRecord(app, options)
  return (await import('../shared/new-draft.ts')).newDraft(app, { ...options, kind })
}
