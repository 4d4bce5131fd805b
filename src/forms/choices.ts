import { oneLine } from '../text/lines.ts'

const BETWEEN = ', '

/** Several choices as the web form writes them. */
export function joinChoices(choices: readonly string[]): string {
  return choices.join(BETWEEN)
}

/**
 * The choices in a text that `joinChoices` made. An option may hold a comma itself: then the longest that fits is meant.
 * @returns null where the text is not made of options only.
 */
export function splitChoices(text: string, options: readonly string[]): readonly string[] | null {
  const found = new Map<number, { readonly option: string; readonly rest: number }>()
  const longestFirst = options.toSorted((a, b) => b.length - a.length)
  for (const start of starts(text).toReversed())
    for (const option of longestFirst) {
      const end = start + option.length
      const rest = text.startsWith(BETWEEN, end) ? end + BETWEEN.length : end
      if (!text.startsWith(option, start) || !(end === text.length || found.has(rest))) continue
      found.set(start, { option, rest })
      break
    }
  return chain(found)
}

function starts(text: string): number[] {
  const positions = [0]
  for (let at = text.indexOf(BETWEEN); at >= 0; at = text.indexOf(BETWEEN, at + 1)) positions.push(at + BETWEEN.length)
  return positions
}

function chain(
  found: ReadonlyMap<number, { readonly option: string; readonly rest: number }>,
): readonly string[] | null {
  const choices: string[] = []
  for (let step = found.get(0); step !== undefined; step = found.get(step.rest)) choices.push(step.option)
  return choices.length > 0 ? choices : null
}

/** The option that is meant: letter case and white space make no difference, if only one fits so. */
export function optionFor(options: readonly string[], given: string): string | undefined {
  if (options.includes(given)) return given
  const loose = (text: string) => oneLine(text).toLowerCase()
  const [match, another] = options.filter((option) => loose(option) === loose(given))
  return another === undefined ? match : undefined
}
