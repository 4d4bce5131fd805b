import type { AnswerField } from '../forms/form.ts'
import { oneLine } from '../text/lines.ts'
import { headingIn, readMarkdownLines, removeFences } from '../text/markdown-lines.ts'

/** What stands under a field's heading in the body. `line` counts from 0. */
export type Section = { readonly line: number; readonly text: string }

/** The body is what is published, so the answers are read from it. GitHub writes each field as `### Label`. */
export function sectionsOf(body: string, form: readonly AnswerField[]): ReadonlyMap<string, Section> {
  if (form.length === 0) return new Map()
  const text = body.split('\n')
  const starts = readMarkdownLines(body).flatMap((line, at) => {
    const heading = headingIn(line)
    const field = heading?.level === 3 ? form.find(({ label }) => isSame(label, heading.text)) : undefined
    return field === undefined ? [] : [{ id: field.id, line: at }]
  })
  return new Map(
    starts.map(({ id, line }, at) => [id, { line, text: text.slice(line + 1, starts[at + 1]?.line).join('\n') }]),
  )
}

const NO_RESPONSE = '_No response_'

/** What was answered, without the fence around it. Empty: nothing. */
export function answerIn(section: Section | undefined): string {
  const text = removeFences(section?.text ?? '').trim()
  return text === NO_RESPONSE ? '' : text
}

function isSame(label: string, heading: string): boolean {
  return oneLine(label) === oneLine(heading)
}
