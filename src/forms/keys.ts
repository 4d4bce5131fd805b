import * as z from 'zod'

/** What GitHub expects at a key, said to whoever wrote something else there. */
export function expects(what: string) {
  return ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? `is missing; GitHub expects ${what}` : `GitHub expects ${what}, not ${kindOf(input)}`
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : JSON.stringify(value.slice(0, 40))
  if (typeof value === 'boolean') return `the truth value ${value} (put it in quotes)`
  if (typeof value === 'number') return `the number ${value}`
  return Array.isArray(value) ? 'a list' : 'a mapping'
}

/** A key with nothing after it is a key left out; a number is the text of its digits. */
export function lenient(value: unknown): unknown {
  if (value === null) return undefined
  return typeof value === 'number' ? String(value) : value
}

export const text = (what: string) => z.preprocess(lenient, z.string({ error: expects(what) }).default(''))
export const neededText = (what: string) =>
  z.preprocess(lenient, z.string({ error: expects(what) }).regex(/\S/, { error: expects(what) }))

const toList = (value: unknown) => (typeof value === 'string' ? value.split(',') : (lenient(value) ?? []))
export const names = (what: string) =>
  z
    .preprocess(toList, z.array(text('a text'), { error: expects(what) }))
    .transform((list) => list.map((name) => name.trim()).filter((name) => name !== ''))

export const flag = z.preprocess((value) => value ?? false, z.boolean({ error: expects('true or false') }))

/** A mapping that may be left out: what is needed in it is then missing there. */
export const optionalMapping = <T extends z.ZodType>(mapping: T) => z.preprocess((value) => value ?? {}, mapping)
