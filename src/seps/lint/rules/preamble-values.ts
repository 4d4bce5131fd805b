import { excerpt } from '../../../text/quote.ts'
import { hasSeveralLines, setOneLineField, setReference } from '../../edit.ts'
import { hasRemark, isProposal, SEP_TYPES, STATUSES, statusName } from '../../names.ts'
import { peopleIn } from '../../people.ts'
import { fieldOf, normalizeKey, rangeOfValue } from '../../preamble.ts'
import type { Field, Sep } from '../../sep.ts'
import { type Context, isNumbered } from '../context.ts'
import { guidelines, type Problem, PULL_REQUEST_PREFIX, type Rule, SINCE_SEP_FILES, TEMPLATE_URL } from '../rule.ts'
import { isTemplateValue, isWholeTemplateValue } from '../template-text.ts'

export const statusKnown: Rule = {
  id: 'SEP011',
  name: 'status-known',
  severity: 'error',
  source: guidelines('sep-statuses'),
  summary: 'Status is one of the eight statuses',
  explanation: `People and tools go by the status of a SEP. It is Draft, In-Review, Accepted, Rejected, Withdrawn, Final, Superseded or Dormant, and
nothing else. --fix writes a recognizable status the way the template does, unless a remark follows it.`,
  check({ sep, status }) {
    const field = fieldOf(sep, 'Status')
    if (field === null || isTemplateValue(field.value)) return []
    if (isProposal(field.value))
      return [
        {
          range: rangeOfValue(field),
          message: `"${excerpt(field.value)}" isn't a status; write "Draft" until a sponsor sets another`,
        },
      ]
    if (status === null)
      return [
        {
          range: rangeOfValue(field),
          message: `"${excerpt(field.value)}" isn't a status; use one of ${STATUSES.map(statusName).join(', ')}`,
        },
      ]
    const name = statusName(status)
    if (field.value === name) return []
    const message = `write the status as "${name}" and nothing else`
    const fix = [hasRemark(field.value) ? null : setOneLineField(sep, 'Status', name)]
    return [{ range: rangeOfValue(field), severity: 'warning', message, fix }]
  },
}

/** Statuses that a SEP can have without a sponsor. */
const WITHOUT_SPONSOR = ['draft', 'withdrawn', 'dormant']

export const statusSetter: Rule = {
  id: 'SEP013',
  name: 'status-setter',
  severity: 'error',
  source: guidelines('status-management'),
  since: SINCE_SEP_FILES,
  summary: 'only a sponsor changes the status: a new SEP is a Draft, and stays one without a sponsor',
  explanation: `Authors keep "Draft", find a sponsor, and ask the sponsor for every later change. A SEP beyond Draft therefore names its sponsor,
unless it is Withdrawn or Dormant. --fix sets a SEP without a number back to Draft.`,
  check: (context) => [...earlyStatusProblems(context), ...missingSponsorProblems(context)],
}

function earlyStatusProblems(context: Context): readonly Problem[] {
  const { sep, status } = context
  const field = fieldOf(sep, 'Status')
  if (field === null || status === null || status === 'draft' || isNumbered(context)) return []
  const message = `a SEP without a number is a Draft; its sponsor sets "${excerpt(field.value)}" later`
  const fix = [hasRemark(field.value) ? null : setOneLineField(sep, 'Status', 'Draft')]
  return [{ range: rangeOfValue(field), message, fix }]
}

function missingSponsorProblems({ sep, status, file }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'Sponsor')
  if (field === null || status === null || WITHOUT_SPONSOR.includes(status)) return []
  if (peopleIn(field.value).length > 0 || file?.number === null) return []
  return [
    {
      range: rangeOfValue(field),
      severity: 'warning',
      message: 'a SEP beyond Draft has a sponsor; name them',
    },
  ]
}

export const typeKnown: Rule = {
  id: 'SEP014',
  name: 'type-known',
  severity: 'error',
  source: guidelines('sep-types'),
  summary: 'Type is one of the four types',
  explanation: `The type determines what a SEP needs: a conformance scenario, an extension identifier, or neither. It is Standards Track,
Informational, Process or Extensions Track. --fix writes a recognizable type the way the guidelines do, unless a remark follows it.`,
  check({ sep, type }) {
    const field = fieldOf(sep, 'Type')
    if (field === null || isTemplateValue(field.value) || field.value === type) return []
    if (type === null)
      return [
        {
          range: rangeOfValue(field),
          message: `"${excerpt(field.value)}" isn't a type; use one of ${SEP_TYPES.join(', ')}`,
        },
      ]
    const message = `write the type as "${type}" and nothing else`
    const fix = [hasRemark(field.value) ? null : setOneLineField(sep, 'Type', type)]
    return [{ range: rangeOfValue(field), severity: 'warning', message, fix }]
  },
}

