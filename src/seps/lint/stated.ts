import type { Context } from './context.ts'
import { ownBlocks, proseOf, wordCount } from './prose.ts'
import type { RequiredName } from './required.ts'
import type { Found } from './rule.ts'

const NONE = /^(?:there (?:is|are) )?(?:none|no|not applicable|n\/?a|nothing|not)\b/i
/** As many as "None: only the documentation changes." has. */
const FEWEST = 5

/** A section that only says "none", and not why. */
export function withoutReason({ sections }: Context, name: RequiredName, message: string): readonly Found[] {
  const section = sections.get(name)
  if (section === undefined) return []
  const words = wordCount(section.blocks)
  const [first] = ownBlocks(section.blocks)
  if (first === undefined || words === 0 || words >= FEWEST || !NONE.test(proseOf(first))) return []
  return [{ at: section.lines, message }]
}
