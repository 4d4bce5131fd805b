import { diff3Merge, diffPatch } from 'node-diff3'

/** Lines that both sides changed in different ways. */
export type Conflict = { readonly ours: readonly string[]; readonly theirs: readonly string[] }

export type Merge =
  | { readonly kind: 'clean'; readonly text: string }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] }

/** The time to compare grows with the square of the number of lines, so we do not compare longer texts. */
const MAX_LINES = 3_000

/**
 * Combines the changes that two sides made to the same text, line by line. Texts that are too long to compare are one conflict.
 * @param preferOurs whether to resolve each conflict in favor of our lines
 */
export function mergeTexts(base: string, ours: string, theirs: string, preferOurs = false): Merge {
  if (ours === theirs || theirs === base) return { kind: 'clean', text: ours }
  if (ours === base) return { kind: 'clean', text: theirs }
  const [ourLines, baseLines, theirLines] = [ours.split('\n'), base.split('\n'), theirs.split('\n')] as const
  if (Math.max(ourLines.length, baseLines.length, theirLines.length) > MAX_LINES)
    return preferOurs
      ? { kind: 'clean', text: ours }
      : { kind: 'conflict', conflicts: [{ ours: ourLines, theirs: theirLines }] }
  const regions = diff3Merge(ourLines, baseLines, theirLines, { excludeFalseConflicts: true })
  const conflicts = regions.flatMap(({ conflict }) =>
    conflict === undefined ? [] : [{ ours: conflict.a, theirs: conflict.b }],
  )
  if (conflicts.length > 0 && !preferOurs) return { kind: 'conflict', conflicts }
  return { kind: 'clean', text: regions.flatMap(({ ok, conflict }) => ok ?? conflict?.a ?? []).join('\n') }
}

/**
 * The lines that differ. Those of the first text begin with `-`, those of the second with `+`. Empty if a text is too long to compare.
 */
export function diffLines(before: string, after: string): readonly string[] {
  const [oldLines, newLines] = [before.split('\n'), after.split('\n')]
  if (Math.max(oldLines.length, newLines.length) > MAX_LINES) return []
  return diffPatch(oldLines, newLines).flatMap(({ buffer1, buffer2 }) => [
    ...buffer1.chunk.map((line) => `- ${line}`),
    ...buffer2.chunk.map((line) => `+ ${line}`),
  ])
}
