import { UsageError } from '../errors.ts'
import { likelyWord } from '../text/nearest.ts'
import type { Offer, Template } from './offer.ts'

/**
 * The template that somebody named, by its id, its file or its own name, in any case of letters.
 * @throws UsageError that names the nearest one and all there are.
 */
export function chooseTemplate({ templates }: Pick<Offer, 'templates'>, named: string): Template {
  const wanted = named.trim().toLowerCase()
  for (const nameOf of NAMES) {
    const found = templates.find((template) => nameOf(template).toLowerCase() === wanted)
    if (found !== undefined) return found
  }
  throw unknown(templates, named)
}

const NAMES: readonly ((template: Template) => string)[] = [
  ({ id }) => id,
  ({ file }) => file,
  ({ form }) => form.name.trim(),
]

function unknown(templates: readonly Template[], named: string): UsageError {
  if (templates.length === 0)
    return new UsageError(`there is no template "${named}", nor any other; see mcp-comms templates list`)
  const ids = [...new Set(templates.map(({ id }) => id))]
  const nearest = nearestTo(named.trim().toLowerCase(), templates)
  const hint = nearest === null ? '' : ` Did you mean ${nearest}?`
  return new UsageError(`there is no template "${named}".${hint}\nChoices: ${ids.join(', ')}`)
}

/** null: none is near enough to be meant. */
function nearestTo(wanted: string, templates: readonly Template[]): string | null {
  const idByName = new Map(
    templates.flatMap((template) => NAMES.map((nameOf) => [nameOf(template).toLowerCase(), template.id] as const)),
  )
  const name = likelyWord(wanted, [...idByName.keys()])
  return name === null ? null : (idByName.get(name) ?? null)
}
