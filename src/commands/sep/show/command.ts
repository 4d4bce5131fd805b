import { argument, defineCommand } from '../../shared/define.ts'
import { catalogueFlags } from '../shared/flags.ts'

export const sepShow = defineCommand({
  description: 'show a SEP: where it stands, what comes next, and its text',
  parameters: [argument('sep', 'the number or the file name of a SEP, or the address of its pull request')],
  flags: catalogueFlags,
  examples: ['sep show 1686'],
})
