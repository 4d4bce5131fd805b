import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import type { SepEntry } from '../../../seps/entry.ts'
import { transitionsFrom } from '../../../seps/life-cycle.ts'
import { parseMaintainers } from '../../../seps/maintainers.ts'
import { parseSep } from '../../../seps/parse.ts'
import type { Sep } from '../../../seps/sep.ts'
import { stageNamed } from '../../../seps/stage.ts'
import { stateOf } from '../../../seps/state.ts'
import { type Asked, whomToAsk } from '../../../seps/whom-to-ask.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { type Found, readCatalogue } from '../catalogue.ts'
import { entryJson } from '../entry-json.ts'
import { findSep } from '../find.ts'
import type { CatalogueOptions } from '../flags.ts'
import { missing } from '../missing.ts'

/** `mcp-comms sep show N`: where it stands, what comes next, and what it says. */
export async function run(app: App, named: string, options: CatalogueOptions): Promise<ExitCode> {
  const found = await readCatalogue(app, options)
  const entry = findSep(found, named)
  const sep = parseSep(textOf(entry), entry.file.path)
  const now = app.clock.now()
  const shown = {
    entry,
    sep,
    state: stateOf(entry, now),
    next: entry.stage === null ? [] : transitionsFrom(stageNamed(entry.stage)),
    missing: missing(sep, entry.stage, { today: now.toISOString().slice(0, 10), maintainers: maintainersIn(found) }),
    sponsors: entry.stage === 'awaiting-sponsor' ? sponsorsFor(found, entry) : [],
  }
  const { out } = app.terminal
  if (options.json === true) out.write(jsonDocument(showJson(shown)))
  else {
    const { sepView } = await import('../../../terminal/views/sep.ts')
    out.write(sepView(shown, await out.style(), out.columns))
  }
  return EXIT.done
}

function sponsorsFor({ maintainers, policy }: Found, { title }: SepEntry): readonly Asked[] {
  return maintainers === null ? [] : whomToAsk(parseMaintainers(maintainers), policy, title).suggested
}

/** A list without people is none. */
function maintainersIn({ maintainers }: Found) {
  const people = maintainers === null ? [] : parseMaintainers(maintainers)
  return people.length === 0 ? null : people
}

function textOf({ file: { path, text, url } }: SepEntry): string {
  if (text !== null) return text
  throw new Failure('file', `${path}: it is too long, or no text; look at it there: ${url ?? path}`)
}

type Shown = {
  readonly entry: SepEntry
  readonly sep: Sep
  readonly state: ReturnType<typeof stateOf>
  readonly next: ReturnType<typeof transitionsFrom>
  readonly missing: readonly string[]
  readonly sponsors: readonly Asked[]
}

function showJson({ entry, sep, state, next, missing: lacks, sponsors }: Shown) {
  return {
    ...entryJson(entry),
    state,
    next: next.map(({ to, decidedBy, setBy, when, source }) => ({ status: to, decidedBy, setBy, when, source })),
    missing: lacks,
    suggestedSponsors: sponsors.map(({ person: { login, name }, because }) => ({ login, name, because })),
    preamble: sep.fields.map(({ key, value }) => ({ key, value })),
    text: sep.text,
  }
}
