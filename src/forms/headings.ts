import type { AnswerField } from './form.ts'

/** A field's place in a body begins with a heading that is its label. */
export function headingOf({ label }: AnswerField): string {
  return `### ${label}`
}

/**
 * A line of an answer that is itself one of the form's headings gets a space before it: Markdown shows it as before,
 * and whoever reads the body no longer takes it for the beginning of a field.
 */
export function coverHeadings(text: string, headings: readonly string[]): string {
  return eachLine(text, (line) => (headings.includes(line.trim()) ? ` ${line}` : line))
}

export function uncoverHeadings(text: string, headings: readonly string[]): string {
  return eachLine(text, (line) => (line.startsWith(' ') && headings.includes(line.trim()) ? line.slice(1) : line))
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.split('\n').map(change).join('\n')
}
