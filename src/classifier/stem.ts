const ENDINGS: readonly (readonly [ending: string, shortest: number, instead: string])[] = [
  ['ies', 5, 'y'],
  ['ing', 6, ''],
  ['ed', 5, ''],
  ['es', 5, ''],
  ['ly', 5, ''],
  ['s', 4, ''],
]

/** Plain English endings cut off; good enough for counting, and harmless in other languages. */
export function stem(word: string): string {
  if (word.endsWith('ss')) return word
  for (const [ending, shortest, instead] of ENDINGS)
    if (word.length >= shortest && word.endsWith(ending)) return word.slice(0, -ending.length) + instead
  return word
}
