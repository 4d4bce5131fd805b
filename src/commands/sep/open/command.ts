import { argument, choice, defineCommand, flag, type OptionsOf, value } from '../../shared/define.ts'
import { sendSepFlags } from '../shared/flags.ts'

export type SepOpenOptions = OptionsOf<typeof sepOpen>

export const sepOpen = defineCommand({
  description:
    'check a SEP, open a pull request and give the SEP its number, or hand the SEP over to somebody who can open one',
  parameters: [argument('draft', 'the file of a SEP without a number, such as seps/0000-title.md')],
  flags: {
    ...sendSepFlags,
    branch: value('<name>', 'the branch (default: sep/TITLE-ID)'),
    handOver: flag('open no pull request; print a message for somebody who can (the default if you cannot)'),
    fork: flag('hand the SEP over with a branch in your own fork'),
    try: flag('try to open a pull request even if only collaborators can'),
    via: choice(
      '<way>',
      ['issue'],
      'file the SEP as an issue instead, as the first edition of the guidelines required',
    ),
  },
  examples: ['sep open seps/0000-tool-icons.md', 'sep open seps/0000-tool-icons.md --hand-over --fork'],
})
