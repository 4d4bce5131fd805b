import type { Edit } from '../../edit.ts'
import { isKnownKey, normalKey } from '../../preamble.ts'
import type { Field } from '../../sep.ts'
import { GENERATOR, isReadBySite, SITE_FIELDS, siteFieldOf } from '../../site.ts'
import type { Context } from '../context.ts'
import { type Rule, SINCE_SEP_FILES } from '../rule.ts'

export const preambleForm: Rule = {
  id: 'SEP007',
  name: 'preamble-form',
  severity: 'error',
  source: GENERATOR,
  since: SINCE_SEP_FILES,
  summary: 'each field of the preamble is a line that the site reads: `- **Status**: Draft`',
  explanation: `The site finds a field by its line: a hyphen, the key of the template in bold, and a colon after the bold. It reads neither
"- **Status:** Draft" nor "Status: Draft", no table and no front matter, and "Author(s)" under no other name. The page then shows "Unknown", and
"None" as the sponsor. --fix writes the lines of a list or a paragraph in that form.`,
  check(context) {
    const unread = unreadFields(context)
    const [first] = unread
    if (first === undefined) return []
    const names = unread.map(({ field }) => field.key).join(', ')
    const shown = [...new Set(unread.flatMap(({ without }) => (without === null ? [] : [`"${without}"`])))].join(' or ')
    // It also takes the number of the pull request from the file name, which is usually right.
    if (shown === '') return []
    const message = `the site cannot read ${names}, and shows ${shown} instead; write "- **${first.key}**: …" in the list under the heading`
    return [
      {
        at: first.field.lines,
        message,
        fix: fixesFor(
          context,
          unread.map(({ field }) => field),
        ),
      },
    ]
  },
}

/** The fields that the SEP has, but only in another form. */
function unreadFields({ sep, file, pullRequest }: Context) {
  const inFile = file?.number ?? null
  const wrongNumber = inFile === null || pullRequest === null || pullRequest.number === inFile ? null : `#${inFile}`
  return SITE_FIELDS.flatMap(({ key, without }) => {
    const fields = sep.fields.filter((field) => normalKey(field.key) === normalKey(key))
    const [field] = fields
    if (field === undefined || fields.some((one) => isReadBySite(sep, one, key))) return []
    return [{ key, without: key === 'PR' ? wrongNumber : without, field }]
  })
}

/** Fields in a paragraph become a list together, because a line that is not an item would continue the item before it. */
function fixesFor({ sep }: Context, unread: readonly Field[]): readonly Edit[] {
  const inParagraph = unread.some(({ place }) => place === 'paragraph')
  const others = inParagraph ? sep.fields.filter(({ place, key }) => place === 'paragraph' && !isKnownKey(key)) : []
  return [...unread, ...others].flatMap((field) => {
    if (field.place !== 'list' && field.place !== 'paragraph') return []
    const key = siteFieldOf(field)?.key ?? field.key
    const space = field.value === '' ? '' : ' '
    return [{ range: { from: field.lines.from, to: field.valueRange.from }, text: `- **${key}**:${space}` }]
  })
}
