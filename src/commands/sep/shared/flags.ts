import { list, type OptionsOf, value } from '../../shared/define.ts'
import { aiDisclosure, allow, askNothingJson, dryRun, input, json, policy, repo, yes } from '../../shared/flags.ts'

export const rule = list('<id=level>', 'how much a rule of sep lint weighs: off, warn or error')

/** Of the commands that send a SEP. */
export const sending = { repo, rule, allow, aiDisclosure, dryRun, yes, json: askNothingJson, input, policy }

/** Of the commands that read SEPs: where they are. */
export const catalogue = {
  dir: value('<folder>', 'a folder of SEPs, as in a clone; GitHub is not asked'),
  repo,
  policy,
}
export const catalogueJson = { json, ...catalogue }
export type CatalogueOptions = OptionsOf<{ readonly flags: typeof catalogueJson }>
