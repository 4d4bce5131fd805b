import { diff3Merge, diffPatch } from 'node-diff3'
import { withWindowsLineEndings } from '../text/lines.ts'

/** Lines that both sides changed in different ways. */
export type Conflict = { readonly ours: readonly string[]; readonly theirs: readonly string[] }

export type Merge = {
  /** null: there are conflicts, which were not resolved. */
  readonly text: string | null
  readonly conflicts: readonly Conflict[]
  /** false: the texts are too long to compare, so all lines from the first change to the last are one conflict. */
  readonly isCompared: boolean
}

type Region = Pick<ReturnType<typeof diff3Merge<string>>[number], 'ok'> & {
  readonly conflict?: { readonly a: string[]; readonly b: string[] }
}

/**
 * Combines the changes that two sides made to the same text, line by line. The result has our line endings.
 * @param preferOurs whether to resolve each conflict in favor of our lines
 */
export function mergeTexts(
  base: string,
  ours: string,
  theirs: string,
  { preferOurs }: { readonly preferOurs: boolean } = { preferOurs: false },
): Merge {
  const [baseText, theirText] = [withLineEndingsOf(ours, base), withLineEndingsOf(ours, theirs)]
  if (theirText === ours || theirText === baseText) return { text: ours, conflicts: [], isCompared: true }
  if (baseText === ours) return { text: theirText, conflicts: [], isCompared: true }
  const [ourLines, baseLines, theirLines] = [ours.split('\n'), baseText.split('\n'), theirText.split('\n')] as const
  const ends = equalEnds([ourLines, baseLines, theirLines])
  const middle = {
    ours: linesBetween(ends, ourLines),
    base: linesBetween(ends, baseLines),
    theirs: linesBetween(ends, theirLines),
  }
  const comparable = comparableForm(middle)
  const regions: readonly Region[] =
    comparable === null
      ? [{ conflict: { a: middle.ours, b: middle.theirs } }]
      : diff3Merge(comparable.ours, comparable.base, comparable.theirs, { excludeFalseConflicts: true })
  const conflicts = regions.flatMap(({ conflict }) =>
    conflict === undefined ? [] : [{ ours: toLines(conflict.a), theirs: toLines(conflict.b) }],
  )
  const isCompared = comparable !== null
  if (conflicts.length > 0 && !preferOurs) return { text: null, conflicts, isCompared }
  const merged = regions.flatMap(({ ok, conflict }) => ok ?? conflict?.a ?? [])
  const text = [...ourLines.slice(0, ends.start), ...merged, ...ourLines.slice(ourLines.length - ends.end)].join('\n')
  return { text, conflicts, isCompared }
}

/** The lines or paragraphs of the text that both sides changed (`base`), and of both results. */
type Versions = { readonly ours: string[]; readonly base: string[]; readonly theirs: string[] }

/** The lines, or the paragraphs if comparing the lines would take too long. null: comparing the paragraphs would take too long too. */
function comparableForm(lines: Versions): Versions | null {
  if (canMerge(lines)) return lines
  const paragraphs = {
    ours: joinParagraphs(lines.ours),
    base: joinParagraphs(lines.base),
    theirs: joinParagraphs(lines.theirs),
  }
  return canMerge(paragraphs) ? paragraphs : null
}

function canMerge({ ours, base, theirs }: Versions): boolean {
  return canCompare(base, ours) && canCompare(base, theirs)
}

/**
 * Joins the lines of each paragraph and the empty lines after it: `a`, `b`, an empty line and `c` become `a⏎b⏎` and `c`. A long text
 * has far fewer equal paragraphs than equal lines.
 */
function joinParagraphs(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : lines.join('\n').split(/(?<=\n\r?)\n(?!\r?\n)/)
}

function toLines(paragraphs: readonly string[]): readonly string[] {
  return paragraphs.flatMap((paragraph) => paragraph.split('\n'))
}

/** Changes nothing if the model has both kinds of line endings. */
function withLineEndingsOf(model: string, text: string): string {
  const isWindows = model.includes('\r\n')
  if (isWindows && /(?<!\r)\n/.test(model)) return text
  return isWindows ? withWindowsLineEndings(text) : text.replaceAll('\r\n', '\n')
}

/**
 * The lines that differ. Those of the first text begin with `-`, those of the second with `+`. If the texts are too long to compare,
 * all lines from the first change to the last.
 */
export function diffLines(before: string, after: string): readonly string[] {
  const [oldLines, newLines] = [before.split('\n'), after.split('\n')]
  const ends = equalEnds([oldLines, newLines])
  const [oldPart, newPart] = [linesBetween(ends, oldLines), linesBetween(ends, newLines)]
  const changes = canCompare(oldPart, newPart)
    ? diffPatch(oldPart, newPart)
    : [{ buffer1: { chunk: oldPart }, buffer2: { chunk: newPart } }]
  return changes.flatMap(({ buffer1, buffer2 }) => [
    ...buffer1.chunk.map((line) => `- ${line}`),
    ...buffer2.chunk.map((line) => `+ ${line}`),
  ])
}

/** How many lines at the start and at the end are the same in all texts. */
type EqualEnds = { readonly start: number; readonly end: number }

export function equalEnds(texts: readonly (readonly string[])[]): EqualEnds {
  const [first = [], ...others] = texts
  const shortest = Math.min(...texts.map(({ length }) => length))
  let start = 0
  while (start < shortest && others.every((lines) => lines[start] === first[start])) start++
  let end = 0
  while (end < shortest - start && others.every((lines) => lines.at(-1 - end) === first.at(-1 - end))) end++
  return { start, end }
}

/** The lines between the equal ones at the start and at the end. */
export function linesBetween({ start, end }: EqualEnds, lines: readonly string[]): string[] {
  return lines.slice(start, lines.length - end)
}

/** So many steps take about a second. The longest SEP so far, with 1,400 lines, needs a third of them. */
const MAX_STEPS = 2_000_000_000

/** Comparing takes, for each pair of equal lines, up to as many steps as the shorter text has lines. */
export function canCompare(left: readonly string[], right: readonly string[]): boolean {
  const counts = new Map<string, number>()
  for (const line of left) counts.set(line, (counts.get(line) ?? 0) + 1)
  const pairCount = right.reduce((pairs, line) => pairs + (counts.get(line) ?? 0), 0)
  return pairCount * Math.min(left.length, right.length) <= MAX_STEPS
}
