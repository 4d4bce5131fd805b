import { excerpt } from '../../../text/quote.ts'
import { setOneLineField } from '../../edit.ts'
import { maintainerOf, maySponsor } from '../../maintainers.ts'
import { isPossibleLogin, peopleIn } from '../../people.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { guidelines, type Rule, SINCE_SEP_FILES, TEMPLATE_URL } from '../rule.ts'
import { isTemplateValue } from '../template-text.ts'

export const authorHandle: Rule = {
  id: 'SEP016',
  name: 'author-handle',
  severity: 'error',
  source: TEMPLATE_URL,
  since: SINCE_SEP_FILES,
  summary: 'each author has a GitHub handle: `Name (@handle)`',
  explanation: `Reviewers contact the authors on GitHub, so each author needs a handle. "Name <email> (@handle)" and "@handle" alone are also fine.
Separate several authors with commas. A group or a company cannot be an author: name its people here, and a group in the
Working Group field.`,
  check({ sep }) {
    const field = fieldOf(sep, 'Author(s)')
    if (field === null || isTemplateValue(field.value)) return []
    const people = peopleIn(field.value)
    const range = rangeOfValue(field)
    if (people.length === 0) return [{ range, message: 'no author is named' }]
    const withoutHandle = people.filter(({ login }) => login === null)
    if (withoutHandle.length === 0) return []
    // A name that begins with @ is that of a team, such as `@org/team`.
    const group = withoutHandle.find(({ name }) =>
      /^@|\b(?:group|team|community|community proposal|contributors)$/i.test(name ?? ''),
    )
    if (group !== undefined)
      return [{ range, message: `"${excerpt(group.name ?? '')}" is a group; name its people, each with a @handle` }]
    const names = withoutHandle.map(({ name, email }) => `"${name ?? email ?? '?'}"`).join(', ')
    return [
      {
        range,
        message: `${excerpt(names)} ${withoutHandle.length === 1 ? 'has' : 'have'} no GitHub handle; write "Name (@handle)"`,
      },
    ]
  },
}

export const authorLogin: Rule = {
  id: 'SEP046',
  name: 'author-login',
  severity: 'error',
  source:
    'https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication',
  summary: 'the handles of authors and sponsors are possible GitHub logins',
  explanation: `A GitHub login has up to 39 letters, digits and single hyphens, and no hyphen at its ends. The login of a company's managed account
ends in "_" and the company's short name. Any other handle is a typo, or a name from elsewhere, for example from Discord. The site turns it
into a link that leads nowhere, or to somebody else.`,
  check: ({ sep }) =>
    ['Author(s)', 'Sponsor'].flatMap((key) => {
      const field = fieldOf(sep, key)
      if (field === null || isTemplateValue(field.value)) return []
      return peopleIn(field.value).flatMap(({ login }) =>
        login === null || isPossibleLogin(login)
          ? []
          : [
              {
                range: rangeOfValue(field),
                message: `@${excerpt(login)} cannot be a GitHub login; write the handle from GitHub`,
              },
            ],
      )
    }),
}

export const sponsorHandle: Rule = {
  id: 'SEP017',
  name: 'sponsor-handle',
  severity: 'error',
  source: TEMPLATE_URL,
  since: SINCE_SEP_FILES,
  summary: 'Sponsor is a `@handle`, or `None`',
  explanation: `Reviewers and automation look for the sponsor's handle; "None" means that the SEP still needs one. --fix writes "None" if the field is
empty or says the same in other words.`,
  check({ sep }) {
    const field = fieldOf(sep, 'Sponsor')
    if (field === null || isTemplateValue(field.value)) return []
    const people = peopleIn(field.value)
    const range = rangeOfValue(field)
    if (people.length === 0) {
      // For example "None (seeking sponsor)".
      if (/^none\b/i.test(field.value)) return []
      const fix = [setOneLineField(sep, 'Sponsor', withNone(field.value))]
      return [{ range, message: 'no sponsor is named; write "None"', fix }]
    }
    return people.some(({ login }) => login !== null)
      ? []
      : [{ range, message: `"${excerpt(field.value)}" has no GitHub handle; write "@handle" or "None"` }]
  },
}

const ONLY_NONE = /^(?:n\/?a|tb[ad]|todo|nobody|unsponsored|to be [a-z]+)?$/i

/** `None`, with the value as a remark if it says more than that. */
function withNone(value: string): string {
  if (ONLY_NONE.test(value.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))) return 'None'
  return value.startsWith('(') ? `None ${value}` : `None (${value})`
}

export const sponsorKnown: Rule = {
  id: 'SEP012',
  name: 'sponsor-known',
  severity: 'error',
  source: guidelines('the-sponsor-role'),
  since: SINCE_SEP_FILES,
  summary: 'the sponsor is in `MAINTAINERS.md`',
  explanation: `A sponsor leads the SEP through its review, and only maintainers and core maintainers can do that. The list is MAINTAINERS.md in the
working directory or above, or the file given with --maintainers; without a list there is no check. Ask one or two maintainers of the
area that the SEP is about, and write "None" until one of them has agreed.`,
  check({ sep, facts }) {
    const field = fieldOf(sep, 'Sponsor')
    const { maintainers } = facts
    if (field === null || maintainers === null || isTemplateValue(field.value)) return []
    return peopleIn(field.value).flatMap(({ login }) => {
      if (login === null) return []
      const person = maintainerOf(maintainers, login)
      if (person !== null && maySponsor(person)) return []
      const why =
        person === null
          ? 'is not a maintainer according to MAINTAINERS.md'
          : 'is a moderator, and moderators cannot sponsor SEPs'
      return [{ range: rangeOfValue(field), message: `@${excerpt(login)} ${why}` }]
    })
  },
}
