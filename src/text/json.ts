import { parse, type ValueNode } from '@humanwhocodes/momoa'

/** `line` counts from 1. */
export type RepeatedJsonKey = { readonly key: string; readonly line: number }
export type JsonData = { readonly data: unknown } | { readonly repeated: RepeatedJsonKey }

/**
 * `exact`: each number stays as written, and a repeated key is reported. `converted`: as in earlier versions of the program, each number
 * is first converted to a JavaScript number (1.50 becomes 1.5, and a large number loses digits), and no repeated key is reported.
 */
export type Numbers = 'exact' | 'converted'

/**
 * Reads JSON, and returns each number as a string. With `exact`, reports a repeated key, because `JSON.parse` would keep only its last
 * value.
 * @throws SyntaxError if it is not JSON. RangeError if it is nested too deeply.
 */
export function parseJson(text: string, numbers: Numbers = 'exact'): JsonData {
  const data: unknown = JSON.parse(text)
  if (numbers === 'converted') return { data: withNumbersAsText(data) }
  // The exact parser is far slower. It is not needed if printing the data gives the same text: no key is repeated, and no number changed.
  if (JSON.stringify(data) === text) return { data: withNumbersAsText(data) }
  const repeated: RepeatedJsonKey[] = []
  const exact = dataOf(parse(text).body, text, repeated)
  const [first] = repeated
  return first === undefined ? { data: exact } : { repeated: first }
}

function dataOf(node: ValueNode, text: string, repeated: RepeatedJsonKey[]): unknown {
  switch (node.type) {
    case 'Object': {
      const values = new Map<string, unknown>()
      for (const { name, value } of node.members) {
        const key = name.type === 'String' ? name.value : name.name
        if (values.has(key)) repeated.push({ key, line: name.loc.start.line })
        values.set(key, dataOf(value, text, repeated))
      }
      return Object.fromEntries(values)
    }
    case 'Array':
      return node.elements.map(({ value }) => dataOf(value, text, repeated))
    case 'Number':
      return text.slice(node.loc.start.offset, node.loc.end.offset)
    case 'String':
    case 'Boolean':
      return node.value
    case 'Null':
    case 'NaN':
    case 'Infinity':
      return null
    default:
      return node satisfies never
  }
}

function withNumbersAsText(data: unknown): unknown {
  if (typeof data === 'number') return String(data)
  if (Array.isArray(data)) return data.map(withNumbersAsText)
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withNumbersAsText(value)]))
}
