import { excerpt } from '../../text/quote.ts'
import { type ParsedYaml, parseYaml, startOf } from '../../text/yaml.ts'

/** What a YAML or JSON plan holds, with the line on which a part of it stands. */
export type PlanData = {
  readonly data: unknown
  readonly lineOf: (path: readonly (string | number)[]) => number | null
}
export type Unreadable = { readonly line: number | null; readonly message: string }

const MAX_ALIASES = 1_000

/** Every value without quotes is the text that the file shows: a milestone 1.10 stays 1.10, and a title "yes" is no truth value. */
export function readYamlPlan(text: string): PlanData | Unreadable {
  try {
    const yaml = parseYaml(text, { values: 'text', uniqueKeys: true })
    const { error } = yaml
    if (error !== null) return { line: error.line, message: `it is not YAML: ${excerpt(error.message)}` }
    return { data: yaml.toData(MAX_ALIASES), lineOf: (path) => yaml.lineOf(path) ?? firstLineOf(yaml) }
  } catch {
    return { line: null, message: 'it cannot be read: it is nested too deep, or has too many aliases (*name)' }
  }
}

function firstLineOf({ document, lineAt }: ParsedYaml): number | null {
  const start = startOf(document.contents)
  return start === null ? null : lineAt(start)
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
