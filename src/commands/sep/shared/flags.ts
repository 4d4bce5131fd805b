import { list, type OptionsOf, value } from '../../shared/define.ts'
import {
  aiDisclosure,
  allow,
  dryRun,
  input,
  json,
  jsonWithoutPrompts,
  plain,
  policy,
  repo,
  yes,
} from '../../shared/flags.ts'

export const rule = list('<id=level>', 'the severity of a sep lint rule: off, warn or error')

export const sendSepFlags = {
  repo,
  rule,
  allow,
  aiDisclosure,
  dryRun,
  yes,
  json: jsonWithoutPrompts,
  input,
  plain,
  policy,
}

export const catalogueFlags = {
  json,
  dir: value('<folder>', 'a folder of SEPs, as in a clone, instead of GitHub'),
  repo,
  policy,
}
export type CatalogueOptions = OptionsOf<{ readonly flags: typeof catalogueFlags }>
