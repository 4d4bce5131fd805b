import { trackFences } from '../text/markdown-lines.ts'

/** Where a field's answer stands in a body. */
export type Section = { readonly field: number; readonly text: string }
type Start = { readonly field: number; readonly line: number }

/**
 * A body cut at the headings of a form's fields. An answer may hold such headings too, in a code block or not, so every
 * reading must find all of them, each once and in the order of the form; only a body that somebody has edited is read loosely.
 */
export function sectionsOf(body: string, headings: readonly string[]): readonly Section[] {
  const lines = body.split('\n')
  const fenced = lines.map(trackFences('margin'))
  const complete = [inOrder(lines, headings, (at) => fenced[at] === true), inOrder(lines, headings, () => false)].find(
    (starts) => starts.length === headings.length,
  )
  const starts = complete ?? withGaps(lines, headings, fenced)
  return starts.map(({ field, line }, at) => ({
    field,
    text: lines.slice(line + 1, starts[at + 1]?.line).join('\n'),
  }))
}

function inOrder(
  lines: readonly string[],
  headings: readonly string[],
  skip: (at: number) => boolean,
): readonly Start[] {
  const starts: Start[] = []
  for (const [at, line] of lines.entries())
    if (line.trimEnd() === headings[starts.length] && standsAlone(lines, at) && !skip(at))
      starts.push({ field: starts.length, line: at })
  return starts
}

/** Fields may have been taken out, and empty lines too. */
function withGaps(lines: readonly string[], headings: readonly string[], fenced: readonly boolean[]): readonly Start[] {
  const starts: Start[] = []
  for (const [at, line] of lines.entries()) {
    const field = headings.indexOf(line.trimEnd(), (starts.at(-1)?.field ?? -1) + 1)
    if (field >= 0 && fenced[at] !== true) starts.push({ field, line: at })
  }
  return starts
}

function standsAlone(lines: readonly string[], at: number): boolean {
  return [lines[at - 1], lines[at + 1]].every((line) => line === undefined || line.trim() === '')
}
