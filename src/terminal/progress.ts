import type { WriteStream } from 'node:tty'
import { plain } from '../text/quote.ts'
import type { Env } from './style.ts'

/** Shows what is happening while a person waits. */
export type Progress = {
  update(text: string): void
  stop(): void
}

const SILENT: Progress = { update: () => undefined, stop: () => undefined }

/** A spinner on a terminal. Elsewhere, and with `TERM=dumb`, nothing is loaded or shown. */
export async function progressOn(stream: WriteStream, env: Env, text: string): Promise<Progress> {
  if (!stream.isTTY || env['TERM'] === 'dumb') return SILENT
  const [{ default: ora }, { colorLevel }] = await Promise.all([import('ora'), import('./rich-style.ts')])
  // By default, ora uses colour even under NO_COLOR.
  const color = colorLevel(stream, env) === 0 ? false : 'cyan'
  // ora must not touch stdin: Ctrl-C has to reach the program.
  const spinner = ora({ text: plain(text), stream, color, discardStdin: false }).start()
  return {
    update: (newText) => {
      spinner.text = plain(newText)
    },
    stop: () => {
      spinner.stop()
    },
  }
}
