import { list, type OptionsOf, value } from '../../shared/define.ts'
import {
  aiDisclosure,
  allow,
  askNothingJson,
  dryRun,
  input,
  json,
  plain,
  policy,
  repo,
  yes,
} from '../../shared/flags.ts'

export const rule = list('<id=level>', 'the severity of a sep lint rule: off, warn or error')

/** Flags of the commands that send a SEP. */
export const sending = { repo, rule, allow, aiDisclosure, dryRun, yes, json: askNothingJson, input, plain, policy }

/** Flags of the commands that read SEPs. */
export const catalogue = {
  dir: value('<folder>', 'a folder of SEPs, as in a clone; GitHub is not asked'),
  repo,
  policy,
}
export const catalogueJson = { json, ...catalogue }
export type CatalogueOptions = OptionsOf<{ readonly flags: typeof catalogueJson }>
