import { isSdkLink } from '../context.ts'
import { EXTENSIONS, type Rule, SINCE_EXTENSIONS } from '../rule.ts'

export const extensionSdk: Rule = {
  id: 'SEP052',
  name: 'extension-sdk',
  severity: 'error',
  source: `${EXTENSIONS}#creation`,
  since: SINCE_EXTENSIONS,
  summary: 'an Extensions Track SEP links a reference implementation in an official SDK',
  explanation: `An extension must work in at least one official SDK (…-sdk in the modelcontextprotocol organization) before its review. Link the
pull request or the branch, which may be in a fork. Until there is one, the SEP is not ready for review.`,
  check({ type, links, sections }) {
    if (type !== 'Extensions Track' || links.some(isSdkLink)) return []
    const at = sections.get('Reference Implementation')?.lines ?? null
    return [{ at, message: 'no implementation in an official SDK is linked; the review requires one' }]
  },
}
