import { defineCommand, type OptionsOf } from '../../shared/define.ts'
import { json } from '../../shared/flags.ts'
import { templateSource } from '../shared/flags.ts'

export type TemplatesListOptions = OptionsOf<typeof templatesList>

export const templatesList = defineCommand({
  description: 'list the templates: your own, those of a repository, ours',
  parameters: [],
  flags: { ...templateSource, json },
  examples: ['templates list --repo modelcontextprotocol/python-sdk'],
})
