import { basename } from 'node:path'
import type { Facts } from '../../seps/lint/facts.ts'
import { lint } from '../../seps/lint/lint.ts'
import type { Sep } from '../../seps/sep.ts'
import type { StageName } from '../../seps/stage.ts'

/** Where a SEP is at its end, nothing follows that it could lack something for. */
const GOING_ON: readonly (StageName | null)[] = [null, 'awaiting-sponsor', 'draft', 'in-review', 'dormant', 'accepted']

/** What a SEP lacks before it can move on, a line each: the errors of `sep lint`, and with them what Final asks for. */
export function missing(
  sep: Sep,
  stage: StageName | null,
  known: Pick<Facts, 'today' | 'maintainers'>,
): readonly string[] {
  if (!GOING_ON.includes(stage)) return []
  const unknown = { seps: null, present: null, changed: null }
  const facts = { ...known, ...unknown, fileName: basename(sep.file), final: stage === 'accepted' }
  const errors = lint(sep, facts).filter(({ severity }) => severity === 'error')
  const sponsor = stage === 'awaiting-sponsor' ? ['a sponsor; for whom to ask: mcp-comms sep sponsors'] : []
  return [
    ...new Set([
      ...sponsor,
      ...errors.map(({ message, line }) => (line === sep.heading.line ? message : `${message} (line ${line})`)),
    ]),
  ]
}
