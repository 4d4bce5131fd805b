import type { SepSort } from '../../../seps/search.ts'
import { choiceWithDefault, defineCommand, list, type OptionsOf, value } from '../../shared/define.ts'
import { limit } from '../../shared/flags.ts'
import { catalogueFlags } from '../shared/flags.ts'

export type SepListOptions = OptionsOf<typeof sepList>

/** Repeats the sort orders, so that printing the help does not load the sorting code. */
const SORTS: readonly SepSort[] = ['number', 'updated', 'created', 'status', 'title']

export const sepList = defineCommand({
  description: 'list the SEPs: files, and open pull requests',
  parameters: [],
  flags: {
    status: list('<status>', 'only SEPs with this status: awaiting-sponsor, draft, in-review, …; several with commas'),
    type: value('<type>', 'only SEPs of this type: Standards Track, Informational, Process, Extensions Track'),
    author: value('<who>', 'only SEPs by this author: the login, or a part of the name'),
    sponsor: value('<who>', 'only SEPs with this sponsor: the login, or a part of the name; "none": without a sponsor'),
    group: value('<name>', 'only SEPs of this working group: a part of its name'),
    text: value('<words>', 'only SEPs with all these words in the title or the text'),
    sort: choiceWithDefault('number', '<by>', SORTS, 'the order of the list'),
    limit,
    ...catalogueFlags,
  },
  examples: [
    'sep list',
    'sep list --status awaiting-sponsor,draft --sort updated',
    'sep list --dir seps/ --text "json schema"',
  ],
})
