import { argument, choice, defineCommand, flag, type OptionsOf, value } from '../../shared/define.ts'
import { sendSepFlags } from '../shared/flags.ts'

export type SepOpenOptions = OptionsOf<typeof sepOpen>

export const sepOpen = defineCommand({
  description: 'check a SEP, and open its numbered pull request, or hand it over to somebody who may open one',
  parameters: [argument('draft', 'the SEP, as sep new wrote it')],
  flags: {
    ...sendSepFlags,
    branch: value('<name>', 'the branch (default: sep/TITLE-ID)'),
    handOver: flag('open no pull request; print a message for those who may (default where you may not)'),
    fork: flag('hand it over with a branch in your own fork'),
    try: flag('try to open a pull request even where only collaborators may'),
    via: choice('<way>', ['issue'], 'file it as an issue instead, as the first edition of the guidelines required'),
  },
  examples: ['sep open seps/0000-tool-icons.md', 'sep open seps/0000-tool-icons.md --hand-over --fork'],
})
