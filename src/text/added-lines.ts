import { Failure } from '../errors.ts'
import { MAX_BODY_LENGTH } from './github-names.ts'

export const MARKER_ID = /^[A-Za-z0-9-]{8,64}$/
const MARKER = /<!-- mcp-comms:([A-Za-z0-9-]{8,64}) -->/g

/** The hidden comment that identifies a post when it is not known whether GitHub created it. */
export function markerFor(id: string): string {
  if (!MARKER_ID.test(id))
    throw new Failure('validation', `"${id}" is not a valid marker`, {
      hint: 'expected 8 to 64 letters, digits or hyphens',
    })
  return `<!-- mcp-comms:${id} -->`
}

/** The longest body that GitHub still accepts after `withMarker` adds a marker. */
export const MAX_UNMARKED_BODY_LENGTH = MAX_BODY_LENGTH - `\n\n<!-- mcp-comms: -->`.length - 64

/** The body as we send it, with this marker at its end and no other marker. */
export function withMarker(body: string, id: string): string {
  const bare = withoutMarker(body)
  return bare === '' ? markerFor(id) : `${bare}\n\n${markerFor(id)}`
}

/** The id of the last marker, if there is one. */
export function markerIn(body: string): string | null {
  return [...body.matchAll(MARKER)].at(-1)?.[1] ?? null
}

export function withoutMarker(body: string): string {
  return body.replaceAll(MARKER, '').trimEnd()
}
