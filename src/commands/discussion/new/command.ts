import { defineCommand } from '../../shared/define.ts'
import { discussionFlags, draftFlags, newDraftFlags } from '../../shared/flags.ts'

export const discussionNew = defineCommand({
  description: 'fill in a template, and write the discussion into a draft file',
  parameters: [],
  flags: { ...newDraftFlags, ...discussionFlags, ...draftFlags },
  examples: ['discussion new --template question', 'discussion new --template feature-request --category ideas --open'],
})
