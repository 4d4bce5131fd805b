import { headingIn, readMarkdownLines } from '../text/lines.ts'

/** An option of a decision. `hasConsequences`: whether the text says what follows from the option. */
export type RecordOption = { readonly name: string; readonly hasConsequences: boolean }

/** The options in a text: its headings of one level, if there are two or more; else its table rows, outer list items or paragraphs. */
export function optionsIn(text: string): readonly RecordOption[] {
  const lines = text.split('\n')
  // Code may contain lines that look like items or rows.
  const bareLines = readMarkdownLines(text).map((line) => (line.isCode ? '' : line.text))
  for (const options of [headingOptions(lines), tableOptions(bareLines), listOptions(lines, bareLines)])
    if (options.length > 0) return options
  return bareLines
    .join('\n')
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => optionOf(paragraph, ''))
}

function headingOptions(lines: readonly string[]): readonly RecordOption[] {
  const headings = readMarkdownLines(lines.join('\n')).flatMap((line, index) => {
    const heading = headingIn(line)
    return heading === null ? [] : [{ index, ...heading }]
  })
  const level = levelOfOptions(headings)
  // Only these headings end the text below an option.
  const borders = headings.filter((heading) => heading.level <= level)
  return borders.flatMap(({ index, text, level: ownLevel }, position) => {
    const below = lines.slice(index + 1, borders[position + 1]?.index).join(' ')
    return ownLevel === level ? [{ name: text, hasConsequences: hasTwoWords(below) }] : []
  })
}

const LEVELS = [6, 5, 4, 3, 2, 1]

/**
 * The deepest level with at least two headings, all different. Above it, there may be a heading such as "Pros and cons of the
 * options", and below it "Pros" and "Cons" of each option. 0: there is no such level.
 */
function levelOfOptions(headings: readonly { readonly level: number; readonly text: string }[]): number {
  const hasOptions = (level: number) => {
    const names = headings.filter((heading) => heading.level === level).map(({ text }) => text.toLowerCase())
    return names.length >= 2 && new Set(names).size === names.length
  }
  return LEVELS.find(hasOptions) ?? 0
}

/** Whether this is the line between the head and the rows of a table. One hyphen for each column is enough. */
function isTableSeparator(line: string): boolean {
  const cells = line
    .trim()
    .replaceAll(/^\||\|$/g, '')
    .split('|')
  return line.includes('|') && cells.every((cell) => /^:?-+:?$/.test(cell.trim()))
}

function tableOptions(lines: readonly string[]): readonly RecordOption[] {
  const separatorLine = lines.findIndex(isTableSeparator)
  if (separatorLine < 1) return []
  const rows = lines.slice(separatorLine + 1)
  const end = rows.findIndex((line) => !line.includes('|'))
  return rows.slice(0, end < 0 ? undefined : end).flatMap((line) => {
    const [name = '', ...cells] = line.replace(/^\s*\|/, '').split('|')
    return name.trim() === '' ? [] : [{ name: name.trim(), hasConsequences: cells.some(hasTwoWords) }]
  })
}

const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$/

function listOptions(lines: readonly string[], bareLines: readonly string[]): readonly RecordOption[] {
  const items = bareLines.flatMap((text, line) => {
    const item = ITEM.exec(text)
    return item === null ? [] : [{ line, indent: (item[1] ?? '').length, text: item[2] ?? '' }]
  })
  const outerIndent = items.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY)
  const outerItems = items.filter(({ indent }) => indent === outerIndent)
  return outerItems.map(({ line, text }, index) =>
    optionOf(text, lines.slice(line + 1, outerItems[index + 1]?.line).join(' ')),
  )
}

/** What separates the name of an option from its consequences. */
const SEPARATOR =
  /[:;—–→(：；，。（]|\*\*\s|\.\s|,\s|\s-\s|->|=>|\b(?:because|so|which|but|means|would|needs?|breaks?|keeps?|costs?)\b/

function optionOf(text: string, below: string): RecordOption {
  const index = text.search(SEPARATOR)
  const [name, rest] = index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)]
  return { name: name.replaceAll(/[*_`]/g, '').trim(), hasConsequences: hasTwoWords(`${rest} ${below}`) }
}

function hasTwoWords(text: string): boolean {
  return (
    (text.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 2 || /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]{2}/u.test(text)
  )
}
