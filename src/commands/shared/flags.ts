import type { CheckName } from '../../checks/check.ts'
import type { Draft } from '../../drafts/draft.ts'
import type { Form, Values } from '../../forms/form.ts'
import type { TemplateKind } from '../../preflight/templates.ts'
import { choice, flag, list, type OptionsOf, switchOff, value } from './define.ts'

export const policy = value(
  '<file>',
  "another community's policy (default: .mcp-comms/policy.yaml here or in a parent folder, else the built-in one)",
)
export const repo = value('<owner/name>', "the repository (default: GH_REPO, else the policy's own)", 'R')
export const yes = flag('confirm in advance what is sent, overwritten or deleted', 'y')
export const dryRun = flag('print what would be sent, and send nothing', 'n')
export const jsonWithoutPrompts = flag('print the result as JSON, and ask nothing')
export const json = flag('print the result as JSON')
export const input = switchOff('never ask; name what is missing instead')
export const plain = flag('ask with numbered lists that are never redrawn, for a screen reader (or MCP_COMMS_PLAIN=1)')
export const aiDisclosure = value('<text>', 'how AI helped: none, some, or in your words')
export const allow = list(
  '<check>',
  'override one check; secrets, vulnerability, people and private-repo also need your yes at a prompt',
)
export const limit = value('<n>', 'show at most this many', 'L')
export const label = list('<name>', 'add a label', 'l')

/** Flags for writing and for opening a draft. */
export const draftFlags = {
  repo: value('<owner/name>', 'the repository (default: GH_REPO, else you are asked)', 'R'),
  title: value('<text>', 'the title'),
  label,
  allow,
  aiDisclosure,
  yes,
  offline: flag('do not contact GitHub; use cached templates'),
  json: jsonWithoutPrompts,
  input,
  plain,
  policy,
}

export const issueFlags = {
  assignee: list('<login>', 'assign somebody; @me is you', 'a'),
  project: list('<title>', 'add it to a project; the token needs the scope `project`', 'p'),
  milestone: value('<name>', 'the milestone', 'm'),
  type: value('<name>', 'the issue type; GitHub drops it if you do not have write access'),
  parent: value('<issue>', 'the parent issue: a URL, owner/name#n, or #n'),
}

export const discussionFlags = {
  category: value('<name>', 'the category, by name or slug', 'c'),
}

/** Flags of `issue new`, `discussion new` and `decision new`. */
export const newDraftFlags = {
  template: value('<id>', 'the template: an id, a file name, or a name (see: mcp-comms templates list)', 't'),
  field: list('<id=value>', 'an answer: id=value, id=@file, or id=- for standard input', 'f'),
  body: value('<text>', 'the text, if no template is used', 'b'),
  bodyFile: value('<file>', 'the text from a file; - is standard input', 'F'),
  from: value('<draft>', 'continue an unfinished draft'),
  fromDiscord: value(
    '<file>',
    'start from a conversation on Discord: an export, or text copied from it; - is standard input',
  ),
  without: list('<name>', 'leave a person out of the conversation'),
  thread: value('<url>', 'the link to the conversation on Discord'),
  output: value('<file>', 'the draft file to write; - is stdout', 'o'),
  open: flag('post it afterward'),
  dryRun,
}

/** Flags of `issue open`, `discussion open` and `decision open`. */
export const openDraftFlags = {
  web: flag("open GitHub's own page instead, filled in", 'w'),
  ifPosted: choice(
    '<action>',
    ['keep', 'again'],
    'if an earlier run posted another version: keep that post, or post again',
  ),
  dryRun,
}

/** Flags of `security report`. None takes the text of the report, because others can see a command line. */
export const privateReportFlags = {
  repo: value('<owner/name>', 'the repository in whose code you saw the problem (default: GH_REPO)', 'R'),
  field: list(
    '<id=@file>',
    'an answer from a file, or id=- for standard input; as id=value only if the answer is short and not the summary',
    'f',
  ),
  from: value('<file>', 'continue a report, or turn a draft or a text into one; - is standard input'),
  output: value('<file>', 'keep the draft in this file, not in the state folder', 'o'),
  web: flag("open GitHub's private page instead; you copy the text yourself", 'w'),
  dryRun: flag('show what would be sent, without the text, and send nothing', 'n'),
  yes,
  json: jsonWithoutPrompts,
  input,
  plain,
  policy,
}

/** The conversation on Discord that a draft starts from. */
export type SourceConversation = {
  /** The whole text of a draft without a form: the parts to fill in, and the conversation. */
  readonly body: string
  /** Only the conversation, as the answer to a field of a form. */
  readonly text: string
  /** The questions for the parts above the conversation. */
  readonly form: Form
  readonly problemOf: (id: string, answer: string) => string | null
  /** Returns the body with the answers in place of its placeholders. */
  readonly fill: (body: string, values: Values) => string
}

type FlagValues<Flags> = OptionsOf<{ readonly flags: Flags }>

/** The options of `issue open`, `discussion open`, `decision open` and `new --open`. */
export type OpenDraftOptions = { readonly kind: TemplateKind } & FlagValues<typeof draftFlags> &
  FlagValues<typeof issueFlags> &
  FlagValues<typeof discussionFlags> &
  FlagValues<typeof openDraftFlags> & {
    /** Privacy checks that are overridden without asking. */
    readonly confirmed?: readonly CheckName[]
    /** Another command opens the draft. If the person cancels, that command prints how to resume. */
    readonly isPartOfCommand?: true
  }

export type PrivateReportOptions = FlagValues<typeof privateReportFlags>

/** The options of `issue new`, `discussion new` and `decision new`. */
export type NewDraftOptions = Omit<OpenDraftOptions, 'web' | 'ifPosted'> &
  FlagValues<typeof newDraftFlags> & {
    /** Inferred by `where` or from a conversation; the person can change it. */
    readonly suggestion?: { readonly template: string | null; readonly text: string }
    /** The decision was made in private, so the record must leave out what must stay private. */
    readonly fromPrivate?: true
    /** Answers that the command already knows, so that the form does not ask for them. */
    readonly knownFields?: Draft['fields']
    readonly conversation?: SourceConversation
  }
