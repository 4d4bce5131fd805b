import type { Draft } from '../../drafts/draft.ts'
import { readRecord } from '../../drafts/record.ts'
import type { Policy } from '../../policy/schema.ts'
import { flagWords, type Shell, shellWord } from '../../text/shell.ts'

/** An unchecked box in a list, such as `- [ ] Write the docs` or `1. [ ] Write the docs`. */
const OPEN_ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ \t]\]\s/m

/**
 * Suggests the command that usually follows the post at `url`: `decision new` after the notes of a conversation, and `issue plan`
 * after a decision with open steps. Returns null if nothing follows.
 */
export function suggestNextCommand(
  { kind, labels, body }: Draft,
  { records }: Pick<Policy, 'records'>,
  { repo, url }: { readonly repo: string; readonly url: string },
  { policy: policyPath }: { readonly policy?: string },
  shell: Shell,
): string | null {
  if (kind === 'decision') {
    const steps = readRecord(body).parts.get('steps')?.text ?? ''
    return OPEN_ITEM.test(steps)
      ? `Turn the steps into issues: mcp-comms issue plan ${shellWord(url, shell)} -o plan.yaml`
      : null
  }
  const policyFlag = flagWords([['--policy', policyPath]], shell)
  const isNotes = records !== null && labels.includes(records.label)
  if (!isNotes) return null
  const command = ['mcp-comms decision new --repo', repo, '--about', shellWord(url, shell), ...policyFlag].join(' ')
  return `Once there is a decision: ${command}`
}
