import type { Heading, Root } from 'mdast'
import { type LineIndex, type Range, rangeOf } from '../text/positions.ts'
import type { SepHeading } from './sep.ts'

/** `SEP-1234: `, `SEP-0000: `, `SEP-{NUMBER}: `, `SEP 1234 – `, … */
const NUMBERED = /^SEP[-_ #]{0,3}(\d{1,9}|\{[^{}\n]{0,40}\}|X{2,8}|N{2,8}|TBD)(?:\s{0,3}:\s*|\s{1,3}[–—-]\s+|\s+|$)/i
const BARE = /^SEP\s{0,3}:\s*/i

/** The heading of the SEP, and those of other SEPs in the same text. null: nothing is a heading of the highest level. */
export function readHeadings(
  { children }: Root,
  text: string,
  places: LineIndex,
): { readonly heading: SepHeading; readonly others: readonly SepHeading[] } | null {
  const highest = children.flatMap((node) =>
    node.type === 'heading' && node.depth === 1 ? [headingAt(node, text, places)] : [],
  )
  const seps = highest.filter(({ numberText }) => numberText !== null)
  const heading = seps[0] ?? highest[0]
  return heading === undefined ? null : { heading, others: seps.slice(1) }
}

function headingAt(node: Heading, text: string, places: LineIndex): SepHeading {
  const whole = rangeOf(node)
  const range = contentOf(node)
  const content = text.slice(range.from, range.to)
  const numbered = NUMBERED.exec(content)
  const start = numbered?.[0] ?? BARE.exec(content)?.[0] ?? ''
  const numberText = numbered?.[1] ?? null
  const numberRange = numberText === null ? null : within(range.from + start.indexOf(numberText), numberText.length)
  return {
    number: numberText === null ? null : numberIn(numberText),
    numberText,
    title: content.slice(start.length),
    ...places.at(whole.from),
    endLine: places.at(whole.to).line,
    lines: places.linesOf(whole),
    range,
    numberRange,
    titleRange: { from: range.from + start.length, to: range.to },
  }
}

/** What the heading says; the marks around it are left out. */
function contentOf(node: Heading): Range {
  const [first] = node.children
  const last = node.children.at(-1)
  const { to } = rangeOf(node)
  return first === undefined || last === undefined
    ? { from: to, to }
    : { from: rangeOf(first).from, to: rangeOf(last).to }
}

/** Zeros are the place of a number that is not known yet. */
function numberIn(text: string): number | null {
  const number = /^\d+$/.test(text) ? Number(text) : 0
  return number === 0 ? null : number
}

function within(from: number, length: number): Range {
  return { from, to: from + length }
}
