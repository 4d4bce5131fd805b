import { excerpt } from '../../../text/quote.ts'
import { relativePath } from '../../sections.ts'
import { guidelines, type Rule } from '../rule.ts'

export const deadLink: Rule = {
  id: 'SEP036',
  name: 'dead-link',
  severity: 'error',
  source: guidelines('what-is-a-sep'),
  summary: 'relative links lead to existing files',
  explanation: `A SEP is a record that people read for years. Relative paths start at the SEP's own folder. Links to the web are not checked.`,
  check: ({ facts, links }) => {
    const { present } = facts
    if (present === null) return []
    return links.flatMap((link) => {
      const path = relativePath(link)
      if (path === null || present.has(path)) return []
      return [{ at: link.range, message: `${excerpt(path)} doesn't exist; fix the link, or use the full URL` }]
    })
  },
}
