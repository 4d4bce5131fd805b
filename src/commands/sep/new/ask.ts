import { nearestGroups } from '../../../policy/groups.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { SepType } from '../../../seps/names.ts'
import type { Prompter } from '../../../terminal/prompter.ts'

/** What is no SEP: a smaller thing, which `where` has a place for. */
export type Smaller = 'slip' | 'fault' | 'feature'

/** https://modelcontextprotocol.io/community/sep-guidelines#when-to-write-a-sep */
export function askType(prompter: Prompter): Promise<SepType | Smaller> {
  return prompter.select<SepType | Smaller>({
    message: 'What does it change?',
    choices: [
      {
        value: 'Standards Track',
        label: 'The protocol',
        hint: 'new or changed messages, fields, behaviour',
        section: 'A SEP',
      },
      {
        value: 'Extensions Track',
        label: 'An extension',
        hint: 'optional, with an identifier of its own',
        section: 'A SEP',
      },
      { value: 'Process', label: 'How we work', hint: 'governance, decisions, contributions', section: 'A SEP' },
      {
        value: 'Informational',
        label: 'Nothing, it informs',
        hint: 'advice or a description for everybody',
        section: 'A SEP',
      },
      { value: 'slip', label: 'A fix or clarification', hint: 'a typo, an example, a few words', section: 'No SEP' },
      { value: 'fault', label: 'A fault', hint: 'the text or the schema is wrong', section: 'No SEP' },
      { value: 'feature', label: 'One SDK or tool', hint: 'and not the protocol', section: 'No SEP' },
    ],
  })
}

const NONE = ''

/** The group that backs it; empty: none does yet. The nearest ones come first. */
export async function askGroup(prompter: Prompter, policy: Policy, title: string): Promise<string> {
  const near = nearestGroups(policy, title).map(({ group }) => group)
  const others = Object.values(policy.groups).filter((group) => !near.includes(group))
  return prompter.select<string>({
    message: 'Which group backs it?',
    choices: [
      ...near.map(({ name, channel }) => ({ value: name, label: name, hint: channel ?? '', section: 'Near' })),
      { value: NONE, label: 'None yet', hint: 'the draft is kept; you will see whom to ask', section: 'Or' },
      ...others.map(({ name, channel }) => ({ value: name, label: name, hint: channel ?? '', section: 'All groups' })),
    ],
  })
}

const WEB = /^https:\/\/\S+$/

/** An answer that cannot be left out. */
export function askLine(prompter: Prompter, message: string): Promise<string> {
  return prompter.input({
    message,
    validate: (text) => (text.trim() === '' ? 'An answer is needed here.' : null),
  })
}

/** Empty is an answer too: there is none. */
export function askLink(prompter: Prompter, message: string): Promise<string> {
  return prompter.input({
    message,
    validate: (text) => (text.trim() === '' || WEB.test(text.trim()) ? null : 'An address begins with https://'),
  })
}
