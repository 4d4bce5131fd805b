import { splitFrontMatter } from '../../drafts/front-matter.ts'
import { Failure } from '../../errors.ts'
import { isBlocked } from '../../seps/draft.ts'
import { plain } from '../../text/quote.ts'

/** Lines in a draft that say that its text must not become public. Each is matched on its own, because the YAML may be damaged. */
const REASONS: readonly (readonly [line: RegExp, what: string])[] = [
  [/^(["']?)kind\1[ \t]*:[ \t]*(["']?)advisory\2[ \t]*(?:#.*)?\r?$/m, 'it is a private report'],
  [/^(["']?)blocked\1[ \t]*:[ \t]*\S/m, 'what it says became a private report'],
  [/^(["']?)privateSource\1[ \t]*:[ \t]*\S/m, 'its text comes from a private conversation'],
]
const FROM_PRIVATE = /^(["']?)fromPrivate\1[ \t]*:[ \t]*true\b/m
const POSTED = /^(["']?)url\1[ \t]*:[ \t]*\S/m

/**
 * Refuses to make another post from a draft that must stay private, because the new draft would no longer say so.
 * @param name the file, for the message
 * @throws Failure (validation)
 */
export function refusePrivateText(text: string, name: string): void {
  const reason = reasonIn(text)
  if (reason === null) return
  throw new Failure('validation', plain(`${name} must not become a public post: ${reason}`), {
    hint: 'write what the public needs to know into another file, in your own words',
  })
}

function reasonIn(text: string): string | null {
  if (isBlocked({ text })) return 'what it says became a private report'
  const yaml = oneFieldPerLine(splitFrontMatter(text)?.yaml ?? '')
  const [, reason = null] = REASONS.find(([line]) => line.test(yaml)) ?? []
  if (reason !== null) return reason
  return FROM_PRIVATE.test(yaml) && !POSTED.test(yaml)
    ? 'it is the record of a private decision, which has not been checked and posted yet'
    : null
}

/** Moves each field to the beginning of a line, even if the front matter is indented or written as `{kind: advisory}`. */
function oneFieldPerLine(yaml: string): string {
  const trimmed = yaml.trim()
  if (trimmed.startsWith('{')) return trimmed.replaceAll(/[{},]/g, '\n').replaceAll(/^[ \t]+/gm, '')
  const indent = /^[ \t]+(?=\S)/.exec(yaml.replace(/^\s*\n/, ''))?.[0] ?? ''
  return yaml
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n')
}
