import { isAboutProtocol } from '../context.ts'
import { leadsToCode, saysNoneIsNeeded, textOf } from '../evidence.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

const UNFINISHED =
  /\b(?:TODO|TBD|WIP|in progress|not (?:yet )?(?:complete|implemented|started)|to be (?:done|implemented|added|completed|linked)|coming soon|is planned|are planned|will be (?:implemented|added|provided|linked|completed))\b/i

export const finalImplementation: Rule = {
  id: 'SEP060',
  name: 'final-implementation',
  severity: 'error',
  source: guidelines('7-reference-implementation'),
  summary: '`--final`: the reference implementation is there, linked, and complete',
  explanation: `A SEP becomes Final when its reference implementation is complete. The section then links it, and says nothing any more of what is
still to come. Only looked at with --final; Process and Informational SEPs need none.`,
  check(context) {
    if (!context.facts.final || !isAboutProtocol(context)) return []
    const section = context.sections.get('Reference Implementation')
    if (section !== undefined && saysNoneIsNeeded(context, section)) return []
    if (section === undefined || !leadsToCode(context, section))
      return [{ at: section?.lines ?? null, message: 'Final needs a complete reference implementation; link it' }]
    const unfinished = UNFINISHED.exec(textOf(context.sep, section))
    if (unfinished === null) return []
    const from = section.content.from + unfinished.index
    const at = { from, to: from + unfinished[0].length }
    return [{ at, message: `Final needs a complete reference implementation, but here it says "${unfinished[0]}"` }]
  },
}
