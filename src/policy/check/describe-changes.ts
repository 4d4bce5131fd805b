import { fenceBlock } from '../../text/lines.ts'
import { countsOf } from '../../text/quote.ts'
import type { Policy } from '../schema.ts'
import { DEPENDENT_KINDS, type Dependent, type DependentKind } from '../source-refs.ts'
import type { PolicyCheck } from './check.ts'
import type { CheckedFact } from './facts.ts'
import type { CheckedSection, Hunk } from './sections.ts'

const KIND_NAMES: Readonly<Record<DependentKind, readonly [singular: string, plural: string]>> = {
  rule: ['rule', 'rules'],
  guideline: ['guideline', 'guidelines'],
  channel: ['channel', 'channels'],
  contact: ['contact', 'contacts'],
  question: ['question', 'questions'],
  ai: ['rule for AI', 'rules for AI'],
  record: ['rule for records', 'rules for records'],
  repository: ['repository', 'repositories'],
  group: ['group', 'groups'],
}

/** Lists parts of the policy, such as `rules decision, poll; group auth`. */
export function dependentsText(dependents: readonly Dependent[]): string {
  const parts = DEPENDENT_KINDS.flatMap((kind) => {
    const ids = dependents.filter((dependent) => dependent.kind === kind).map(({ id }) => id)
    const [singular, plural] = KIND_NAMES[kind]
    return ids.length === 0 ? [] : [`${ids.length === 1 ? singular : plural} ${ids.join(', ')}`]
  })
  return parts.join('; ')
}

export function sectionText({ state, diff, section }: CheckedSection): string {
  switch (state) {
    case 'changed':
      return diffText(diff)
    case 'gone':
      return section === null ? 'the page no longer exists' : 'the section no longer exists'
    case 'missing':
      return 'not recorded, and not found'
    case 'unrecorded':
      return 'not recorded'
    case 'unchanged':
      return 'unchanged'
    default:
      return state satisfies never
  }
}

function diffText(diff: readonly Hunk[]): string {
  const added = diff.reduce((sum, hunk) => sum + hunk.added.length, 0)
  const removed = diff.reduce((sum, hunk) => sum + hunk.removed, 0)
  return countsOf([
    [added, 'new line'],
    [removed, 'removed line'],
  ])
}

export function factText({ fact, state, policy, github }: CheckedFact): string {
  switch (fact) {
    case 'name':
      return state === 'gone' ? 'GitHub shows no such repository' : `it is now ${String(github)}`
    case 'archived':
      return github === true ? 'it is archived' : 'it is no longer archived'
    case 'issues':
      return 'its issues are switched off'
    case 'discussions':
      return `its Discussions are switched ${github === true ? 'on' : 'off'}`
    case 'blank-issues':
      return github === true ? 'it accepts issues without a form' : 'it accepts no issues without a form'
    case 'form':
      return `the form ${String(policy)} no longer exists`
    default:
      return fact satisfies never
  }
}

/** The changes as the text of an issue, which links to pages instead of quoting them, because their text belongs to others. */
export function changesText(policy: Policy, { sections, facts, news }: PolicyCheck): string {
  const pages = sections.map(
    (section) =>
      `${section.source}\n  ${sectionText(section)} · ${section.history}\n  Affects ${code(dependentsText(section.dependents))}`,
  )
  const settings = facts.map(
    (fact) => `\`${fact.repo}\`: ${factText(fact)}\n  Affects ${code(dependentsText(fact.dependents))}`,
  )
  const newItems = [
    ...news.groups.map(
      (name) => `a page in a folder of group charters, perhaps the charter of a new group: ${code(name)}`,
    ),
    ...news.forms.map((name) => `an issue form: ${code(name)}`),
    ...news.repositories.map((name) => `a repository: ${code(name)}`),
  ]
  return [
    `\`mcp-comms policy check\` compared the policy "${policy.name}", verified on ${policy.verified}, with its sources.`,
    ...listOf('Pages', pages),
    ...listOf('Repositories', settings),
    ...listOf('New, and not in the policy', newItems),
    `Read these sources, correct the policy, and record what they say today:\n\n${fenceBlock('mcp-comms policy check --policy FILE --update', 'sh')}`,
  ].join('\n\n')
}

function listOf(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`## ${title}`, items.map((item) => `- [ ] ${item}`).join('\n')]
}

/** Formats text as code, so that GitHub does not turn a name in it into a link, a mention or markup. */
function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``
}
