import { defineCommand } from '../../shared/define.ts'
import { catalogueJson } from '../shared/flags.ts'

export const sepStatus = defineCommand({
  description: 'what waits, and for whom: a sponsor, a review, an implementation',
  parameters: [],
  flags: catalogueJson,
  examples: ['sep status'],
})
