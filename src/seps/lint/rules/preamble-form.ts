import type { List, ListItem } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { rangeOf } from '../../../text/markdown-tree.ts'
import { type Edit, hasSeveralLines, setField } from '../../edit.ts'
import { fieldOf, isKnownKey, normalizeKey, rangeOfValue } from '../../preamble.ts'
import type { Field, Sep } from '../../sep.ts'
import { GENERATOR_URL, isReadBySite, SITE_FIELDS, siteFieldOf } from '../../site.ts'
import type { Context } from '../context.ts'
import { guidelines, PULL_REQUEST_PREFIX, type Rule, SINCE_SEP_FILES, TEMPLATE_URL } from '../rule.ts'
import { isTemplateValue } from '../template-text.ts'

export const preambleForm: Rule = {
  id: 'SEP007',
  name: 'preamble-form',
  severity: 'error',
  source: GENERATOR_URL,
  since: SINCE_SEP_FILES,
  summary: 'each field of the preamble is a line that the site reads: `- **Status**: Draft`',
  explanation: `The site finds a field by its line: a hyphen, the key of the template in bold, and a colon after the bold. It does not read
"- **Status:** Draft", "Status: Draft", a table or front matter, and it finds "Author(s)" under no other name. The page then shows "Unknown", and
"None" as the sponsor. --fix writes the lines of a list or a paragraph in that form.`,
  check(context) {
    const fields = unreadFields(context)
    const [first] = fields
    if (first === undefined) return []
    const names = fields.map(({ field }) => field.key).join(', ')
    const placeholders = fields.flatMap(({ shownInstead }) => (shownInstead === null ? [] : [`"${shownInstead}"`]))
    const shown = [...new Set(placeholders)].join(' or ')
    // Nothing wrong is shown: without the field Accepted, the site leaves out the date, and without PR, it shows the number in the file name.
    if (shown === '') return []
    const message = `the site cannot read ${names}, and shows ${shown} instead; write "- **${first.key}**: …" in the list under the heading`
    return [
      {
        range: first.field.lines,
        message,
        fix: fixesFor(
          context,
          fields.map(({ field }) => field),
        ),
      },
    ]
  },
}

/** The fields that the SEP has, but only in a form that the site cannot read. */
function unreadFields({ sep, file, pullRequest }: Context) {
  const fileNumber = file?.number ?? null
  const wrongNumber =
    fileNumber === null || pullRequest === null || pullRequest.number === fileNumber ? null : `#${fileNumber}`
  return SITE_FIELDS.flatMap(({ key, shownIfMissing }) => {
    const fields = sep.fields.filter((field) => normalizeKey(field.key) === normalizeKey(key))
    const [field] = fields
    if (field === undefined || fields.some((candidate) => isReadBySite(sep, candidate, key))) return []
    return [{ key, shownInstead: key === 'PR' ? wrongNumber : shownIfMissing, field }]
  })
}

/** All fields of a paragraph become list items, because a line that is left as it is would continue the item before it. */
function fixesFor({ sep }: Context, fields: readonly Field[]): readonly Edit[] {
  const inParagraph = fields.some(({ place }) => place === 'paragraph')
  const others = inParagraph ? sep.fields.filter((field) => field.place === 'paragraph' && !fields.includes(field)) : []
  const changed = [...fields, ...others]
  // If a value has several lines, we change nothing, because the site would read only the first.
  if (changed.some((field) => hasSeveralLines(sep, field))) return []
  const edits = changed.flatMap((field): readonly Edit[] => {
    if (field.place !== 'list' && field.place !== 'paragraph') return []
    const key = siteFieldOf(field)?.key ?? field.key
    const space = field.value === '' ? '' : ' '
    return [{ range: { from: field.lines.from, to: field.valueRange.from }, text: `- **${key}**:${space}` }]
  })
  return [...edits, ...bulletsBeside(sep, edits)]
}

/** Gives the other items of a list the same bullet as the changed ones, because another bullet begins another list. */
function bulletsBeside(sep: Sep, changes: readonly Edit[]): readonly Edit[] {
  const isChanged = (item: ListItem) => {
    const { from } = sep.positions.linesOf(rangeOf(item))
    return changes.some(({ range }) => range.from === from)
  }
  return sep.tree.children.flatMap((node) => {
    if (node.type !== 'list' || node.ordered === true || !node.children.some(isChanged)) return []
    return node.children
      .filter((item) => !isChanged(item))
      .map(rangeOf)
      .filter(({ from }) => sep.text[from] !== '-')
      .map(({ from }) => ({ range: { from, to: from + 1 }, text: '-' }))
  })
}

