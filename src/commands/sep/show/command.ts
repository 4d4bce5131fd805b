import { argument, defineCommand } from '../../shared/define.ts'
import { catalogueJsonFlags } from '../shared/flags.ts'

export const sepShow = defineCommand({
  description: 'show a SEP: where it stands, what comes next, and its text',
  parameters: [argument('sep', 'the number or the file name of a SEP')],
  flags: catalogueJsonFlags,
  examples: ['sep show 1686'],
})
