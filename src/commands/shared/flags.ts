import type { PostKind } from '../../github/target.ts'
import { flag, list, type OptionsOf, switchOff, value } from './define.ts'

/** Flags that mean the same in every command that has them. */
export const policy = value('<file>', "another community's policy (default: .mcp-comms/policy.yaml upward, else MCP's)")
export const repo = value('<owner/name>', "the repository (default: GH_REPO, else the policy's own)", 'R')
export const yes = flag('answer yes to every confirmation', 'y')
export const dryRun = flag('print exactly what would be sent, and send nothing', 'n')
export const askNothingJson = flag('print the result as JSON, and ask nothing')
export const json = flag('print the result as JSON')
export const input = switchOff('never ask; name what is missing instead')
export const aiDisclosure = value('<text>', 'how AI helped: none, some, or in your words')
export const allow = list('<check>', 'override one check; the draft records it')
export const label = list('<name>', 'add a label', 'l')

/** Of a draft, whether it is written or opened. */
export const draft = {
  repo,
  title: value('<text>', 'the title'),
  label,
  allow,
  aiDisclosure,
  yes,
  offline: flag('do not ask GitHub; use the templates that are known here'),
  json: askNothingJson,
  input,
  policy,
}

/** What only an issue has. */
export const issue = {
  assignee: list('<login>', 'assign somebody; @me is you', 'a'),
  project: list('<title>', 'add it to a project; the token needs the scope `project`', 'p'),
  milestone: value('<name>', 'the milestone', 'm'),
  type: value('<name>', 'the issue type; it can be set on GitHub’s page only'),
  parent: value('<issue>', 'the issue that it is a part of: an address, owner/name#n, or #n'),
}

/** What only a discussion has. */
export const discussion = {
  category: value('<name>', 'the category, by name or slug', 'c'),
}

/** Of `issue new` and `discussion new`. */
export const newDraft = {
  template: value('<id>', 'the template: an id, a file name, or a name (see: mcp-comms templates list)', 't'),
  field: list('<id=value>', 'an answer: id=value, id=@file, or id=- for standard input', 'f'),
  body: value('<text>', 'the text, where no template is used', 'b'),
  bodyFile: value('<file>', 'the text from a file; - is standard input', 'F'),
  from: value('<draft>', 'continue with an unfinished draft'),
  output: value('<file>', 'the draft file to write; - is stdout', 'o'),
  open: flag('post it afterwards'),
}

/** Of `issue open` and `discussion open`. */
export const openDraft = {
  web: flag('open GitHub’s own page instead, filled in', 'w'),
  dryRun,
}

type Given<Flags> = OptionsOf<{ readonly flags: Flags }>

/** `issue open` and `discussion open` as they were called, and `new --open`. */
export type OpenOptions = { readonly kind: PostKind } & Given<typeof draft> &
  Given<typeof issue> &
  Given<typeof discussion> &
  Given<typeof openDraft>

/** `issue new` and `discussion new` as they were called. */
export type NewOptions = Omit<OpenOptions, 'web' | 'dryRun'> &
  Given<typeof newDraft> & {
    /** What `where` knows already; a person may change it. */
    readonly suggestion?: { readonly template: string | null; readonly text: string }
  }
