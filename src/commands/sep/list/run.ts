import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { STAGE_NAMES, type StageName, stageName } from '../../../seps/life-cycle.ts'
import { isProposal, SEP_TYPES, type SepType, sepTypeIn, statusIn } from '../../../seps/names.ts'
import { filterSeps, type SepFilters, sortSeps } from '../../../seps/search.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { notesView } from '../../../terminal/terminal.ts'
import { applyLimit } from '../../shared/limit.ts'
import { entryJson, readCatalogue } from '../shared/catalogue.ts'
import type { SepListOptions } from './command.ts'

export async function run(app: App, options: SepListOptions): Promise<ExitCode> {
  const filters = filtersOf(options)
  const { source, entries, notes } = await readCatalogue(app, options)
  const { shown, notes: limitNotes } = applyLimit(sortSeps(filterSeps(entries, filters), options.sort), options.limit)
  const { out, err } = app.terminal
  if (options.json === true) {
    out.write(jsonDocument({ source, count: entries.length, seps: shown.map(entryJson), notes }))
    return EXIT.done
  }
  if (shown.length === 0) err.write(`No SEP in ${source} matches (${entries.length} searched).\n`)
  else {
    const { sepTable } = await import('../../../terminal/views/sep/list.ts')
    out.write(sepTable(shown, entries.length, await out.style(), out.columns))
  }
  err.write(notesView([...limitNotes, ...notes]))
  return EXIT.done
}

function filtersOf({ status, type, author, sponsor, group, text }: SepListOptions): SepFilters {
  return {
    ...(status.length === 0 ? {} : { stages: parseStages(status) }),
    ...(type === undefined ? {} : { type: parseType(type) }),
    ...(author === undefined ? {} : { author }),
    ...(sponsor === undefined ? {} : { sponsor }),
    ...(group === undefined ? {} : { group }),
    ...(text === undefined ? {} : { text }),
  }
}

/** Parses the values of `--status`, such as `draft,in-review`. A comma may also follow the last name. */
function parseStages(lists: readonly string[]): readonly StageName[] {
  const names = lists.flatMap((names) => names.split(',')).filter((name) => name.trim() !== '')
  if (names.length === 0)
    throw new UsageError('--status names no status', { hint: `use one of ${STAGE_NAMES.join(', ')}` })
  return names.map(parseStage)
}

function parseStage(text: string): StageName {
  const name = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  const proposalStage = isProposal(text) ? stageName(null) : undefined
  const stage = proposalStage ?? statusIn(text) ?? STAGE_NAMES.find((known) => known === name)
  if (stage === undefined)
    throw new UsageError(`--status: unknown status "${text}"`, { hint: `use one of ${STAGE_NAMES.join(', ')}` })
  return stage
}

function parseType(text: string): SepType {
  const type = sepTypeIn(text)
  if (type === null)
    throw new UsageError(`--type: unknown type "${text}"`, { hint: `use one of ${SEP_TYPES.join(', ')}` })
  return type
}
