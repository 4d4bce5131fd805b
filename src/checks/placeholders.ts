import { readSections } from '../forms/body.ts'
import { type AnswerField, startsLikeExample } from '../forms/form.ts'
import { withoutMarker } from '../text/added-lines.ts'
import { type Heading, headingIn, type MarkdownLine, readMarkdownLines, removeFences } from '../text/lines.ts'
import { oneLine } from '../text/quote.ts'
import { isAscii } from '../text/words.ts'
import type { Finding, Mask, MaskedInput } from './check.ts'
import { answerIn } from './required.ts'

/** A part of the body that the author did not fill in. `line` counts from 0. */
type UnfilledPart = Omit<Finding, 'check'>

/** Finds what the author left empty, and template text that the author did not replace. Maintainers close such posts. */
export function checkPlaceholders({ draft, lines, form, mask }: MaskedInput): readonly Finding[] {
  const bodyLines = readMarkdownLines(withoutMarker(draft.body))
  const unfilled = [
    ...meaninglessBody(bodyLines),
    ...bodyLines.flatMap((line, index) => unfilledLine(line, index, mask) ?? []),
    ...emptyHeadings(bodyLines, mask),
    ...unchangedAnswers(draft.body, form, mask),
  ]
  const bodyFindings = unfilled.map(
    ({ line, ...rest }): Finding => ({ check: 'placeholders', ...rest, line: lines.body + line }),
  )
  return [...meaninglessTitle(draft.title, lines.title, mask), ...bodyFindings]
}

function meaninglessBody(lines: readonly MarkdownLine[]): readonly UnfilledPart[] {
  if (!isMeaningless(lines)) return []
  return [
    {
      code: 'meaningless-body',
      severity: 'block',
      line: 0,
      message: 'the text says almost nothing',
      fix: 'Say what happened, what you expected, and why it matters.',
    },
  ]
}

