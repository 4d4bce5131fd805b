import { defineCommand } from '../../shared/define.ts'
import { catalogueFlags } from '../shared/flags.ts'

export const sepStatus = defineCommand({
  description: 'show which SEPs are waiting for a sponsor, a review or an implementation',
  parameters: [],
  flags: catalogueFlags,
  examples: ['sep status'],
})
