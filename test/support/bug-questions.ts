import { REPO } from './github.ts'
import { EDITOR, RIGHT } from './scripted.ts'

/** The first questions of the form for bugs, and their answers. */
export const BUG_QUESTIONS = [
  { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
  { ask: 'Title', type: '[Bug] The handshake stalls' },
  { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
  { ask: EDITOR, write: 'Split the reply\n' },
] as const

export const REST_OF_BUG = [
  { ask: 'Area', pick: 'Server' },
  { ask: 'Before you send it', mark: ['I looked for it (required)'] },
  RIGHT,
] as const
