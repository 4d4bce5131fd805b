import type { App } from '../app.ts'
import type { FieldValue } from '../drafts/draft.ts'
import { Failure, UsageError } from '../errors.ts'
import { shellOf, shellWord } from '../text/shell.ts'

/** GitHub accepts 65,536 characters, each of up to four bytes, for a whole body. */
const FIELD_SIZE_LIMIT = 300_000

/**
 * Reads the values of `--field`: `id=value`, `id=@file`, `id=-` for standard input, and `id=@@…` for a value that
 * begins with `@`. An id that is repeated becomes a list.
 * @throws UsageError for an invalid field.
 */
export async function readFieldFlags(
  app: App,
  flags: readonly string[],
): Promise<Readonly<Record<string, FieldValue>>> {
  const entries = flags.map(split)
  if (entries.filter(({ value }) => value === '-').length > 1)
    throw new UsageError('--field: standard input can be read only once', {
      hint: 'write one of the texts to a file, and give id=@FILE',
    })
  const fields = new Map<string, FieldValue>()
  for (const { id, value } of entries) {
    const text = await valueFrom(app, id, value)
    const previous = fields.get(id)
    fields.set(id, previous === undefined ? text : [previous, text].flat())
  }
  return Object.fromEntries(fields)
}

/** The ids of the `--field` flags, without their values. */
export function fieldIds(flags: readonly string[]): readonly string[] {
  return flags.map((flag) => split(flag).id)
}

function split(flag: string): { readonly id: string; readonly value: string } {
  const at = flag.indexOf('=')
  if (at < 1)
    throw new UsageError(`--field ${flag}`, { hint: 'expected id=value, id=@file, or id=- for standard input' })
  return { id: flag.slice(0, at).trim(), value: flag.slice(at + 1) }
}

async function valueFrom(app: App, id: string, value: string): Promise<string> {
  if (value === '-') return app.files.readText('-', FIELD_SIZE_LIMIT)
  if (value.startsWith('@@')) return value.slice(1)
  if (!value.startsWith('@')) return value
  try {
    return await app.files.readText(value.slice(1), FIELD_SIZE_LIMIT)
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'file') throw error
    // A user name begins with "@", too.
    const literal = shellWord(`${id}=@${value}`, shellOf(app.env))
    throw new Failure('file', error.message, { hint: `if it is the text itself: --field ${literal}` })
  }
}
