import { defineCommand, flag, type OptionsOf, someArguments } from '../../shared/define.ts'

export type TemplatesLintOptions = OptionsOf<typeof templatesLint>

export const templatesLint = defineCommand({
  description: 'find what GitHub would reject or ignore in templates',
  parameters: [someArguments('file', 'issue forms, discussion forms or Markdown templates, or a folder of them')],
  flags: { json: flag('print the problems as JSON') },
  examples: ['templates lint .github/ISSUE_TEMPLATE/bug.yml', 'templates lint .github'],
})
