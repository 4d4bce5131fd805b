import type { AnswerField } from '../forms/form.ts'
import { headingOf, linesOf } from '../text/markdown-lines.ts'

/** What stands under a field's heading in the body. `line` counts from 0. */
export type Section = { readonly line: number; readonly text: string }

/** The body is what is published, so the answers are read from it. GitHub writes each field as `### Label`. */
export function sectionsOf(body: string, form: readonly AnswerField[]): ReadonlyMap<string, Section> {
  if (form.length === 0) return new Map()
  const text = body.split('\n')
  const starts = linesOf(body).flatMap((line, at) => {
    const heading = headingOf(line)
    const field = heading?.level === 3 ? form.find(({ label }) => isSame(label, heading.text)) : undefined
    return field === undefined ? [] : [{ id: field.id, line: at }]
  })
  return new Map(
    starts.map(({ id, line }, at) => [id, { line, text: text.slice(line + 1, starts[at + 1]?.line).join('\n') }]),
  )
}

const FENCE_LINE = /^[ \t]*(?:`{3,}|~{3,}).*$/gm
const NO_RESPONSE = '_No response_'

/** What was answered, without the fence around it. Empty: nothing. */
export function answerIn(section: Section | undefined): string {
  const text = withoutFences(section?.text ?? '').trim()
  return text === NO_RESPONSE ? '' : text
}

export function withoutFences(text: string): string {
  return text.replaceAll(FENCE_LINE, '')
}

function isSame(label: string, heading: string): boolean {
  return label.trim().replaceAll(/\s+/g, ' ') === heading.replaceAll(/\s+/g, ' ')
}
