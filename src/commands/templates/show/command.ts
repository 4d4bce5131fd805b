import { argument, defineCommand, flag, type OptionsOf } from '../../shared/define.ts'
import { templateFlags } from '../shared/flags.ts'

export type TemplatesShowOptions = OptionsOf<typeof templatesShow>

export const templatesShow = defineCommand({
  description: 'show what a template asks for, and how a script answers it',
  parameters: [argument('id', 'the id, the file name or the name of the template')],
  flags: { ...templateFlags, json: flag('print the form as JSON') },
  examples: ['templates show bug --kind issue --offline'],
})