export const created: Rule = {
  id: 'SEP015',
  name: 'created',
  severity: 'error',
  source: guidelines('1-preamble'),
  summary: 'Created is a valid date (`YYYY-MM-DD`) that is not in the future',
  explanation: `SEPs are sorted by their creation date, and this program uses it to know which rules already existed. --fix writes an unambiguous date,
such as "1 November 2026", as YYYY-MM-DD.`,
  check({ sep, facts, created: date }) {
    const field = fieldOf(sep, 'Created')
    if (field === null || isTemplateValue(field.value)) return []
    const range = rangeOfValue(field)
    if (date !== field.value) {
      const message = `"${excerpt(field.value)}" isn't a valid date; write it as YYYY-MM-DD`
      return [{ range, message, fix: [date === null ? null : setOneLineField(sep, 'Created', date)] }]
    }
    // In some time zones it is already tomorrow.
    return date <= dayAfter(facts.today)
      ? []
      : [{ range, message: `${date} is in the future; write the day on which you started the SEP` }]
  },
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

export const preambleTemplate: Rule = {
  id: 'SEP018',
  name: 'preamble-template',
  severity: 'error',
  source: TEMPLATE_URL,
  summary: "no field of the preamble still has the template's text",
  explanation: `The template shows the possible values of a field: the statuses, the types, YYYY-MM-DD. Replace them with your own value; a new SEP has
the status Draft and the sponsor None. If you have written your own line beside the template's, --fix removes the template's.`,
  check: ({ sep }) =>
    sep.fields
      .filter(({ value }) => isTemplateValue(value))
      .map((field) => {
        const range = rangeOfValue(field)
        const ownField = ownFieldBeside(sep, field)
        if (ownField === undefined) return { range, message: `${field.key} still has the template's text; replace it` }
        return {
          range,
          message: `this is the template's line; remove it, because your own ${ownField.key} is on line ${ownField.line}`,
          fix:
            isWholeTemplateValue(field.value) && !hasSeveralLines(sep, field) ? [{ range: field.lines, text: '' }] : [],
        }
      }),
}

/** Another field with the same key and the author's own value. Both fields must be in the list. */
function ownFieldBeside({ fields }: Sep, field: Field): Field | undefined {
  const key = normalizeKey(field.key)
  return fields.find(
    (other) =>
      [field, other].every(({ place }) => place === 'list') &&
      normalizeKey(other.key) === key &&
      other.value !== '' &&
      !isTemplateValue(other.value),
  )
}

export const prLink: Rule = {
  id: 'SEP019',
  name: 'pr-link',
  severity: 'warning',
  source: TEMPLATE_URL,
  since: SINCE_SEP_FILES,
  summary: 'PR is the full URL of a pull request in the specification repository',
  explanation: `GitHub does not turn "#123" in a file into a link, and the repository's former name "specification" works only because GitHub redirects it.
A link with the full URL is fine, and so is any text while there is no number yet. --fix writes the URL.`,
  check(context) {
    const field = fieldOf(context.sep, 'PR')
    if (field === null || isTemplateValue(field.value) || hasFullUrl(field.value)) return []
    // Another rule reports placeholders.
    if (context.pullRequest?.form === 'placeholder') return []
    const number = context.pullRequest?.number ?? context.file?.number ?? context.sep.heading.number
    // Before the pull request is open, nobody knows its number.
    if (number === null) return []
    return [
      { range: rangeOfValue(field), message: `write PR as ${PULL_REQUEST_PREFIX}${number}`, fix: fullUrlFix(context) },
    ]
  },
}

/** Whether a value has the full URL of a pull request in the specification repository. */
function hasFullUrl(value: string): boolean {
  const index = value.indexOf(PULL_REQUEST_PREFIX)
  return index >= 0 && /^\d/.test(value.slice(index + PULL_REQUEST_PREFIX.length))
}

/** Changes nothing if the value has no number, or the URL of another repository. */
function fullUrlFix({ sep, pullRequest }: Context) {
  const { number = null, repo = null } = pullRequest ?? {}
  const isOurs = repo === null || /^modelcontextprotocol\/(?:specification|modelcontextprotocol)$/i.test(repo)
  return [number !== null && isOurs ? setReference(sep, 'PR', `${PULL_REQUEST_PREFIX}${number}`) : null]
}