const NOT_AN_ANSWER = /^(?:_No response_|[-*+] \[[ xX]\].*|[-*_=|:\s]*)$/
/** In scripts without spaces between words, each character counts as a word. */
const WORD =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}])[\p{L}\p{N}])+/gu
/** The pattern for all scripts is slow to compile, and most texts are ASCII. */
const ASCII_WORD = /[a-z0-9]+/gi
const LINK_OR_IMAGE = /https?:\/\/\S|!\[|<img\b/i
const MIN_WORDS = 3

/** Whether a body has too few words besides headings, boxes and template sentences. Code, a link or an image needs no words. */
function isMeaningless(lines: readonly MarkdownLine[]): boolean {
  if (lines.some(isCodeOrLink)) return false
  let words = 0
  for (const line of lines) {
    const prose = line.prose.trim()
    if (headingIn(line) !== null || NOT_AN_ANSWER.test(prose) || isTemplateSentence(prose)) continue
    words += (prose.match(isAscii(prose) ? ASCII_WORD : WORD) ?? []).length
    if (words >= MIN_WORDS) return false
  }
  return true
}

function isCodeOrLink({ isCode, text, prose }: MarkdownLine): boolean {
  return isCode ? removeFences(text).trim() !== '' : LINK_OR_IMAGE.test(prose)
}

function unfilledLine({ prose, beginsComment }: MarkdownLine, line: number, mask: Mask): UnfilledPart | null {
  if (isTemplateSentence(prose.trim()))
    return {
      code: 'template-sentence',
      severity: 'block',
      line,
      message: 'this sentence comes from the template',
      fix: 'Replace it with your own.',
    }
  const placeholder = findPlaceholder(prose)
  if (placeholder !== null)
    return {
      code: 'placeholder',
      severity: placeholder.isAlone ? 'block' : 'warn',
      line,
      message: `"${mask(placeholder.text)}" is a placeholder`,
      fix: 'Replace it, or put it in backticks if it is code.',
    }
  if (!beginsComment) return null
  return {
    code: 'hidden-comment',
    severity: 'warn',
    line,
    message: 'readers cannot see this comment (<!-- … -->), which a template may have left',
    fix: 'Answer what it asks for, then remove it.',
  }
}

/** Headings with nothing below them, not even a subheading. */
function emptyHeadings(lines: readonly MarkdownLine[], mask: Mask): readonly UnfilledPart[] {
  const empty: UnfilledPart[] = []
  let last: { readonly heading: Heading; readonly line: number } | null = null
  for (const [index, line] of lines.entries()) {
    if (!line.isCode && line.prose.trim() === '') continue
    const heading = headingIn(line)
    if (last !== null && heading !== null && heading.level <= last.heading.level) empty.push(emptyHeading(last, mask))
    last = heading === null ? null : { heading, line: index }
  }
  if (last !== null) empty.push(emptyHeading(last, mask))
  return empty
}

function emptyHeading(
  { heading, line }: { readonly heading: Heading; readonly line: number },
  mask: Mask,
): UnfilledPart {
  const message = `there is nothing under the heading "${mask(heading.text)}"`
  const fix = 'Write what belongs there, or remove the heading.'
  return { code: 'empty-heading', severity: 'warn', line, message, fix }
}

/** Answers that repeat the form's example or prefilled text word for word. */
function unchangedAnswers(body: string, form: readonly AnswerField[], mask: Mask): readonly UnfilledPart[] {
  if (form.length === 0) return []
  const sections = readSections(form, body)
  return form.flatMap((field): readonly UnfilledPart[] => {
    const section = sections.get(field.id)
    if (section === undefined || !isExample(field, answerIn(field, section))) return []
    return [{ code: 'unchanged-answer', line: section.line, ...describeExample(field, mask) }]
  })
}

/** GitHub's form never submits the example of a one-line field, so the author typed the answer, which may be correct. */
function describeExample(field: AnswerField, mask: Mask): Pick<UnfilledPart, 'severity' | 'message' | 'fix'> {
  if (field.type === 'input' && mayBeAnswer(field.placeholder))
    return {
      severity: 'warn',
      message: `"${mask(field.label)}" is the same as the example of the form`,
      fix: 'Replace it, unless it is your own answer.',
    }
  return {
    severity: 'required' in field && field.required ? 'block' : 'warn',
    message: `"${mask(field.label)}" still has the example text of the form`,
    fix: 'Replace it with your own answer.',
  }
}

/** A placeholder with a number, such as a version, may also be an answer, unless it begins with words like "for example". */
function mayBeAnswer(placeholder: string): boolean {
  return /\d/.test(placeholder) && !startsLikeExample(placeholder)
}

/** Whether an answer only repeats an example of the form, or the text that the form prefills in a text area. */
export function isExample(field: AnswerField, answer: string): boolean {
  const text = toPlainText(answer)
  return text !== '' && examplesOf(field).includes(text)
}

/** The prefilled text of a one-line field may be a valid answer, but that of a text area is meant to be edited. */
function examplesOf(field: AnswerField): readonly string[] {
  if (field.type === 'input') return [toPlainText(field.placeholder)]
  return field.type === 'textarea' ? [toPlainText(field.placeholder), toPlainText(field.value)] : []
}

function toPlainText(text: string): string {
  return oneLine(removeFences(text))
}

/** Titles without content, such as the prefix "[Bug]:" from a template, or a status such as "fixed". */
const EMPTY_TITLE =
  /^(?:\[[^[\]]*\]|bug(?: report)?|issue|problem|error|crash|broken|not working|feature(?: request)?|question|discussion|proposal|idea|suggestion|help(?: me| needed| wanted)?|fix(?: this)?|title|test(?:ing)?|todo|wip|update|untitled|n\/?a|none|null|undefined|open(?:ed)?|closed?|fixed|done|resolved|asap|urgent|hello|hi)[:.!?]*$/i
const ADDRESS = /^<?(?:https?:\/\/|www\.)\S+>?$/i
const HAS_LETTER = /\p{L}/u

function meaninglessTitle(title: string, line: number, mask: Mask): readonly Finding[] {
  const trimmed = title.trim()
  const hasSubject = HAS_LETTER.test(trimmed) && !EMPTY_TITLE.test(trimmed) && !ADDRESS.test(trimmed)
  if (hasSubject && findPlaceholder(trimmed)?.isAlone !== true) return []
  const message = trimmed === '' ? 'the title is empty' : `the title "${mask(trimmed)}" says almost nothing`
  const fix = 'Name the subject and what is wrong or wanted, in one line.'
  return [{ check: 'placeholders', code: 'meaningless-title', severity: 'block', message, line, fix }]
}

/** A placeholder that the author still has to replace. `isAlone`: the line contains nothing else. */
export type Placeholder = { readonly text: string; readonly isAlone: boolean }

const WORD_ALONE = /^(?:todo|tbd|tba|fixme|xxx+|placeholder)[.:!]?$/i
/** In upper case only: `TODO: describe the error`. */
const WORD_WITH_COLON = /\b(?:TODO|FIXME|TBD|XXX):/
/** At the end of a line: `Version: TBD`. */
const WORD_AS_ANSWER = /(?:[:=(]|[-–—]) ?(?:TODO|FIXME|TBD|XXX)[.)]?$/
/** `[your name]`, but neither a link, such as `[your name](…)`, nor a footnote. */
const IN_SQUARE_BRACKETS =
  /\[(?:your|insert|enter|fill in|describe|todo|tbd|placeholder|e\.g\.)(?: [^[\]]{0,80})?\](?![(:[])/i
/** `{{ name }}`, but not `${{ name }}`, which is code of GitHub Actions. */
const IN_CURLY_BRACES = /(?<!\$)\{\{ ?[a-z][\w-]{0,40} ?\}\}/
/** `<your name>`, but no address and no HTML tag with attributes. */
const IN_ANGLE_BRACKETS = /(?<![\w<])<([A-Za-z…][^<>=:/@",]{0,80})>/g

/** Words that ask the author for something. Any other single word in angle brackets may be code. */
const REQUEST =
  /^(?:your|insert|enter|fill|describe|put|name|title|description|version|link|date|url|placeholder|todo|tbd)\b/i
const ELLIPSIS = /…|\.{3}/
const HTML_TAG =
  /^(?:a|b|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|source|span|strong|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|var|video)\b/i

/** Every placeholder contains a match of this pattern, so we can skip all other lines. */
const SOME_PLACEHOLDER =
  /todo|tbd|tba|fixme|xxx|placeholder|\[(?:your|insert|enter|fill in|describe|e\.g\.)|\{\{|<[a-z…]/i

export function findPlaceholder(line: string): Placeholder | null {
  if (!SOME_PLACEHOLDER.test(line)) return null
  const bare = removeListMarkAndBold(line)
  if (WORD_ALONE.test(bare)) return { text: bare, isAlone: true }
  const text = WORD_WITH_COLON.exec(bare)?.[0] ?? WORD_AS_ANSWER.exec(bare)?.[0] ?? findBracket(bare)
  return text === undefined ? null : { text: text.trim(), isAlone: text === bare }
}

function findBracket(line: string): string | undefined {
  const bracket = IN_SQUARE_BRACKETS.exec(line)?.[0] ?? IN_CURLY_BRACES.exec(line)?.[0]
  return bracket ?? [...line.matchAll(IN_ANGLE_BRACKETS)].find(([, inner = '']) => isRequest(inner.trim()))?.[0]
}

function isRequest(inner: string): boolean {
  if (REQUEST.test(inner) || ELLIPSIS.test(inner)) return true
  return inner.includes(' ') && !HTML_TAG.test(inner)
}

function removeListMarkAndBold(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*+>]|\d+[.)])[ \t]+/, '')
    .replace(/^\*\*(.+)\*\*$/, '$1')
}

/** Sentences from common templates, including GitHub's own, that authors forget to replace. */
const PHRASES: readonly RegExp[] = [
  /\ba clear and concise description\b/i,
  /\bif applicable, add screenshots\b/i,
  /\badd any other context (?:about|or screenshots)\b/i,
  /\bsteps to reproduce the behaviou?r:?$/i,
  /^\d+\. (?:go to|click on|scroll down to) ['"‘“]?(?:\.{3}|…)/i,
  /\balways frustrated when \[/i,
  /\btell us what you see!/i,
  /^a bug happened!$/i,
  /\blorem ipsum\b/i,
  /\byour (?:text|answer|description|name|title) (?:goes )?here\b/i,
  /\b(?:replace|delete|remove) this (?:text|line|section|placeholder|template)\b/i,
]

/** Matches all phrases in one pass over a line. */
const ANY_PHRASE = new RegExp(PHRASES.map(({ source }) => source).join('|'), 'i')

export function isTemplateSentence(line: string): boolean {
  return ANY_PHRASE.test(line)
}
