import { argument, choice, defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { sending } from '../shared/flags.ts'

export type SepOpenOptions = OptionsOf<typeof sepOpen>

export const sepOpen = defineCommand({
  description: 'check a SEP, and open its numbered pull request, without git or a clone',
  parameters: [argument('draft', 'the SEP, as sep new wrote it')],
  flags: {
    ...sending,
    branch: value('<name>', 'the branch (default: sep/TITLE-ID)'),
    via: choice('<way>', ['issue'], 'file it as an issue instead, as the founding edition did'),
  },
  examples: ['sep open seps/0000-tool-icons.md'],
})
