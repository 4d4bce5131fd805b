import { fieldOf, rangeOfValue } from '../../preamble.ts'
import type { Context } from '../context.ts'
import type { Found, Rule } from '../rule.ts'
import { EXTENSIONS, SINCE_EXTENSIONS } from '../sources.ts'

/** `reversed.domain/name`, in which each label begins with a letter: the rules of _meta keys. */
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
  explanation: `Clients and servers agree on an extension by its identifier, so the SEP fixes it: a reversed domain, a slash, a name. Official
extensions, and those become so by a SEP, have the prefix io.modelcontextprotocol.`,
  check: (context) => (context.type === 'Extensions Track' ? faultsOf(context) : []),
}

function faultsOf({ sep }: Context): readonly Found[] {
  const field = fieldOf(sep, 'Extension Identifier')
  if (field === null)
    return [
      { at: null, message: `there is no extension identifier; add "- **Extension Identifier**: \`${OFFICIAL}name\`"` },
    ]
  const identifier = field.value.replaceAll('`', '').trim()
  const at = rangeOfValue(field)
  if (identifier.length > LONGEST || !IDENTIFIER.test(identifier))
    return [{ at, message: `"${identifier}" is no identifier; write it as \`${OFFICIAL}name\`` }]
  if (identifier.startsWith(OFFICIAL)) return []
  return [{ at, severity: 'warning', message: `official extensions begin with ${OFFICIAL}` }]
}
