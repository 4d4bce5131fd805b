import { withoutMarker } from '../drafts/marker.ts'
import type { AnswerField } from '../forms/form.ts'
import { oneLine } from '../text/lines.ts'
import { type Heading, headingIn, type MarkdownLine, readMarkdownLines, removeFences } from '../text/markdown-lines.ts'
import { isAscii } from '../text/words.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'
import { answerIn, sectionsOf } from './sections.ts'
import { isTemplatePhrase, markIn } from './template-text.ts'

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

/** A place that nobody filled. `line` is a line of the body, counted from 0. */
export type Unfilled = Pick<Finding, 'severity' | 'message' | 'fix'> & { readonly line: number }

const NOT_AN_ANSWER = /^(?:_No response_|[-*+] \[[ xX]\].*|[-*_=|:\s]*)$/
/** Scripts that leave no space between words: each sign counts. */
const WORD =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}])[\p{L}\p{N}])+/gu
/** The same for a line without any other letter: a pattern for all scripts takes long to compile and to run. */
const ASCII_WORD = /[a-z0-9]+/gi
const LINK_OR_IMAGE = /https?:\/\/\S|!\[|<img\b/i
const FEWEST_WORDS = 3

/** Nothing but headings, template text and ticks, or a mere "Ok". A log or a picture may speak for itself. */
export function isHollow(lines: readonly MarkdownLine[]): boolean {
  if (lines.some(({ isCode, prose }) => isCode || LINK_OR_IMAGE.test(prose))) return false
  let words = 0
  for (const line of lines) {
    const prose = line.prose.trim()
    if (headingIn(line) !== null || NOT_AN_ANSWER.test(prose) || isTemplatePhrase(prose)) continue
    words += (prose.match(isAscii(prose) ? ASCII_WORD : WORD) ?? []).length
    if (words >= FEWEST_WORDS) return false
  }
  return true
}

/** Headings with nothing under them, not even a deeper heading. */
export function emptyHeadings(lines: readonly MarkdownLine[]): readonly Unfilled[] {
  const empty: Unfilled[] = []
  let last: { readonly heading: Heading; readonly at: number } | null = null
  for (const [at, line] of lines.entries()) {
    if (!line.isCode && line.prose.trim() === '') continue
    const heading = headingIn(line)
    if (last !== null && !isContentOf(last.heading, heading)) empty.push(emptyHeading(last.heading, last.at))
    last = heading === null ? null : { heading, at }
  }
  if (last !== null) empty.push(emptyHeading(last.heading, last.at))
  return empty
}

/** `next`: the heading that the next line is; null: it is none. */
function isContentOf({ level }: Heading, next: Heading | null): boolean {
  return next === null || next.level > level
}

function emptyHeading({ text }: Heading, line: number): Unfilled {
  const message = `there is nothing under the heading "${text}"`
  return { severity: 'warn', line, message, fix: 'Write what belongs there, or take the heading out.' }
}

/** Answers that are the form's own example or prefilled text, word for word. */
export function unchangedAnswers(body: string, form: readonly AnswerField[]): readonly Unfilled[] {
  const sections = sectionsOf(body, form)
  return form.flatMap((field) => {
    const section = sections.get(field.id)
    const answer = plain(answerIn(section))
    if (section === undefined || answer === '' || !examplesOf(field).includes(answer)) return []
    return [
      {
        severity: 'required' in field && field.required ? 'block' : 'warn',
        line: section.line,
        message: `"${field.label}" still holds the text that the form came with`,
        fix: 'Write your own answer in its place.',
      },
    ]
  })
}

/** A prefilled line may well be the answer; a prefilled text is there to be changed. */
function examplesOf(field: AnswerField): readonly string[] {
  if (field.type === 'input') return [plain(field.placeholder)]
  return field.type === 'textarea' ? [plain(field.placeholder), plain(field.value)] : []
}

function plain(text: string): string {
  return oneLine(removeFences(text))
}
