import { baseName } from '../../text/file-names.ts'
import { countOf } from '../../text/quote.ts'
import type { StageName } from '../life-cycle.ts'
import type { Sep } from '../sep.ts'
import type { Facts } from './facts.ts'
import { lint } from './lint.ts'

/** The stages on the way to Final. null: the stage is unknown. */
const UNFINISHED_STAGES: readonly (StageName | null)[] = [
  null,
  'awaiting-sponsor',
  'draft',
  'in-review',
  'dormant',
  'accepted',
]

/** Lists what a SEP still needs before its next stage, one line each: a sponsor, if it awaits one, and what the linter reports as errors. */
export function missingFrom(
  sep: Sep,
  stage: StageName | null,
  knownFacts: Pick<Facts, 'today' | 'maintainers'>,
): readonly string[] {
  if (!UNFINISHED_STAGES.includes(stage)) return []
  const unknownFacts = { sepNumbers: null, existingPaths: null, newSeps: null, findMdxFaults: null, changedLines: null }
  const facts = { ...knownFacts, ...unknownFacts, fileName: baseName(sep.file), checksFinal: stage === 'accepted' }
  const errors = lint(sep, facts).filter(({ severity }) => severity === 'error')
  const sponsor = stage === 'awaiting-sponsor' ? ['a sponsor; to find one: mcp-comms sep sponsors'] : []
  return [
    ...new Set([
      ...sponsor,
      ...errors.flatMap(({ message, line, more = 0 }) => [
        line === sep.heading.line ? message : `${message} (line ${line})`,
        ...(more === 0 ? [] : [`${countOf(more, 'more problem')} of this kind`]),
      ]),
    ]),
  ]
}
