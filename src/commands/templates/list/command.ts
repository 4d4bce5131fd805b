import { defineCommand, type OptionsOf } from '../../shared/define.ts'
import { json } from '../../shared/flags.ts'
import { templateFlags } from '../shared/flags.ts'

export type TemplatesListOptions = OptionsOf<typeof templatesList>

export const templatesList = defineCommand({
  description: 'list the templates for posts in a repository: your own, its own, or built-in ones',
  parameters: [],
  flags: { ...templateFlags, json },
  examples: ['templates list --repo modelcontextprotocol/python-sdk'],
})
