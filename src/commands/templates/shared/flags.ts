import { choice, flag, type OptionsOf } from '../../shared/define.ts'
import { policy, repo } from '../../shared/flags.ts'

export const templateFlags = {
  kind: choice('<kind>', ['issue', 'discussion', 'decision'], 'only templates for one kind of post'),
  repo,
  offline: flag('do not contact GitHub; use cached templates'),
  policy,
}
export type TemplateOptions = OptionsOf<{ readonly flags: typeof templateFlags }>
