import { explainsAbsence, isAboutProtocol, isHomePage, isOpen, linksCode, linksIn } from '../context.ts'
import { hasNoContent } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

export const prototypeLinked: Rule = {
  id: 'SEP040',
  name: 'prototype-linked',
  severity: 'error',
  source: guidelines('prototype-requirements'),
  summary: 'Reference Implementation links a prototype; a warning while the SEP is open',
  explanation: `A SEP is accepted only with a prototype that reviewers can run: a branch of an SDK, a proof of concept, a reference server or client.
Pseudocode is not enough, and neither is the home page of a product. Link it, and explain how to set it up. Process and Informational SEPs need no prototype; any other SEP without
one explains why.`,
  check(context) {
    const section = context.sections.get('Reference Implementation')
    if (section === undefined || hasNoContent(section.blocks) || !isAboutProtocol(context)) return []
    if (linksCode(context, section) || explainsAbsence(context, section)) return []
    const isHome = linksIn(context, section).some(({ url }) => isHomePage(url))
    const message = isHome
      ? 'a home page is not a prototype; link the code that reviewers can run'
      : 'no prototype is linked; link code that reviewers can run'
    return [{ at: section.lines, message, ...(isOpen(context) ? { severity: 'warning' } : {}) }]
  },
}
