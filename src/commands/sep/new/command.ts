import type { SepType } from '../../../seps/names.ts'
import { choice, defineCommand, flag, list, type OptionsOf, value } from '../../shared/define.ts'
import { aiDisclosure, input, jsonWithoutPrompts, plain, policy, repo, yes } from '../../shared/flags.ts'

/** `suggestion`: the text that the person gave to `where`, and the type of SEP that fits. */
export type SepNewOptions = OptionsOf<typeof sepNew> & {
  readonly suggestion?: { readonly type: SepType; readonly text: string }
}

/** Repeats the names of the types, so that printing the help does not load the parser. */
const TYPES: readonly SepType[] = ['Standards Track', 'Informational', 'Process', 'Extensions Track']

export const sepNew = defineCommand({
  description: 'ask a few questions, and write the first draft of a SEP',
  parameters: [],
  flags: {
    title: value('<text>', 'the title'),
    type: choice('<type>', TYPES, 'the type'),
    author: list('<who>', 'an author, as "Name (@handle)"'),
    group: value('<name>', 'the working group that backs the SEP'),
    discussed: list('<url>', 'where it was discussed: a Discord thread, meeting notes, or a GitHub Discussion'),
    thread: list('<url>', 'the same as --discussed'),
    prototype: value('<url>', 'a prototype that others can try'),
    breaks: value('<text>', 'what breaks, and who is affected; "" means nothing'),
    security: value('<text>', 'what could be misused; "" means nothing'),
    extension: value('<id>', 'the identifier of an extension'),
    field: list('<section=text>', 'a section: abstract=text, motivation=@file, rationale=-', 'f'),
    output: value('<file>', 'the file to write; - is stdout (default: 0000-title.md, in seps/ if there is one)', 'o'),
    repo,
    aiDisclosure,
    yes,
    offline: flag('do not contact GitHub; similar SEPs are then not shown'),
    json: jsonWithoutPrompts,
    input,
    plain,
    policy,
  },
  examples: [
    'sep new',
    'sep new --title "Icons for tools" --type "Standards Track" --group Transports --discussed https://discord.com/channels/…',
  ],
})
