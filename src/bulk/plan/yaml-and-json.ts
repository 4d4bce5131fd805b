import { type Numbers, parseJson } from '../../text/json.ts'
import { lineAt } from '../../text/lines.ts'
import { excerpt } from '../../text/quote.ts'
import { jsonFault } from '../../text/schema-message.ts'
import { type ParsedYaml, parseYaml, startOf } from '../../text/yaml.ts'
import { type CutText, findCutTexts } from '../../text/yaml-comments.ts'
import { appearsTwiceMessage } from '../rows/row.ts'
import { MAX_DOCUMENT_LENGTH, NOT_UTF8_MESSAGE, NUL_MESSAGE } from '../rows/text.ts'

/**
 * The data of a YAML or JSON plan. `lineOf` gives the line of each of its parts; null: unknown, as in JSON. `cutTexts`: the values of
 * which YAML leaves out a part.
 */
export type PlanData = {
  readonly data: unknown
  readonly lineOf: (path: readonly (string | number)[]) => number | null
  readonly cutTexts: readonly CutText[]
}
type Unreadable = { readonly line: number | null; readonly message: string }

/** @param text null: it has more than `MAX_DOCUMENT_LENGTH` characters */
export function readDocument(
  text: string | null,
  format: 'json' | 'yaml',
  numbers: Numbers | undefined,
): PlanData | Unreadable {
  if (text === null)
    return {
      line: null,
      message: `it has more than ${MAX_DOCUMENT_LENGTH} characters; write a plan of that size as CSV or JSON Lines`,
    }
  if (text.includes('\0')) return { line: null, message: NUL_MESSAGE }
  if (text.includes('\uFFFD')) return { line: lineAt(text, text.indexOf('\uFFFD')), message: NOT_UTF8_MESSAGE }
  return format === 'json' ? readJsonPlan(text, numbers) : readYamlPlan(text)
}

/** Limits what a YAML file with nested aliases can expand to. */
const MAX_ALIASES = 1_000

/** Keeps unquoted values as the text in the file: a milestone `1.10` stays "1.10", and a title `yes` does not become a boolean. */
function readYamlPlan(text: string): PlanData | Unreadable {
  try {
    const yaml = parseYaml(text, { values: 'text', uniqueKeys: true })
    const { error } = yaml
    if (error !== null) return { line: error.line, message: `it is not YAML: ${excerpt(error.message)}` }
    const cutTexts = findCutTexts(text, yaml.document, yaml.lineAt)
    return { data: yaml.toData(MAX_ALIASES), lineOf: (path) => yaml.lineOf(path) ?? firstLineOf(yaml), cutTexts }
  } catch {
    return {
      line: null,
      message: 'it cannot be read: it is nested too deeply, or has too many aliases (*name); write the values out',
    }
  }
}

function firstLineOf({ document, lineAt }: ParsedYaml): number | null {
  const start = startOf(document.contents)
  return start === null ? null : lineAt(start)
}

function readJsonPlan(text: string, numbers: Numbers = 'exact'): PlanData | Unreadable {
  try {
    const json = parseJson(text, numbers)
    if ('data' in json) return { data: json.data, lineOf: () => null, cutTexts: [] }
    const { key, line } = json.repeated
    return { line, message: appearsTwiceMessage('key', key) }
  } catch (error) {
    const reason = jsonFault(error)
    const position = /position (\d+)/.exec(reason)?.[1]
    const line = position === undefined ? null : lineAt(text, Number(position))
    return { line, message: `it is not JSON: ${reason}` }
  }
}
