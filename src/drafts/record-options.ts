/** One of the options. `consequences`: whether the text says what follows from the option. */
export type RecordOption = { readonly name: string; readonly consequences: boolean }

/** The options in a text: its headings, else the rows of a table, else list items, else paragraphs. */
export function optionsIn(text: string): readonly RecordOption[] {
  const lines = text.split('\n')
  for (const read of [byHeadings, byRows, byItems]) {
    const options = read(lines)
    if (options.length > 0) return options
  }
  return text
    .split(/\n\s*\n/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => optionOf(paragraph, ''))
}

function byHeadings(lines: readonly string[]): readonly RecordOption[] {
  const starts = lines.flatMap((line, at) => {
    const heading = /^(#{1,6}) +(\S.*)$/.exec(line)
    return heading === null ? [] : [{ at, level: (heading[1] ?? '').length, name: heading[2] ?? '' }]
  })
  // A heading such as "Pros and cons of the options" is above the headings of the options.
  const deepest = Math.max(...starts.map(({ level }) => level))
  const own = starts.filter(({ level }) => level === deepest)
  return own.length < 2
    ? []
    : own.map(({ at, name }) => {
        const end = starts.find((other) => other.at > at)?.at
        const below = lines.slice(at + 1, end).join(' ')
        return { name, consequences: hasWords(below) }
      })
}

function byRows(lines: readonly string[]): readonly RecordOption[] {
  const rule = lines.findIndex((line) => /^\s*\|?\s*:?-{2,}/.test(line) && line.includes('|'))
  if (rule < 1) return []
  return lines.slice(rule + 1).flatMap((line) => {
    if (!line.includes('|')) return []
    const [name = '', ...cells] = line.replace(/^\s*\|/, '').split('|')
    return name.trim() === '' ? [] : [{ name: name.trim(), consequences: cells.some(hasWords) }]
  })
}

const ITEM = /^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)$/

function byItems(lines: readonly string[]): readonly RecordOption[] {
  const items = lines.flatMap((line, at) => {
    const item = ITEM.exec(line)
    return item === null ? [] : [{ at, indent: (item[1] ?? '').length, text: item[2] ?? '' }]
  })
  const outer = Math.min(...items.map(({ indent }) => indent))
  const own = items.filter(({ indent }) => indent === outer)
  return own.map(({ at, text }, index) => optionOf(text, lines.slice(at + 1, own[index + 1]?.at).join(' ')))
}

/** What separates the name of an option from what follows from it. */
const SEPARATOR =
  /[:;—–→(：；，。（]|\*\*\s|\.\s|,\s|\s-\s|->|=>|\b(?:because|so|which|but|means|would|needs?|breaks?|keeps?|costs?)\b/

function optionOf(text: string, below: string): RecordOption {
  const at = text.search(SEPARATOR)
  const [name, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
  return { name: name.replaceAll(/[*_`]/g, '').trim(), consequences: hasWords(`${rest} ${below}`) }
}

function hasWords(text: string): boolean {
  return (
    (text.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 2 || /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]{2}/u.test(text)
  )
}
