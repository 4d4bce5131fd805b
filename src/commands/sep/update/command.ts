import { argument, defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { sendSepFlags } from '../shared/flags.ts'

export type SepUpdateOptions = OptionsOf<typeof sepUpdate>

export const sepUpdate = defineCommand({
  description: 'commit a new version to the pull request of a SEP',
  parameters: [argument('number', 'its number'), argument('file', 'the new version')],
  flags: {
    ...sendSepFlags,
    replace: value('<commit>', 'keep your lines where others changed them too, up to this commit'),
  },
  examples: ['sep update 1686 seps/1686-tool-icons.md'],
})
