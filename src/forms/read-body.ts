import { normalizeLineEnds, trimText } from '../text/lines.ts'
import { unfenceBlock } from '../text/markdown-lines.ts'
import { splitChoices } from './choices.ts'
import { type AnswerField, answerFields, type Form } from './form.ts'
import { headingOf, uncoverHeadings } from './headings.ts'
import { sectionsOf } from './sections.ts'
import { NO_RESPONSE, tidy, type Value, type Values } from './values.ts'

/** What a rendered body answers. A field that the body does not hold is not in the result. */
export function readBody(form: Form, body: string): Values {
  const text = normalizeLineEnds(body)
  const fields = answerFields(form)
  if (form.kind === 'markdown') return { body: trimText(text) }
  const headings = fields.map(headingOf)
  return Object.fromEntries(
    sectionsOf(text, headings).flatMap((section): [string, Value][] => {
      const field = fields[section.field]
      return field === undefined ? [] : [[field.id, tidy(field, read(field, uncoverHeadings(section.text, headings)))]]
    }),
  )
}

function read(field: AnswerField, section: string): Value {
  const text = trimText(section)
  if (text.trim() === NO_RESPONSE) return ''
  switch (field.type) {
    case 'input':
    case 'upload':
      return text
    case 'textarea':
      return field.render === null ? text : (unfenceBlock(text) ?? text)
    case 'dropdown':
      return readChoices(text.trim(), field.options, field.multiple)
    case 'checkboxes':
      return checkedIn(text)
  }
}

/** Bodies of some years ago say None for no choice, which cannot be an option. */
function readChoices(text: string, options: readonly string[], multiple: boolean): Value {
  if (text === 'None' && !options.includes(text)) return ''
  return multiple ? (splitChoices(text, options) ?? text) : text
}

/** A label may go on over several lines. */
function checkedIn(text: string): readonly string[] {
  return text
    .split(/(?<![^\n])(?=[-*] \[[ xX]\] )/)
    .filter((item) => /^[-*] \[[xX]\] /.test(item))
    .map((item) => item.slice('- [x] '.length).trim())
}
