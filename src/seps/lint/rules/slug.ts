import { sepFileName, sepSlug } from '../../file-name.ts'
import type { Rule } from '../rule.ts'
import { guidelines, SINCE_FILES } from '../sources.ts'

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export const slug: Rule = {
  id: 'SEP003',
  name: 'slug',
  severity: 'warning',
  source: guidelines('step-by-step-process'),
  since: SINCE_FILES,
  summary: 'what follows the number in the file name is lower-case words with hyphens, and no leftover of the example',
  explanation: `The file name becomes the address of the SEP's page, which people type and compare. Small letters, digits and single hyphens
read best. Rename the file (git mv).`,
  check({ file }) {
    if (file === null) return []
    if (file.slug === 'your-feature-title')
      return [{ at: null, message: 'the file name is still that of the example; say in it what changes' }]
    if (SLUG.test(file.slug)) return []
    const wanted = sepFileName(file.number, sepSlug(file.slug))
    return [{ at: null, message: `"${file.slug}" in the file name: use small letters and single hyphens: ${wanted}` }]
  },
}
