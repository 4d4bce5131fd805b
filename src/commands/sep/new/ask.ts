import { nearestGroups } from '../../../policy/groups.ts'
import type { Policy } from '../../../policy/schema.ts'
import { discussionProblem } from '../../../seps/discussion.ts'
import type { SepType } from '../../../seps/names.ts'
import type { Prompter } from '../../../terminal/questions.ts'

/** Changes that need no SEP; `where` says where they belong. */
export type SmallChange = 'docs' | 'bug' | 'feature'

/** https://modelcontextprotocol.io/community/sep-guidelines#when-to-write-a-sep */
export function askType(prompter: Prompter): Promise<SepType | SmallChange> {
  return prompter.select<SepType | SmallChange>({
    message: 'What does it change?',
    choices: [
      {
        value: 'Standards Track',
        label: 'The protocol',
        hint: 'new or changed messages, fields, behavior',
        section: 'Needs a SEP',
      },
      {
        value: 'Extensions Track',
        label: 'An extension',
        hint: 'optional, with its own identifier',
        section: 'Needs a SEP',
      },
      {
        value: 'Process',
        label: 'How we work',
        hint: 'governance, decisions, contributions',
        section: 'Needs a SEP',
      },
      {
        value: 'Informational',
        label: 'Nothing, it informs',
        hint: 'guidance or a description for everyone',
        section: 'Needs a SEP',
      },
      {
        value: 'docs',
        label: 'A fix or clarification',
        hint: 'a typo, an example, a few words',
        section: 'Needs no SEP',
      },
      { value: 'bug', label: 'A bug', hint: 'the text or the schema is wrong', section: 'Needs no SEP' },
      { value: 'feature', label: 'One SDK or tool', hint: 'but not the protocol', section: 'Needs no SEP' },
    ],
  })
}

const NO_GROUP = ''

/** The working group behind the SEP; empty: none yet. Suggests the nearest groups first. */
export async function askGroup(prompter: Prompter, policy: Policy, title: string): Promise<string> {
  const suggested = nearestGroups(policy, title).map(({ group }) => group)
  const others = Object.values(policy.groups).filter((group) => group.listed && !suggested.includes(group))
  return prompter.select<string>({
    message: 'Which working group backs it?',
    choices: [
      ...suggested.map(({ name, channel }) => ({
        value: name,
        label: name,
        hint: channel ?? '',
        section: 'Suggested',
      })),
      {
        value: NO_GROUP,
        label: 'None yet',
        hint: 'we keep the draft, and show which groups to ask',
        section: 'Other',
      },
      ...others.map(({ name, channel }) => ({ value: name, label: name, hint: channel ?? '', section: 'All groups' })),
    ],
  })
}

/** An answer is required. */
export async function askLine(prompter: Prompter, message: string): Promise<string> {
  const line = await prompter.input({
    message,
    validate: (text) => (text.trim() === '' ? 'Please enter an answer.' : null),
  })
  return line.trim()
}

const WEB = /^https:\/\/\S+$/

/** The answer may be empty. */
export async function askLink(prompter: Prompter, message: string): Promise<string> {
  const link = await prompter.input({
    message,
    validate: (text) => (text.trim() === '' || WEB.test(text.trim()) ? null : 'A link must start with https://'),
  })
  return link.trim()
}

/** Where it was discussed. The answer may be empty, or several links. */
export async function askDiscussions(prompter: Prompter): Promise<readonly string[]> {
  const answer = await prompter.input({
    message: 'Where was it discussed? Link a Discord thread, meeting notes or a GitHub Discussion (empty: nowhere yet)',
    validate: (text) =>
      linksIn(text)
        .map(discussionProblem)
        .find((problem) => problem !== null) ?? null,
  })
  return [...new Set(linksIn(answer))]
}

const linksIn = (text: string) => text.split(/[\s,]+/).filter((link) => link !== '')

/** The answer may be empty. */
export async function askText(prompter: Prompter, message: string): Promise<string> {
  return (await prompter.input({ message, validate: () => null })).trim()
}
