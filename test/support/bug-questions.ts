import { REPO } from './github.ts'
import { CONFIRM_ALL, EDITOR } from './script.ts'

/** Answers the first questions of the form for bugs. */
export const FIRST_BUG_QUESTIONS = [
  { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
  { ask: 'Title', type: '[Bug] The handshake stalls' },
  { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
  { ask: EDITOR, write: 'Split the reply\n' },
] as const

/** Answers the other questions of the form for bugs, and sends it. */
export const LAST_BUG_QUESTIONS = [
  { ask: 'Area', pick: 'Server' },
  { ask: 'Before you send it', mark: ['I looked for it (required)'] },
  CONFIRM_ALL,
] as const