export const preambleTwice: Rule = {
  id: 'SEP008',
  name: 'preamble-twice',
  severity: 'warning',
  source: GENERATOR_URL,
  summary: 'there is no second preamble in a table',
  explanation: `The site reads only the list under the heading. A table that repeats the fields is not on the page, and sooner or later differs from
the list. Move any field that only the table has into the list, and remove the table.`,
  check({ sep }) {
    const knownFields = sep.fields.filter(({ key }) => isKnownKey(key))
    const rows = knownFields.filter(({ place }) => place === 'table')
    const [first] = rows
    const last = rows.at(-1)
    if (first === undefined || last === undefined || !knownFields.some(({ place }) => place === 'list')) return []
    const range = { from: first.lines.from, to: last.lines.to }
    return [{ range, message: 'this table is a second preamble, which the site ignores; keep only the list' }]
  },
}

export const fieldRepeated: Rule = {
  id: 'SEP009',
  name: 'field-repeated',
  severity: 'warning',
  source: TEMPLATE_URL,
  summary: 'each field occurs only once in the preamble',
  explanation: `If a field occurs twice, tools may read one and people the other. Keep the line in the list under the heading, and remove the other
line.`,
  check({ sep }) {
    const seen = new Map<string, Field>()
    const hasList = sep.fields.some(({ place }) => place === 'list')
    return sep.fields.flatMap((field) => {
      // Other rules report a second preamble in a table, and the template's text.
      if ((hasList && field.place === 'table') || isTemplateValue(field.value)) return []
      const key = normalizeKey(field.key)
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, field)
        return []
      }
      const differs = first.value === field.value ? '' : ', with a different value'
      return [{ range: field.lines, message: `${field.key} is already on line ${first.line}${differs}` }]
    })
  },
}

/** The required fields. Sponsor and PR have been required only since SEPs became files with pull requests. */
const REQUIRED_FIELDS: readonly { readonly key: string; readonly since?: string }[] = [
  { key: 'Status' },
  { key: 'Type' },
  { key: 'Created' },
  { key: 'Author(s)' },
  { key: 'Sponsor', since: SINCE_SEP_FILES },
  { key: 'PR', since: SINCE_SEP_FILES },
]

export const preambleField: Rule = {
  id: 'SEP010',
  name: 'preamble-field',
  severity: 'error',
  source: guidelines('1-preamble'),
  summary: 'the preamble has Status, Type, Created, Author(s), Sponsor and PR',
  explanation: `The list under the heading tells people and tools what kind of SEP this is, who is behind it and where it is discussed. Each field
is a line like "- **Type**: Process". Sponsor may be "None", and PR may end in {NUMBER} until the pull request is open. --fix adds
the PR line if the file name has the number.`,
  check(context) {
    const { sep } = context
    const list = misplacedPreamble(sep)
    if (list !== undefined)
      return [
        {
          range: rangeOf(list),
          message: 'this preamble is not under the heading of the SEP; move it there, before all other headings',
        },
      ]
    return REQUIRED_FIELDS.filter(({ key }) => fieldOf(sep, key) === null).map(({ key, since }) => ({
      range: null,
      message: `the preamble has no ${key}`,
      fix: key === 'PR' && !sep.heading.isMissing ? pullRequestLine(context) : [],
      ...(since === undefined ? {} : { since }),
    }))
  },
}

/** A list with fewer may describe the parts of a message, such as its type and its status. */
const MIN_PREAMBLE_FIELDS = 4

/** The preamble of a SEP that has it in a section, for example under "SEP details". */
function misplacedPreamble({ fields, tree }: Sep): List | undefined {
  if (fields.some(({ key }) => isKnownKey(key))) return undefined
  return tree.children
    .filter((node) => node.type === 'list')
    .find(({ children }) => children.filter(isFieldItem).length >= MIN_PREAMBLE_FIELDS)
}

function isFieldItem(item: ListItem): boolean {
  const [key = ''] = plainText(item).split(':', 1)
  return isKnownKey(key)
}

function pullRequestLine({ sep, file }: Context) {
  if (file === null || file.number === null) return []
  return [setField(sep, 'PR', `${PULL_REQUEST_PREFIX}${file.number}`)]
}

const MARKUP = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});|<\/?[a-z][a-z\d]{0,20}(?:[ \t][^<>@]{0,100})?\/?>/i

export const preambleMarkup: Rule = {
  id: 'SEP047',
  name: 'preamble-markup',
  severity: 'error',
  source: GENERATOR_URL,
  summary: 'no field that the site reads has HTML: no `&lt;`, no `<br>`',
  explanation: `The site copies the values of the preamble into a table of an MDX page, and links each @. A tag that is not closed breaks that page, and
"&lt;ada@example.org&gt;" becomes a link to the account @example. People who read the file see the code of the entity. Write plain text: the
handle is enough, without an email address.`,
  check: ({ sep }) =>
    sep.fields.flatMap((field) => {
      const [markup] = MARKUP.exec(field.value) ?? []
      if (markup === undefined || siteFieldOf(field) === null || isTemplateValue(field.value)) return []
      return [
        {
          range: rangeOfValue(field),
          message: `${field.key} has HTML (${markup.slice(0, 40)}); write it as plain text`,
        },
      ]
    }),
}
