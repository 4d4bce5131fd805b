import type { Finding } from '../../../checks/finding.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { droppedLabels } from '../../../publish/resolve.ts'
import { jsonDocument, jsonLine } from '../../../terminal/json.ts'
import { plain, quote } from '../../../text/quote.ts'
import type { Bound, Opening } from './bound.ts'
import type { DryRun } from './dry-run.ts'
import { keepReceipt } from './receipt.ts'

/** How it ended for one draft. */
export type Outcome =
  | {
      readonly kind: 'posted'
      readonly bound: Bound
      readonly number: number
      readonly url: string
      readonly title: string
      readonly applied: readonly string[]
      /** Projects that it could not be added to. */
      readonly outside: readonly { readonly project: string; readonly why: string }[]
    }
  | { readonly kind: 'web'; readonly bound: Bound; readonly url: string }
  | { readonly kind: 'stopped'; readonly bound: Bound; readonly findings: readonly Finding[] }
  | ({ readonly kind: 'dry-run'; readonly bound: Bound } & DryRun)

/** Prints the result, and writes what has been posted back into the draft. */
export async function show(opening: Opening, outcome: Outcome): Promise<ExitCode> {
  const { out } = opening.app.terminal
  const json = opening.options.json === true
  switch (outcome.kind) {
    case 'posted':
      return showPosted(opening, outcome)
    case 'web':
      out.write(json ? jsonLine(webJson(outcome)) : `${outcome.url}\n`)
      return EXIT.done
    case 'stopped':
      opening.app.terminal.err.write('Nothing was sent.\n')
      if (json) out.write(jsonLine({ draft: outcome.bound.file.path, ok: false, findings: outcome.findings }))
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

async function showPosted(opening: Opening, posted: Extract<Outcome, { kind: 'posted' }>): Promise<ExitCode> {
  const { app, options } = opening
  const { bound, kind: _, url, number, title, applied, outside } = posted
  const { draft, path } = bound.file
  const unmarked = await keepReceipt(opening, bound, url, number)
  const dropped = droppedLabels(draft.labels, applied)
  const labels = { applied, dropped }
  const json = {
    kind: bound.kind,
    repo: bound.repo,
    number,
    url,
    title,
    labels,
    via: 'api',
    draft: path,
    ...projectsJson(draft.projects, outside),
  }
  app.terminal.out.write(options.json === true ? jsonLine(json) : `${plain(url)}\n`)
  if (dropped.length > 0) app.terminal.err.write(droppedLine(bound, dropped))
  for (const { project, why } of outside)
    app.terminal.err.write(`It is not in the project "${quote(project)}": ${plain(why)}\n`)
  if (unmarked === null) return EXIT.done
  app.terminal.err.write(
    plain(
      `mcp-comms: it is posted, but the draft does not say so: ${unmarked.message}\nWrite "url: ${url}" into ${path}, so that it is not posted again.\n`,
    ),
  )
  return EXIT.failed
}

/** Only of those who asked for projects. */
function projectsJson(projects: readonly string[], outside: readonly { readonly project: string }[]) {
  if (projects.length === 0) return {}
  const dropped = outside.map(({ project }) => project)
  return { projects: { applied: projects.filter((title) => !dropped.includes(title)), dropped } }
}

function droppedLine({ repo, place }: Bound, dropped: readonly string[]): string {
  const named = (labels: readonly string[]) => labels.map((label) => `"${quote(label)}"`).join(', ')
  const known = new Set(place?.target.labels.map(({ name }) => name.toLowerCase()))
  const [missing, refused] = [false, true].map((isKnown) =>
    dropped.filter((one) => known.has(one.toLowerCase()) === isKnown),
  )
  return [
    missing?.length ? `${repo} has no label ${named(missing)}, so it was not set.\n` : '',
    refused?.length ? `GitHub dropped ${named(refused)}: only people with triage rights in ${repo} set labels.\n` : '',
  ].join('')
}

function webJson({ bound, url }: Extract<Outcome, { kind: 'web' }>) {
  const { kind, repo, file } = bound
  const labels = { applied: [], dropped: [] }
  return { kind, repo, number: null, url, title: file.draft.title, labels, via: 'web', draft: file.path }
}
