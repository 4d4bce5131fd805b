import type { BulkOptions } from './command.ts'

/** The command that goes on with a plan, with the flags that it was called with. */
export function applyCommand(plan: string, options: BulkOptions, max = options.max): string {
  const { ledger, format, repo, pace, createLabels, allow, aiDisclosure } = options
  const value = (flag: string, text: string | undefined) => (text === undefined ? [] : [flag, word(text)])
  const parts = [
    ...['mcp-comms', 'issue', 'bulk', word(plan), '--apply'],
    ...value('--max', max),
    ...value('--ledger', ledger),
    ...value('--format', format),
    ...value('--repo', repo),
    ...value('--pace', pace),
    ...(createLabels === true ? ['--create-labels'] : []),
    ...allow.flatMap((check) => ['--allow', check]),
    ...value('--ai-disclosure', aiDisclosure),
  ]
  return parts.join(' ')
}

/** As a shell reads it. */
function word(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
