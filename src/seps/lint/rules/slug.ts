import { sepFileName, sepSlug } from '../../names.ts'
import { guidelines, type Rule, SINCE_SEP_FILES } from '../rule.ts'

/** SEPs with acronyms in capitals were accepted. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i

export const slug: Rule = {
  id: 'SEP003',
  name: 'slug',
  severity: 'warning',
  source: guidelines('step-by-step-process'),
  since: SINCE_SEP_FILES,
  summary: 'after the number, the file name has words with single hyphens',
  explanation: `The file name becomes part of the URL of the SEP's page, which people type and compare. Use letters, digits and single
hyphens. Rename the file with git mv.`,
  check({ file }) {
    if (file === null) return []
    if (file.slug === 'your-feature-title')
      return [
        { at: null, message: 'the file name is still the example from the guidelines; describe the change in it' },
      ]
    if (SLUG.test(file.slug)) return []
    const wanted = sepFileName(file.number, sepSlug(file.slug))
    return [{ at: null, message: `"${file.slug}" in the file name: use letters, digits and single hyphens: ${wanted}` }]
  },
}
