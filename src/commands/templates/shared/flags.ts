import { choice, flag, type OptionsOf } from '../../shared/define.ts'
import { policy, repo } from '../../shared/flags.ts'

/** Which templates are meant. */
export const templateSource = {
  kind: choice('<kind>', ['issue', 'discussion'], 'only those for one kind of post'),
  repo,
  offline: flag('do not ask GitHub: use what was read from it the last time'),
  policy,
}
export type TemplateSource = OptionsOf<{ readonly flags: typeof templateSource }>
