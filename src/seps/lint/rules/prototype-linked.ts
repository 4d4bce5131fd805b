import { isAboutProtocol, isOpen } from '../context.ts'
import { leadsToCode, saysNoneIsNeeded } from '../evidence.ts'
import { isSilent } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

export const prototypeLinked: Rule = {
  id: 'SEP040',
  name: 'prototype-linked',
  severity: 'error',
  source: guidelines('prototype-requirements'),
  summary: 'Reference Implementation links a prototype; a warning as long as the SEP is open',
  explanation: `A SEP is accepted only with a prototype that reviewers can run: a branch of an SDK, a proof of concept, a reference server or client.
Pseudocode is not enough. Link it, with how to set it up. Process and Informational SEPs need none, and where
else none is needed the section says why.`,
  check(context) {
    const section = context.sections.get('Reference Implementation')
    if (section === undefined || isSilent(section.blocks) || !isAboutProtocol(context)) return []
    if (leadsToCode(context, section) || saysNoneIsNeeded(context, section)) return []
    const message = 'no prototype is linked; link code that reviewers can run'
    return [{ at: section.lines, message, ...(isOpen(context) ? { severity: 'warning' } : {}) }]
  },
}
