import { checkReport, type Finding } from '../../../checks/finding.ts'
import { emptyDraft } from '../../../drafts/draft.ts'
import { Failure } from '../../../errors.ts'
import { GitHubFailure } from '../../../github/failure.ts'
import { askDisclosure } from '../../../preflight/ask-author.ts'
import type { Context } from '../../../preflight/context.ts'
import type { Destination, OnGitHub } from '../../../preflight/destination.ts'
import { findingsOn } from '../../../preflight/findings.ts'
import { sepLinter } from '../../../preflight/sep-lint.ts'
import { abstractOf, discloseAi, type SepDraft, saysNoAi } from '../../../seps/draft.ts'
import { parseSeverities } from '../../../seps/lint/lint.ts'
import { sepTypeIn } from '../../../seps/names.ts'
import { fieldOf } from '../../../seps/preamble.ts'
import { replaceUnchanged } from '../../../storage/draft-file.ts'
import { lintView } from '../../../terminal/views/sep/lint.ts'
import { showFindings } from '../../../terminal/views/shared/findings.ts'
import type { SepOpenOptions } from './command.ts'

export type Gate = Context & {
  readonly context: Context
  readonly options: SepOpenOptions
  readonly repo: string
  readonly destination: Destination
  /** null: GitHub is not asked. */
  readonly place: OnGitHub | null
}

/** The draft as it may be opened, or what stops it: errors of the rules, and what may not be public. */
export type Passed = { readonly ok: boolean; readonly draft: SepDraft; readonly findings: readonly Finding[] }

export async function passGate(gate: Gate, read: SepDraft): Promise<Passed> {
  const { app, options, prompter } = gate
  let draft = options.aiDisclosure === undefined ? read : await disclosed(gate, read, options.aiDisclosure)
  let findings = await check(gate, draft)
  if (prompter !== null && findings.some(({ check, severity }) => check === 'ai-disclosure' && severity === 'block')) {
    draft = await disclosed(gate, draft, await askDisclosure(prompter))
    findings = await check(gate, draft)
  }
  const isClean = await passLint(gate, draft)
  await showFindings(app.terminal.err, draft.path, findings)
  return { ok: isClean && checkReport(findings).ok, draft, findings }
}

/** With what readers are told of AI; in its file too, so that an answer is not lost. A dry run writes nothing. */
async function disclosed({ app, options }: Gate, draft: SepDraft, aiUse: string): Promise<SepDraft> {
  const next = discloseAi(draft, aiUse)
  if (options.dryRun !== true) await replaceUnchanged(app, draft, next.text)
  return next
}

/** The very text that will be sent, not what the file says by now. */
async function passLint({ app, options }: Gate, { path, sep }: SepDraft): Promise<boolean> {
  const lintFile = await sepLinter(app, { severities: parseSeverities(options.rule) })
  const result = await lintFile(path, sep)
  const { err } = app.terminal
  if (result.findings.length > 0) err.write(lintView([result], await err.style(), err.columns))
  return result.findings.every(({ severity }) => severity !== 'error')
}

/** What a SEP says of security is its work, not a report; so the classifier reads its title and abstract. */
function check({ context, destination, repo }: Gate, draft: SepDraft): Promise<readonly Finding[]> {
  const { sep, text } = draft
  const { title, line } = sep.heading
  const type = sepTypeIn(fieldOf(sep, 'Type')?.value ?? '') === 'Process' ? 'process-change' : 'protocol-change'
  return findingsOn(context, {
    draft: { ...emptyDraft('sep'), repo, title, body: text, aiDisclosure: saysNoAi(text) ? 'none' : null },
    lines: { title: line, body: 1 },
    kind: null,
    destination,
    template: null,
    subject: { known: { type, actionability: 'actionable' }, text: `${title}\n${abstractOf(draft)}` },
  })
}

/** @throws Failure (authentication) where there is no token, or where the repository takes nothing any more. */
export function placeIn({ place, repo }: Pick<Gate, 'place' | 'repo'>): OnGitHub {
  if (place === null) throw new GitHubFailure({ kind: 'missing-token' })
  if (place.target.isArchived)
    throw new Failure('permission', `${repo} is archived and takes no pull requests: find where it moved to`)
  return place
}
