import { defineCommand, type OptionsOf } from '../../shared/define.ts'
import { json } from '../../shared/flags.ts'
import { templateFlags } from '../shared/flags.ts'

export type TemplatesListOptions = OptionsOf<typeof templatesList>

export const templatesList = defineCommand({
  description: 'list templates: your own, those of a repository, and the built-in ones',
  parameters: [],
  flags: { ...templateFlags, json },
  examples: ['templates list --repo modelcontextprotocol/python-sdk'],
})
