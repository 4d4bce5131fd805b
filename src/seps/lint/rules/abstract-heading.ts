import type { Edit } from '../../edit.ts'
import type { Section } from '../../sep.ts'
import { bodyStart, GENERATOR } from '../../site.ts'
import type { Context } from '../context.ts'
import type { Rule } from '../rule.ts'

export const abstractHeading: Rule = {
  id: 'SEP027',
  name: 'abstract-heading',
  severity: 'error',
  source: GENERATOR,
  summary: 'the first section is exactly `## Abstract`, where the page begins',
  explanation: `The page has everything from the first "## Abstract" in the file. With "## 1. Abstract", "## Summary" or bold marks, that is not found,
and the page repeats the heading and the preamble. If the same words occur earlier, for example in code, the page begins there. --fix
writes the heading.`,
  check(context) {
    const section = context.sections.get('Abstract')
    if (section === undefined) return []
    const start = bodyStart(context.sep)
    if (start === null)
      return [
        {
          at: section.lines,
          message: 'write exactly "## Abstract"; without it, the page repeats the heading and the preamble',
          fix: [renameToAbstract(context, section)],
        },
      ]
    // The site also takes "### Abstract"; another rule reports the level.
    if (section.lines.from <= start && start < section.lines.to) return []
    const at = { from: start, to: start + 1 }
    return [
      { at, message: 'the page begins at this "## Abstract", because it is the first in the file; change one of them' },
    ]
  },
}

function renameToAbstract({ sep }: Context, { level, lines }: Section): Edit | null {
  const line = sep.text.slice(lines.from, lines.to).trimEnd()
  const indent = line.length - line.trimStart().length
  // The subsections of a heading with another level would also need another level.
  if (level !== 2 || !line.startsWith('#', indent)) return null
  return { range: { from: lines.from + indent, to: lines.from + line.length }, text: '## Abstract' }
}
