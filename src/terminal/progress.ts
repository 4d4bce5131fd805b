import type { WriteStream } from 'node:tty'
import type { Env } from './terminal.ts'

/** What is going on, for a person who waits; silent where nobody does. */
export type Progress = {
  says(text: string): void
  ends(): void
}

const SILENT: Progress = { says: () => undefined, ends: () => undefined }

/** A spinner on a terminal; nothing is loaded or shown elsewhere, and with `TERM=dumb`. */
export async function progressOn(stream: WriteStream, env: Env, text: string): Promise<Progress> {
  if (!stream.isTTY || env['TERM'] === 'dumb') return SILENT
  const [{ default: ora }, { colorLevel }] = await Promise.all([import('ora'), import('./style.ts')])
  // Left to itself, it is coloured even under NO_COLOR.
  const color = colorLevel(stream, env) === 0 ? false : 'cyan'
  // The keyboard stays as it is: Ctrl-C must reach the program.
  const spinner = ora({ text, stream, color, discardStdin: false }).start()
  return {
    says: (news) => {
      spinner.text = news
    },
    ends: () => {
      spinner.stop()
    },
  }
}
