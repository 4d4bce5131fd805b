import type { Sort } from '../../../seps/search.ts'
import { choiceOr, defineCommand, list, type OptionsOf, value } from '../../shared/define.ts'
import { limit } from '../../shared/flags.ts'
import { catalogueJsonFlags } from '../shared/flags.ts'

export type SepListOptions = OptionsOf<typeof sepList>

/** Repeats the sort orders, so that printing the help does not load the sorting code. */
const SORTS: readonly Sort[] = ['number', 'updated', 'created', 'status', 'title']

export const sepList = defineCommand({
  description: 'list the SEPs: files, and open pull requests',
  parameters: [],
  flags: {
    status: list('<status>', 'awaiting-sponsor, draft, in-review, accepted, …; several with commas'),
    type: value('<type>', 'Standards Track, Informational, Process, Extensions Track'),
    author: value('<who>', 'the login, or a part of the name, of one of its authors'),
    sponsor: value('<who>', 'its sponsor; "none" lists SEPs without a sponsor'),
    group: value('<name>', 'a part of the name of its working group'),
    text: value('<words>', 'words that are all in its title or text'),
    sort: choiceOr('number', '<by>', SORTS, 'the order of the list'),
    limit,
    ...catalogueJsonFlags,
  },
  examples: [
    'sep list',
    'sep list --status awaiting-sponsor,draft --sort updated',
    'sep list --dir seps/ --text "json schema"',
  ],
})
