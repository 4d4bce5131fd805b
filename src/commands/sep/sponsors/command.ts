import { anyArguments, defineCommand, type OptionsOf, value } from '../../shared/define.ts'
import { json, policy } from '../../shared/flags.ts'

export type SepSponsorsOptions = OptionsOf<typeof sepSponsors>

export const sepSponsors = defineCommand({
  description: 'suggest sponsors for a SEP: who leads a group that works on it, or maintains its area',
  parameters: [anyArguments('topic', 'what the SEP is about')],
  flags: {
    maintainers: value('<file>', 'the list of maintainers in a file, instead of GitHub'),
    repo: value(
      '<owner/name>',
      "the repository whose MAINTAINERS.md is read (default: GH_REPO, else the policy's own)",
      'R',
    ),
    json,
    policy,
  },
  examples: ['sep sponsors oauth scopes'],
})
