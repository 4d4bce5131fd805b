import { relativePath } from '../relative.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

export const deadLink: Rule = {
  id: 'SEP036',
  name: 'dead-link',
  severity: 'error',
  source: guidelines('what-is-a-sep'),
  summary: 'relative links lead to files that are there',
  explanation: `A SEP is a record that is read for years, beside the files it links to. A path is looked up from the SEP's own folder; addresses on the
web are not asked.`,
  check: ({ facts, links }) => {
    const { present } = facts
    if (present === null) return []
    return links.flatMap((link) => {
      const path = relativePath(link)
      if (path === null || present.has(path)) return []
      return [
        { at: link.range, message: `there is no ${path} beside this SEP; mend the link, or use the whole address` },
      ]
    })
  },
}
