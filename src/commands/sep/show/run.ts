import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure, orNull } from '../../../errors.ts'
import { SEP_LABEL } from '../../../github/seps.ts'
import type { SepEntry } from '../../../seps/catalogue.ts'
import { stageByName, transitionsFrom } from '../../../seps/life-cycle.ts'
import { missingFrom } from '../../../seps/lint/missing.ts'
import { parseMaintainers } from '../../../seps/maintainers.ts'
import { parseSep } from '../../../seps/parse.ts'
import type { Sep } from '../../../seps/sep.ts'
import { type SuggestedSponsor, suggestSponsors } from '../../../seps/suggest-sponsors.ts'
import { timeInStage } from '../../../seps/waiting.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { isSameName } from '../../../text/github-names.ts'
import { entryJson, type LoadedCatalogue } from '../shared/catalogue.ts'
import { findSep } from '../shared/find-sep.ts'
import type { CatalogueOptions } from '../shared/flags.ts'
import { type RenderedPage, readPages } from '../shared/rendered-pages.ts'

export async function run(app: App, text: string, options: CatalogueOptions): Promise<ExitCode> {
  const { catalogue, entry } = await findSep(app, options, text)
  const sep = parseSep(textOf(entry), entry.file.path ?? '')
  const now = app.clock.now()
  const details = {
    entry,
    missingLabel: lacksLabel(entry) ? SEP_LABEL : null,
    sep,
    state: timeInStage(entry, now),
    next: entry.stage === null ? [] : transitionsFrom(stageByName(entry.stage)),
    missing: missingFrom(sep, entry.stage, {
      today: now.toISOString().slice(0, 10),
      maintainers: maintainersOrNull(catalogue),
    }),
    sponsors: entry.stage === 'awaiting-sponsor' ? sponsorsFor(catalogue, entry) : [],
    pages: await pagesOf(app, catalogue, entry),
  }
  const { out } = app.terminal
  if (options.json === true) out.write(jsonDocument(detailsJson(details)))
  else {
    const { sepView } = await import('../../../terminal/views/sep/show.ts')
    out.write(sepView(details, await out.style(), out.columns))
  }
  return EXIT.done
}

/**
 * Returns the rendered pages that the open pull request has or lacks. null: no open pull request with the SEP's
 * number adds the SEP, the pull request needs no such pages, or it cannot be read.
 */
async function pagesOf(
  app: App,
  { source, policy }: LoadedCatalogue,
  entry: SepEntry,
): Promise<readonly RenderedPage[] | null> {
  const { number, file, where, pullRequest } = entry
  const { path } = file
  if (where !== 'pull request' || path === null || pullRequest === null || number !== pullRequest.number) return null
  return orNull(async () => readPages((await app.github()).github, policy, { repo: source, number, path }))
}

/** Lists of SEPs leave out a pull request without the label SEP. Its author often has no right to set that label. */
function lacksLabel({ where, pullRequest }: SepEntry): boolean {
  return where === 'pull request' && pullRequest?.labels.some((name) => isSameName(name, SEP_LABEL)) === false
}

function sponsorsFor({ maintainers, policy }: LoadedCatalogue, { title }: SepEntry): readonly SuggestedSponsor[] {
  return maintainers === null ? [] : suggestSponsors(parseMaintainers(maintainers), policy, title).suggested
}

/** Returns null for an empty list, as if there were no list. */
function maintainersOrNull({ maintainers }: LoadedCatalogue) {
  const people = maintainers === null ? [] : parseMaintainers(maintainers)
  return people.length === 0 ? null : people
}

function textOf({ file: { path, text, url } }: SepEntry): string {
  if (text !== null) return text
  throw new Failure('file', `${path ?? url} is too long, or not a text file`, { hint: `Read it at ${url ?? path}` })
}

type SepDetails = {
  readonly entry: SepEntry
  readonly sep: Sep
  readonly state: ReturnType<typeof timeInStage>
  readonly next: ReturnType<typeof transitionsFrom>
  readonly missing: readonly string[]
  readonly sponsors: readonly SuggestedSponsor[]
  readonly pages: readonly RenderedPage[] | null
}

function detailsJson({ entry, sep, state, next, missing, sponsors, pages }: SepDetails) {
  return {
    ...entryJson(entry),
    state,
    next: next.map(({ to, decidedBy, setBy, when, source }) => ({ status: to, decidedBy, setBy, when, source })),
    missing,
    suggestedSponsors: sponsors.map(({ person: { login, name }, because }) => ({ login, name, because })),
    pages,
    preamble: sep.fields.map(({ key, value }) => ({ key, value })),
    text: sep.text,
  }
}
