import { readRecord } from '../../drafts/record.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import { changesWith } from '../../policy/records.ts'
import { droppedLabels, droppedType } from '../../publish/labels.ts'
import { writeReceipt } from '../../publish/publish.ts'
import { jsonDocument, jsonLine } from '../../terminal/json.ts'
import { changesView } from '../../terminal/views/decision/changes.ts'
import { plain, quote } from '../../text/quote.ts'
import { shellOf } from '../../text/shell.ts'
import { nextStep } from './next-step.ts'
import type { Located, Opening, Outcome } from './open-draft.ts'

/** Prints the result, and writes the address of a post back into its draft. */
export async function reportOutcome(opening: Opening, outcome: Outcome): Promise<ExitCode> {
  const { out } = opening.context.app.terminal
  const json = opening.options.json === true
  switch (outcome.kind) {
    case 'posted':
      return reportPosted(opening, outcome)
    case 'web':
      out.write(json ? jsonLine(webJson(outcome)) : `${outcome.url}\n`)
      return EXIT.done
    case 'stopped':
      opening.context.app.terminal.err.write('Nothing was sent.\n')
      if (json) out.write(jsonLine({ draft: outcome.path, ok: false, findings: outcome.findings }))
      return EXIT.stopped
    case 'dry-run': {
      const { operation, query, variables } = outcome
      out.write(json ? jsonLine({ operation, query, variables }) : `${query}\n${jsonDocument(variables)}`)
      return EXIT.done
    }
    default:
      return outcome satisfies never
  }
}

async function reportPosted(
  { context: { app, policy }, options }: Opening,
  { located, post }: Extract<Outcome, { kind: 'posted' }>,
): Promise<ExitCode> {
  const { url, number, title, labels: applied, failedProjects } = post
  const { kind, destination } = located
  const { draft, path } = located.file
  const { err, out } = app.terminal
  const isRecord = draft.kind === 'decision'
  const changes = isRecord ? changesWith(policy, readRecord(draft.body).kind) : []
  const receiptError = await writeReceipt(app, path, post)
  const dropped = droppedLabels(draft.labels, applied)
  const json = {
    kind: isRecord ? 'decision' : kind,
    repo: destination.repo,
    number,
    url,
    title,
    labels: { applied, dropped },
    via: 'api',
    draft: path,
    ...(isRecord ? { post: kind, also: changes.map(({ text, url: page }) => ({ text, url: page })) } : {}),
    ...projectsJson(draft.projects, failedProjects),
    ...(kind === 'issue' ? typeJson(draft.type, post) : {}),
  }
  out.write(options.json === true ? jsonLine(json) : `${plain(url)}\n`)
  if (kind === 'issue' && draft.type !== null) {
    const missing = droppedType({ type: draft.type, repo: destination.repo }, post, await destination.issueTypes())
    if (missing !== null) err.write(`${missing[0]?.toUpperCase()}${missing.slice(1)}.\n`)
  }
  if (dropped.length > 0) err.write(droppedLine(located, dropped))
  for (const { project, why } of failedProjects)
    err.write(`Not added to the project "${quote(project)}": ${plain(why)}\n`)
  err.write(changesView(changes))
  const next = err.isTerminal ? nextStep(draft, policy, destination.repo, url, shellOf(app.env)) : null
  if (next !== null) err.write(plain(`${next}\n`))
  if (receiptError === null) return EXIT.done
  err.write(
    plain(
      `mcp-comms: posted, but the draft file could not be updated: ${receiptError.message}\nAdd "url: ${url}" to ${path}, so that it is not posted again.\n`,
    ),
  )
  return EXIT.failed
}

/** Empty unless the draft asks for projects. */
function projectsJson(projects: readonly string[], failed: readonly { readonly project: string }[]) {
  if (projects.length === 0) return {}
  const dropped = failed.map(({ project }) => project)
  return { projects: { applied: projects.filter((title) => !dropped.includes(title)), dropped } }
}

/** Empty unless the draft asks for a type. */
function typeJson(type: string | null, post: { readonly type?: string | null }) {
  if (type === null) return {}
  const applied = post.type ?? null
  return { type: { applied, dropped: applied === null ? type : null } }
}

function droppedLine({ destination: { repo, onGitHub } }: Located, dropped: readonly string[]): string {
  const quoteAll = (labels: readonly string[]) => labels.map((label) => `"${quote(label)}"`).join(', ')
  const existing = new Set(onGitHub?.target.labels.map(({ name }) => name.toLowerCase()))
  const [missing, forbidden] = [false, true].map((exists) =>
    dropped.filter((one) => existing.has(one.toLowerCase()) === exists),
  )
  return [
    missing?.length ? `${repo} has no label ${quoteAll(missing)}, so it was not set.\n` : '',
    forbidden?.length
      ? `GitHub dropped ${quoteAll(forbidden)}: only people with triage rights in ${repo} can set labels.\n`
      : '',
  ].join('')
}

function webJson({ located, url }: Extract<Outcome, { kind: 'web' }>) {
  const {
    kind,
    destination: { repo },
    file,
  } = located
  const labels = { applied: [], dropped: [] }
  const isRecord = file.draft.kind === 'decision'
  return {
    kind: isRecord ? 'decision' : kind,
    repo,
    number: null,
    url,
    title: file.draft.title,
    labels,
    via: 'web',
    draft: file.path,
  }
}
