import { excerpt } from '../../../text/quote.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { type Context, isSdkLink, mentionsGroupAnywhere, namesGroup } from '../context.ts'
import { EXTENSIONS_URL, type Problem, type Rule, SINCE_EXTENSIONS } from '../rule.ts'

/** `reversed.domain/name`. Each label starts with a letter, as in _meta keys. */
const IDENTIFIER = /^[a-z](?:[a-z\d-]*[a-z\d])?(?:\.[a-z](?:[a-z\d-]*[a-z\d])?)+\/[a-z\d](?:[\w.-]*[a-z\d])?$/i
const MAX_IDENTIFIER_LENGTH = 200
const OFFICIAL_PREFIX = 'io.modelcontextprotocol/'

export const extensionIdentifier: Rule = {
  id: 'SEP050',
  name: 'extension-identifier',
  severity: 'error',
  source: `${EXTENSIONS_URL}#definition`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP has an Extension Identifier: `io.modelcontextprotocol/name`',
  explanation: `Clients and servers negotiate an extension by its identifier, so the SEP defines it: a reversed domain, a slash, and a name. Every
extension with a SEP is official, so its prefix is io.modelcontextprotocol.`,
  check: (context) => (context.type === 'Extensions Track' ? identifierProblems(context) : []),
}

function identifierProblems({ sep }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'Extension Identifier')
  if (field === null)
    return [
      { range: null, message: `no extension identifier; add "- **Extension Identifier**: \`${OFFICIAL_PREFIX}name\`"` },
    ]
  const identifier = field.value.replaceAll('`', '').trim()
  const range = rangeOfValue(field)
  if (identifier.length > MAX_IDENTIFIER_LENGTH || !IDENTIFIER.test(identifier))
    return [
      { range, message: `"${excerpt(identifier)}" isn't a valid identifier; write it as \`${OFFICIAL_PREFIX}name\`` },
    ]
  if (identifier.startsWith(OFFICIAL_PREFIX)) return []
  return [
    { range, severity: 'warning', message: `the identifier of an official extension starts with ${OFFICIAL_PREFIX}` },
  ]
}

export const extensionGroup: Rule = {
  id: 'SEP051',
  name: 'extension-group',
  severity: 'error',
  source: `${EXTENSIONS_URL}#creation`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP names the group that maintains the extension, anywhere in the text',
  explanation: `After acceptance, a working group develops the extension without the core maintainers, so the SEP must identify it. A sentence is enough: the
name of the group, its page, or its channel.`,
  check(context) {
    if (context.type !== 'Extensions Track' || namesGroup(context) || mentionsGroupAnywhere(context)) return []
    return [{ range: null, message: 'the text names no group that maintains this extension; name the working group' }]
  },
}

export const extensionSdk: Rule = {
  id: 'SEP052',
  name: 'extension-sdk',
  severity: 'error',
  source: `${EXTENSIONS_URL}#creation`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP links a reference implementation in an official SDK',
  explanation: `An extension must work in at least one official SDK (…-sdk in the modelcontextprotocol organization) before its review. Link the
pull request or the branch, which may be in a fork. Until there is one, the SEP is not ready for review.`,
  check({ type, links, sections }) {
    if (type !== 'Extensions Track' || links.some(isSdkLink)) return []
    const range = sections.get('Reference Implementation')?.lines ?? null
    return [{ range, message: 'no implementation in an official SDK is linked; the review requires one' }]
  },
}
