import { argument, defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { sendSepFlags } from '../shared/flags.ts'

export type SepUpdateOptions = OptionsOf<typeof sepUpdate>

export const sepUpdate = defineCommand({
  description: 'commit a new version to the pull request of a SEP',
  parameters: [argument('number', 'the number of the SEP'), argument('file', 'the file with the new version')],
  flags: {
    ...sendSepFlags,
    replace: value(
      '<commit>',
      'if the pull request is still at this commit, use your version of the lines that others have changed too',
    ),
  },
  examples: ['sep update 1686 seps/1686-tool-icons.md'],
})
