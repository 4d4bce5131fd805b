import { excerpt } from '../../../text/quote.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import { EXTENSIONS, type Problem, type Rule, SINCE_EXTENSIONS } from '../rule.ts'

/** `reversed.domain/name`. Each label starts with a letter, as in _meta keys. */
const IDENTIFIER = /^[a-z](?:[a-z\d-]*[a-z\d])?(?:\.[a-z](?:[a-z\d-]*[a-z\d])?)+\/[a-z\d](?:[\w.-]*[a-z\d])?$/i
const LONGEST = 200
const OFFICIAL = 'io.modelcontextprotocol/'

export const extensionIdentifier: Rule = {
  id: 'SEP050',
  name: 'extension-identifier',
  severity: 'error',
  source: `${EXTENSIONS}#definition`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP has an Extension Identifier: `io.modelcontextprotocol/name`',
  explanation: `Clients and servers negotiate an extension by its identifier, so the SEP defines it: a reversed domain, a slash, and a name. Official
extensions, which includes every extension with a SEP, have the prefix io.modelcontextprotocol.`,
  check: (context) => (context.type === 'Extensions Track' ? problemsIn(context) : []),
}

function problemsIn({ sep }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'Extension Identifier')
  if (field === null)
    return [{ at: null, message: `no extension identifier; add "- **Extension Identifier**: \`${OFFICIAL}name\`"` }]
  const identifier = field.value.replaceAll('`', '').trim()
  const at = rangeOfValue(field)
  if (identifier.length > LONGEST || !IDENTIFIER.test(identifier))
    return [{ at, message: `"${excerpt(identifier)}" isn't a valid identifier; write it as \`${OFFICIAL}name\`` }]
  if (identifier.startsWith(OFFICIAL)) return []
  return [{ at, severity: 'warning', message: `the identifier of an official extension starts with ${OFFICIAL}` }]
}
