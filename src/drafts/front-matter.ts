import { type Document, visit } from 'yaml'
import { Failure } from '../errors.ts'
import { replaceLoneReturns } from '../text/lines.ts'
import { excerpt } from '../text/quote.ts'
import {
  findYamlRefusal,
  isMapping,
  type Mapping,
  type ParsedYaml,
  type Path,
  parseYaml,
  startOf,
} from '../text/yaml.ts'
import { findCutTexts } from '../text/yaml-comments.ts'

/** The parts of a file with front matter. Joined in this order, they are the file again, byte for byte. */
export type FileParts = {
  readonly opening: string
  readonly yaml: string
  readonly closing: string
  readonly body: string
}

const OPENING = /^\uFEFF?---[ \t]*\r?\n/
const CLOSING = /^---[ \t]*\r?\n?$/

const KIND = /^["']?kind["']?[ \t]*:/m
/** A `kind` in a mapping in braces. */
const KIND_IN_FLOW = /^[ \t]*\{[\s\S]*?["']?\bkind["']?[ \t]*:/
/** A mapping whose first line is indented. Its `kind` is then indented too. */
const INDENTED = /^(?:[ \t]*\r?\n)*[ \t]+\S/
const KIND_INDENTED = /^[ \t]*["']?kind["']?[ \t]*:/m

/**
 * Whether the front matter at the start of a text has a `kind`. Other Markdown may have front matter too. If no second `---`
 * ends it, its first paragraph decides, so that a damaged draft is an error instead of plain text.
 */
export function looksLikeDraft(original: string): boolean {
  const text = replaceLoneReturns(original)
  const opening = OPENING.exec(text)?.[0]
  if (opening === undefined) return false
  const yaml = splitFrontMatter(text)?.yaml ?? text.slice(opening.length).split(/^[ \t]*\r?\n/m, 1)[0] ?? ''
  return KIND.test(yaml) || KIND_IN_FLOW.test(yaml) || (INDENTED.test(yaml) && KIND_INDENTED.test(yaml))
}

/** A field that other Markdown hardly ever has. */
const RARE_FIELD = /^[ \t]*["']?(?:repo|fields|aiDisclosure|fromPrivate|intended|marker|unfinished)["']?[ \t]*:/m
/** The fields that `looksLikeDraftWithoutKind` counts, including some that other Markdown has too. */
const COUNTED_FIELDS =
  /^[ \t]*["']?(?:repo|fields|aiDisclosure|fromPrivate|intended|marker|unfinished|template|title|labels|assignees|projects|milestone|category|parent)["']?[ \t]*:/gm
const MIN_FIELDS = 2

/** Whether a text has at least two fields of a draft other than `kind`, one of them rare elsewhere. It has probably lost its `kind`. */
export function looksLikeDraftWithoutKind(original: string): boolean {
  const text = replaceLoneReturns(original)
  const yaml = looksLikeDraft(text) ? '' : (splitFrontMatter(text)?.yaml ?? '')
  return RARE_FIELD.test(yaml) && (yaml.match(COUNTED_FIELDS)?.length ?? 0) >= MIN_FIELDS
}

const SENT_FIELD = /(?:^|[{,])[ \t]*["']?sent["']?[ \t]*:\s*["']?(?:\{|\d{4}-|at["']?[ \t]*:)/m

/** Whether the front matter says that the draft was sent, even if it is damaged and cannot be read. */
export function saysItWasSent(original: string): boolean {
  const text = replaceLoneReturns(original)
  return OPENING.test(text) && SENT_FIELD.test(splitFrontMatter(text)?.yaml ?? text)
}

/** @returns null if the text does not begin with `---`, or if no second `---` ends the front matter. */
export function splitFrontMatter(text: string): FileParts | null {
  const opening = OPENING.exec(text)?.[0]
  if (opening === undefined) return null
  for (let start = opening.length; start < text.length; ) {
    const end = lineEnd(text, start)
    const line = text.slice(start, end)
    if (CLOSING.test(line))
      return { opening, yaml: text.slice(opening.length, start), closing: line, body: text.slice(end) }
    start = end
  }
  return null
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start)
  return newline < 0 ? text.length : newline + 1
}

/** The answers repeat the body, whose length GitHub limits, so a longer front matter is a mistake or an attack. */
export const FRONT_MATTER_SIZE_LIMIT = 200_000
/** The front matter begins on the second line of the file. */
const LINE_OFFSET = 1

export type FrontMatter = {
  readonly document: Document
  readonly data: Mapping
  /** The line of the key in the file, or of its nearest parent. */
  readonly lineOf: (path: Path) => number
}

/**
 * Reads front matter that anybody may have written: no custom tags, no aliases, bounded in size and depth.
 * @throws Failure (validation) that names file and line.
 */
export function readFrontMatter(yaml: string, file: string): FrontMatter {
  const failureAt = (line: number, message: string) =>
    new Failure('validation', `${file}:${line + LINE_OFFSET}: ${message}`)
  if (yaml.length > FRONT_MATTER_SIZE_LIMIT)
    throw failureAt(0, `the front matter has more than ${FRONT_MATTER_SIZE_LIMIT} characters`)
  const refusal = findYamlRefusal(yaml)
  if (refusal !== null) throw failureAt(refusal.line, refusal.message)
  const parsed = parseYaml(yaml)
  if (parsed.error !== null)
    throw failureAt(parsed.error.line, `the front matter is not YAML: ${excerpt(parsed.error.message)}`)
  const aliasLine = findAliasLine(parsed)
  if (aliasLine !== null) throw failureAt(aliasLine, 'the front matter uses an alias (*name); write the value out')
  const [repeated] = parsed.repeatedKeys(false)
  if (repeated !== undefined) throw failureAt(repeated.line, `"${excerpt(repeated.key)}" is written twice; keep one`)
  const [cut] = findCutTexts(yaml, parsed.document, parsed.lineAt)
  if (cut !== undefined) throw failureAt(cut.line, cut.message)
  const data = parsed.toData(0) ?? {}
  if (!isMapping(data)) throw failureAt(1, 'the front matter has to be a list of "key: value" lines')
  return { document: parsed.document, data, lineOf: (path) => (parsed.lineOf(path) ?? 1) + LINE_OFFSET }
}

function findAliasLine({ document, lineAt }: ParsedYaml): number | null {
  let line: number | null = null
  visit(document, {
    Alias: (_, alias) => {
      line = lineAt(startOf(alias) ?? 0)
      return visit.BREAK
    },
  })
  return line
}
