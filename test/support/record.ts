import { REPO } from './github.ts'

/** The conversation that led to the decision. */
export const CONVERSATION_URL = `https://github.com/${REPO}/discussions/1`

/** The answers of a complete decision record, by field id. */
export const RECORD_FIELDS: Readonly<Record<string, string>> = {
  kind: 'process',
  about: CONVERSATION_URL,
  makers: 'The maintainers of the protocol, in their meeting of 20 November.',
  background: 'Releases waited for one person, who was away twice this year.',
  options: '- Keep one release manager: simple, but releases wait\n- Take turns each month: everybody learns it',
  rationale: 'We take turns. Two people were against it, because it takes longer at first.',
  steps: '- [ ] Write the calendar of turns\n- [ ] Describe it in the community documentation',
}

/** The answers as flags. An empty value leaves an answer out. */
export function recordFlags(changed: Readonly<Record<string, string>> = {}): readonly string[] {
  return Object.entries({ ...RECORD_FIELDS, ...changed })
    .filter(([, value]) => value !== '')
    .flatMap(([id, value]) => ['--field', `${id}=${value}`])
}

export const RECORD_TITLE = 'Decision: take turns as release manager'

export const RECORD_BODY = `### Kind of decision

process

### What led to it

${CONVERSATION_URL}

### Decision makers

${RECORD_FIELDS['makers']}

### Background and motivation

${RECORD_FIELDS['background']}

### Options considered

${RECORD_FIELDS['options']}

### Decision and rationale

${RECORD_FIELDS['rationale']}

### Implementation steps

${RECORD_FIELDS['steps']}

### AI help

_No response_
`

/** A draft of the decision record that is ready to post. */
export const RECORD = `---
kind: decision
repo: ${REPO}
template: decision.yml
title: "${RECORD_TITLE}"
labels: [notes]
aiDisclosure: none
---
${RECORD_BODY}`
