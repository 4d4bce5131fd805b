import { withoutMarker } from '../drafts/marker.ts'
import { type MarkdownLine, readMarkdownLines } from '../text/markdown-lines.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'
import { unchangedAnswers } from './placeholders/answers.ts'
import type { Unfilled } from './placeholders/fault.ts'
import { emptyHeadings } from './placeholders/headings.ts'
import { isHollow } from './placeholders/hollow.ts'
import { markIn } from './placeholders/marks.ts'
import { isTemplatePhrase } from './placeholders/phrases.ts'

/** Template text that nobody filled: posts that consist of it are closed at once. */
export function placeholders({ draft, lines, form }: CheckInput): readonly Finding[] {
  const body = readMarkdownLines(withoutMarker(draft.body))
  const unfilled = [
    ...hollow(body),
    ...unfilledLines(body),
    ...emptyHeadings(body),
    ...unchangedAnswers(draft.body, form),
  ]
  const inBody = unfilled.map(
    ({ line, ...rest }) => ({ check: 'placeholders', ...rest, line: lines.body + line }) as const,
  )
  return [...unfilledTitle(draft.title, lines.title), ...inBody]
}

/** Of a single post, that is a fault; of one work item among many, its title may be enough. */
export const SAYS_LITTLE = 'the text says hardly anything'

function hollow(body: readonly MarkdownLine[]): readonly Unfilled[] {
  if (!isHollow(body)) return []
  const fix = 'Say what happened, what you expected, and why it matters.'
  return [{ severity: 'block', line: 0, message: SAYS_LITTLE, fix }]
}

function unfilledLines(body: readonly MarkdownLine[]): readonly Unfilled[] {
  const unfilled: Unfilled[] = []
  for (const [at, line] of body.entries()) {
    const one = unfilledLine(line, at)
    if (one !== null) unfilled.push(one)
  }
  return unfilled
}

function unfilledLine({ prose, beginsComment }: MarkdownLine, line: number): Unfilled | null {
  if (isTemplatePhrase(prose.trim()))
    return { severity: 'block', line, message: 'this is the template’s own sentence', fix: 'Write yours in its place.' }
  const mark = markIn(prose)
  if (mark !== null)
    return {
      severity: mark.alone ? 'block' : 'warn',
      line,
      message: `"${mark.text}" stands for something still to be written`,
      fix: 'Write it, or put code in backticks if that is what it is.',
    }
  if (!beginsComment) return null
  const message = 'readers do not see this comment (<!-- … -->); a template may have left it'
  return { severity: 'warn', line, message, fix: 'Answer what it asks for, then take it out.' }
}

/** "[Bug]:" is what a template begins a title with. */
const NO_TITLE =
  /^(?:\[[^[\]]*\]|bug(?: report)?|issue|feature(?: request)?|question|discussion|proposal|help|title|test|untitled):?$/i

function unfilledTitle(title: string, line: number): readonly Finding[] {
  const plain = title.trim()
  const isFilled = plain !== '' && !NO_TITLE.test(plain) && markIn(plain)?.alone !== true
  if (isFilled) return []
  const message = plain === '' ? 'the title is empty' : `the title "${plain}" says hardly anything`
  const fix = 'Name the subject and what is wrong or wanted, in one line.'
  return [{ check: 'placeholders', severity: 'block', message, line, fix }]
}
