import { isMap, isScalar, isSeq, LineCounter, parseDocument, type ScalarTag } from 'yaml'
import { excerpt } from '../../text/quote.ts'

/** What a YAML or JSON plan holds, with the line on which a part of it stands. */
export type PlanData = {
  readonly data: unknown
  readonly lineOf: (path: readonly (string | number)[]) => number | null
}
export type Unreadable = { readonly line: number | null; readonly message: string }

const MAX_ALIASES = 1_000

/** Asked only of what stands without quotes. */
const NOTHING: ScalarTag = {
  tag: 'tag:yaml.org,2002:null',
  default: true,
  test: /^(?:~|null)?$/i,
  resolve: () => null,
}

/** Every value without quotes is the text that stands there: a milestone 1.10 stays 1.10, and a title "yes" is no truth value. */
export function readYamlPlan(text: string): PlanData | Unreadable {
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      customTags: (tags) => [...tags, NOTHING],
      prettyErrors: false,
      logLevel: 'error',
      lineCounter: lines,
    })
    const [fault] = document.errors
    if (fault !== undefined)
      return { line: lines.linePos(fault.pos[0]).line, message: `it is not YAML: ${excerpt(fault.message)}` }
    const data: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
    return { data, lineOf: (path) => lineOf(document.contents, path, lines) }
  } catch {
    return { line: null, message: 'it cannot be read: it is nested too deep, or has too many aliases (*name)' }
  }
}

/** Of the key itself, where a path ends with one. */
function lineOf(contents: unknown, path: readonly (string | number)[], lines: LineCounter): number | null {
  let node = contents
  let found = contents
  for (const part of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === part) : undefined
    if (isMap(node) && pair !== undefined) {
      found = pair.key
      node = pair.value
    } else if (isSeq(node) && typeof part === 'number') {
      node = node.items[part]
      found = node
    }
  }
  const range = isMap(found) || isSeq(found) || isScalar(found) ? found.range : null
  return range ? lines.linePos(range[0]).line : null
}

export function readJsonPlan(text: string): PlanData | Unreadable {
  try {
    const data: unknown = JSON.parse(text)
    return { data, lineOf: () => null }
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    const position = /position (\d+)/.exec(why)?.[1]
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length
    return { line, message: `it is not JSON: ${excerpt(why)}` }
  }
}
