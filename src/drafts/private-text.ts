import { BECAME_A_REPORT, BLOCKED_MARK } from '../text/added-lines.ts'
import { readMarkdownLines, replaceLoneReturns } from '../text/lines.ts'
import { KINDS } from './draft.ts'
import { type FileParts, splitFrontMatter } from './front-matter.ts'

export const IS_A_REPORT = 'it is a private report'

/** Lines in a draft that say that its text must not become public. Each is matched on its own, because the YAML may be damaged. */
const REASONS: readonly (readonly [line: RegExp, what: string])[] = [
  [/^(["']?)kind\1[ \t]*:[ \t]*(["']?)advisory\2[ \t]*(?:#.*)?\r?$/m, IS_A_REPORT],
  [/^(["']?)blocked\1[ \t]*:[ \t]*\S/m, BECAME_A_REPORT],
  [/^(["']?)privateSource\1[ \t]*:[ \t]*\S/m, 'its text comes from a private conversation'],
]
const FROM_PRIVATE = /^(["']?)fromPrivate\1[ \t]*:[ \t]*true\b/im
const POSTED = /^(["']?)url\1[ \t]*:[ \t]*\S/m

/** Empty lines at the beginning, which an editor or a shell may have added. */
const EMPTY_LINES = /^\uFEFF?(?:[ \t]*\r?\n)+/

/** Why the text of a file must not become a public post. null: nothing in the file says so. */
export function privateReason(text: string): string | null {
  return text.includes(BLOCKED_MARK) ? BECAME_A_REPORT : reasonInFrontMatter(text)
}

/** Like `privateReason`, but looks only at the front matter. */
export function reasonInFrontMatter(text: string): string | null {
  return reasonIn(partsOf(text)?.yaml ?? '')
}

function partsOf(text: string): FileParts | null {
  return splitFrontMatter(replaceLoneReturns(text).replace(EMPTY_LINES, ''))
}

function reasonIn(frontMatter: string): string | null {
  const yaml = oneFieldPerLine(frontMatter)
  const [, reason = null] = REASONS.find(([line]) => line.test(yaml)) ?? []
  if (reason !== null) return reason
  return FROM_PRIVATE.test(yaml) && !POSTED.test(yaml)
    ? 'it is the record of a private decision, which has not been checked and posted yet'
    : null
}

const KIND = new RegExp(`^(["']?)kind\\1[ \\t]*:[ \\t]*["']?(?:${KINDS.join('|')})\\b`, 'm')
const BORDER = /^\uFEFF?---[ \t]*\r?$/

/**
 * Why a text that contains another draft, or its front matter, must not become a public post, and the line of that front matter,
 * counted from 0. Text in a code block does not count. null: nothing in the text says so.
 */
export function copiedPrivateReason(text: string): { readonly reason: string; readonly line: number } | null {
  if (!text.includes('---') && !text.includes(BLOCKED_MARK)) return null
  const lines = readMarkdownLines(replaceLoneReturns(text))
  const comment = lines.findIndex((line) => line.beginsComment && line.text.includes(BLOCKED_MARK))
  if (comment >= 0) return { reason: BECAME_A_REPORT, line: comment }
  const borders = lines.flatMap((line, index) => (!line.isCode && BORDER.test(line.text) ? [index] : []))
  for (const [index, line] of borders.entries()) {
    const yaml = lines
      .slice(line + 1, borders[index + 1] ?? lines.length)
      .map((part) => part.text)
      .join('\n')
    // Between two lines that divide other texts, a line such as "blocked: by the release" means something else.
    const reason = KIND.test(oneFieldPerLine(yaml)) ? reasonIn(yaml) : null
    if (reason !== null) return { reason, line }
  }
  return null
}

/** The text of a draft without its front matter. null: it is not a draft; other Markdown may have front matter with another `kind`. */
export function draftBody(text: string): string | null {
  const parts = partsOf(text)
  return parts !== null && KIND.test(oneFieldPerLine(parts.yaml)) ? parts.body : null
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
