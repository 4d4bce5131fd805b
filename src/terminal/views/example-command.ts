import { exampleAnswers } from '../../forms/example.ts'
import type { Template } from '../../forms/offer.ts'
import { plain } from '../../text/quote.ts'

export type Shown = { readonly repo: string; readonly kind: 'issue' | 'discussion'; readonly template: Template }

/** A command line that answers what must be answered, to copy and complete: one flag a line, each safe in a shell. */
export function exampleCommand({ repo, kind, template }: Shown): string {
  const { id, form } = template
  return [
    `mcp-comms ${kind} new --template ${shellWord(id)}`,
    `--repo ${shellWord(repo)}`,
    `--title ${shellWord(`${form.title}…`)}`,
    ...exampleAnswers(form).map((answer) => `--field ${shellWord(`${answer.id}=${answer.value}`)}`),
  ].join(' \\\n    ')
}

/** A form is a stranger's text: no part of it may become a command of its own. */
function shellWord(text: string): string {
  const word = plain(text).replaceAll(/\s+/g, ' ')
  return /^[\w…=:,./@%+][\w…=:,./@%+-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
