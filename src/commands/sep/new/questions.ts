import { nearestGroups } from '../../../policy/groups.ts'
import type { Policy } from '../../../policy/schema.ts'
import { discussionProblem } from '../../../seps/discussion.ts'
import type { SepType } from '../../../seps/names.ts'
import { peopleIn } from '../../../seps/people.ts'
import type { Input, Select } from '../../../terminal/questions.ts'

/** Changes that need no SEP; `sep new` shows where they belong. */
export type SmallChange = 'docs' | 'bug' | 'feature'

/** https://modelcontextprotocol.io/community/sep-guidelines#when-to-write-a-sep */
export const TYPE_QUESTION: Select<SepType | SmallChange> = {
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
      label: 'Nothing, just information',
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
}

const NO_GROUP = ''

export function groupQuestion(policy: Policy, title: string): Select<string> {
  const suggestedGroups = nearestGroups(policy, title).map(({ group }) => group)
  const otherGroups = Object.values(policy.groups).filter((group) => group.listed && !suggestedGroups.includes(group))
  return {
    message: 'Which working group backs it?',
    choices: [
      ...suggestedGroups.map(({ name, channel }) => ({
        value: name,
        label: name,
        hint: channel ?? '',
        section: 'Suggested',
      })),
      {
        value: NO_GROUP,
        label: 'None yet',
        hint: 'we keep the draft, and show which groups to ask',
        // Without a suggestion, "None yet" comes first, so a heading "Other" would make no sense.
        ...(suggestedGroups.length === 0 ? {} : { section: 'Other' }),
      },
      ...otherGroups.map(({ name, channel }) => ({
        value: name,
        label: name,
        hint: channel ?? '',
        section: 'All groups',
      })),
    ],
  }
}

export function lineQuestion(message: string, current: string): Input {
  return {
    message,
    required: true,
    ...initialOf(current),
    validate: (text) => (text.trim() === '' ? 'Please enter an answer.' : null),
  }
}

export function authorsInput(message: string, current: string): Input {
  const input = lineQuestion(message, current)
  return { ...input, validate: (text) => authorsProblem(text) ?? input.validate?.(text) ?? null }
}

/** A message if a link stands in the place of an author, whose handle the site would not show; otherwise null. */
export function authorsProblem(authors: string): string | null {
  const hasLink = authors.includes('://') && peopleIn(authors).some(({ login }) => login === null)
  return hasLink ? 'Write each author as Name (@handle).' : null
}

const HTTPS_LINK = /^https:\/\/\S+$/

export function linkQuestion(message: string, current: string): Input {
  return {
    message,
    ...initialOf(current),
    validate: (text) => (text.trim() === '' || HTTPS_LINK.test(text.trim()) ? null : 'A link must start with https://'),
  }
}

export function discussionsQuestion(current: readonly string[]): Input {
  return {
    message: 'Where was it discussed? Link a Discord thread, meeting notes or a GitHub Discussion (empty: nowhere yet)',
    ...initialOf(current.join(' ')),
    validate: (text) =>
      linksIn(text)
        .map(discussionProblem)
        .find((problem) => problem !== null) ?? null,
  }
}

export function linksIn(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,]+/).filter((link) => link !== ''))]
}

export function textQuestion(message: string, current: string): Input {
  return { message, ...initialOf(current), validate: () => null }
}

function initialOf(current: string) {
  return current === '' ? {} : { initial: current }
}
