import type { App } from '../../../app.ts'
import { checkReport, type Finding } from '../../../checks/check.ts'
import { type RecordText, recordFindings } from '../../../checks/required.ts'
import { maskOf } from '../../../checks/secrets/mask.ts'
import { draftLines, parseDraft } from '../../../drafts/format.ts'
import { looksLikeDraft } from '../../../drafts/front-matter.ts'
import { PARTS, readRecord } from '../../../drafts/record.ts'
import { EXIT, type ExitCode, Failure, toErrorReport } from '../../../errors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { printErrorReport } from '../../../terminal/error.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { readSource } from '../../shared/read-source.ts'
import type { DecisionLintOptions } from './command.ts'

type LintedRecord = {
  readonly source: string
  readonly parts: readonly string[]
  readonly findings: readonly Finding[]
}

/** If there are several records, or with `--json`, prints the error about an unreadable one, and continues with the next. */
export async function run(
  app: App,
  names: readonly string[],
  { json, policy: policyPath }: DecisionLintOptions,
): Promise<ExitCode> {
  const policy = await loadPolicy(app, policyPath)
  const records: LintedRecord[] = []
  let unreadableCount = 0
  for (const name of names) {
    try {
      const text = await readText(app, name)
      const findings = recordFindings(text, policy, await maskOf(text.body))
      records.push({ source: name, parts: partsOf(text), findings })
    } catch (error) {
      if (!(error instanceof Failure) || (names.length === 1 && json !== true)) throw error
      unreadableCount++
      await printErrorReport(app.terminal.err, toErrorReport(error), json === true)
    }
  }
  const findings = records.flatMap((record) =>
    record.findings.map((finding) => ({ ...finding, source: record.source })),
  )
  const ok = unreadableCount === 0 && checkReport(findings).ok
  if (json === true) {
    const partsOfRecords = records.map(({ source, parts }) => ({ source, parts }))
    app.terminal.out.write(jsonDocument({ ok, findings, records: partsOfRecords }))
  } else await printRecords(app, records)
  return ok ? EXIT.done : EXIT.failed
}

async function printRecords({ terminal: { out } }: App, records: readonly LintedRecord[]): Promise<void> {
  const { recordFindingsView } = await import('../../../terminal/views/decision/lint.ts')
  const style = await out.style()
  for (const { source, findings } of records) out.write(recordFindingsView(source, findings, style, out.columns))
}

function partsOf({ body }: RecordText): readonly string[] {
  const { parts } = readRecord(body)
  return PARTS.filter((part) => parts.has(part))
}

async function readText(app: App, name: string): Promise<RecordText> {
  const { texts, post } = await readSource(app, name)
  const markdown = texts.map((text) => text.markdown).join('\n')
  if (post !== null || !looksLikeDraft(markdown)) return { body: markdown, line: 1 }
  const { kind, body } = parseDraft(markdown, name)
  if (kind === 'advisory') throw new Failure('validation', `${name} is a private report, not a decision record`)
  return { body, line: draftLines(markdown, name).body }
}
