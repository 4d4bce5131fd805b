import { argument, defineCommand } from '../../shared/define.ts'
import { catalogueJsonFlags } from '../shared/flags.ts'

export const sepShow = defineCommand({
  description: 'show a SEP: where it stands, what comes next, and its text',
  parameters: [argument('sep', 'its number, or its file name')],
  flags: catalogueJsonFlags,
  examples: ['sep show 1686'],
})
