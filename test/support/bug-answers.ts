import { REPO } from './github.ts'
import { CONFIRM_ALL, EDITOR } from './script.ts'

/** Chooses the bug form, and answers its first questions. */
export const FIRST_BUG_ANSWERS = [
  { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
  { ask: 'Title', type: '[Bug] The handshake stalls' },
  { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
  { ask: EDITOR, write: 'Split the reply\n' },
] as const

/** Answers the other questions of the bug form, and sends the issue. */
export const LAST_BUG_ANSWERS = [
  { ask: 'Area', pick: 'Server' },
  { ask: 'Before you send it', mark: ['I looked for it (required)'] },
  CONFIRM_ALL,
] as const
