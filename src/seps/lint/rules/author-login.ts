import { excerpt } from '../../../text/quote.ts'
import { isPossibleLogin, peopleIn } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import type { Rule } from '../rule.ts'

export const authorLogin: Rule = {
  id: 'SEP046',
  name: 'author-login',
  severity: 'error',
  source:
    'https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication',
  summary: 'the handles of authors and sponsors are possible GitHub logins',
  explanation: `A GitHub login has up to 39 letters, digits and single hyphens, and none at its ends; that of a company's managed account ends in "_" and
the company's short name. Any other handle is a typo, or a name from elsewhere, for example from Discord. The site makes a link of it that
leads nowhere, or to somebody else.`,
  check: ({ sep }) =>
    ['Author(s)', 'Sponsor'].flatMap((key) => {
      const field = fieldOf(sep, key)
      if (field === null || isTemplateValue(field.value)) return []
      return peopleIn(field.value).flatMap(({ login }) =>
        login === null || isPossibleLogin(login)
          ? []
          : [
              {
                at: rangeOfValue(field),
                message: `@${excerpt(login)} cannot be a GitHub login; write the handle from GitHub`,
              },
            ],
      )
    }),
}
