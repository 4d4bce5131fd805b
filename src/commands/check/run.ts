import type { App } from '../../app.ts'
import { checkReport, type Finding } from '../../checks/finding.ts'
import { type Reader, reader } from '../../classifier/answered.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { PostKind } from '../../github/github.ts'
import type { Policy } from '../../policy/schema.ts'
import { type Place, placesOf } from '../../preflight/places.ts'
import { prepareReview } from '../../preflight/prepare.ts'
import { review } from '../../preflight/review.ts'
import { showFindings } from '../../preflight/show.ts'
import { targetRepo } from '../../preflight/target-repo.ts'
import { findTemplate, requiredForms } from '../../preflight/templates.ts'
import { type DraftFile, readDraftFile } from '../../storage/draft-file.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { notesView } from '../../terminal/views/shared/notes.ts'
import { plain } from '../../text/quote.ts'
import type { CheckOptions } from './command.ts'

type Checking = {
  readonly app: App
  readonly policy: Policy
  readonly read: Reader
  readonly placeOf: (repo: string) => Promise<Place | null>
}

/** `mcp-comms check DRAFT…`: would the drafts be accepted? It posts and changes nothing. */
export async function run(
  app: App,
  drafts: readonly string[],
  { offline, json, policy: named }: CheckOptions,
): Promise<ExitCode> {
  const policy = await loadPolicy(app, named)
  const placeOf = offline === true ? async () => null : placesOf(app)
  const checking = { app, policy, read: reader(policy, app.model()), placeOf }
  const findings: (Finding & { readonly draft: string })[] = []
  for (const path of drafts) {
    const file = await readDraftFile(app, path)
    const ofDraft = await findingsOf(checking, file)
    if (json !== true) await showFindings(app.terminal.out, file, ofDraft)
    findings.push(...ofDraft.map((finding) => ({ ...finding, draft: path })))
  }
  const { ok } = checkReport(findings)
  const { out } = app.terminal
  if (json === true) out.write(jsonDocument({ ok, findings }))
  else if (findings.length === 0)
    out.write(plain(`No problems found in ${drafts.length === 1 ? drafts[0] : `${drafts.length} drafts`}\n`))
  return ok ? EXIT.done : EXIT.stopped
}

async function findingsOf({ app, policy, read, placeOf }: Checking, file: DraftFile): Promise<readonly Finding[]> {
  const repo = targetRepo(app, policy, file.draft.repo ?? undefined)
  const draft = { ...file.draft, repo }
  const kind = postKindOf(draft.kind)
  const place = await placeOf(repo)
  if (place === null) app.terminal.err.write(notesView(['GitHub was not asked, so duplicates were not checked']))
  const template = kind === null ? null : await findTemplate(app, draft.template, { kind, repo, place })
  const ownForms = kind === null || template !== null ? null : await requiredForms(app, { kind, repo, place })
  const reviewing = await prepareReview({ app, policy, read, place, template, ownForms }, draft)
  return (await review(reviewing, { ...file, draft })).findings
}

function postKindOf(kind: DraftFile['draft']['kind']): PostKind | null {
  return kind === 'issue' || kind === 'discussion' ? kind : null
}
