import type { Entry } from './entry.ts'
import { declareCatalogue } from './sep-catalogue.ts'
import { declareLint } from './sep-lint.ts'
import { declareProposals } from './sep-proposals.ts'

export const SEP: Entry = {
  name: 'sep',
  summary: 'specification enhancement proposals: write, look over, open, find',
  usage: '[options] [command]',
  declare: (sep, app, exit) => {
    declareProposals(sep, app, exit)
    declareLint(sep, app, exit)
    declareCatalogue(sep, app, exit)
  },
}
