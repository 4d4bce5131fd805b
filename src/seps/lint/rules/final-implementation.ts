import { explainsAbsence, isAboutProtocol, linksCode, textOf } from '../context.ts'
import { guidelines, type Rule } from '../rule.ts'

const UNFINISHED =
  /\b(?:TODO|TBD|WIP|in progress|not (?:yet )?(?:complete|implemented|started)|to be (?:done|implemented|added|completed|linked)|coming soon|is planned|are planned|will be (?:implemented|added|provided|linked|completed))\b/i

export const finalImplementation: Rule = {
  id: 'SEP060',
  name: 'final-implementation',
  severity: 'error',
  source: guidelines('7-reference-implementation'),
  summary: '`--final`: the reference implementation is linked and complete',
  explanation: `A SEP can become Final once its reference implementation is complete. The section links it, and no longer mentions work that is still
to be done. Only checked with --final. Process and Informational SEPs need no implementation.`,
  check(context) {
    if (!context.facts.final || !isAboutProtocol(context)) return []
    const section = context.sections.get('Reference Implementation')
    if (section !== undefined && explainsAbsence(context, section)) return []
    if (section === undefined || !linksCode(context, section))
      return [{ at: section?.lines ?? null, message: 'Final requires a complete reference implementation; link it' }]
    const unfinished = UNFINISHED.exec(textOf(context.sep, section))
    if (unfinished === null) return []
    const from = section.content.from + unfinished.index
    const at = { from, to: from + unfinished[0].length }
    return [
      { at, message: `Final requires a complete reference implementation, but the section says "${unfinished[0]}"` },
    ]
  },
}
