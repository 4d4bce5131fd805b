import type { WriteStream } from 'node:tty'
import { Chalk, type ColorSupportLevel } from 'chalk'
import { createSupportsColor } from 'supports-color'
import { createSupportsHyperlinks } from 'supports-hyperlinks'
import { type Characters, charactersOf, type Env, plainStyle, type Style } from './style.ts'

/** The style of a terminal, or of any stream if the environment forces colors. */
export function richStyle(stream: WriteStream, env: Env): Style {
  return makeStyle({
    ...charactersOf(env),
    color: colorLevel(stream, env),
    hyperlinks: stream.isTTY && env['TERM'] !== 'dumb' && createSupportsHyperlinks(stream),
  })
}

type Capabilities = Characters & { readonly color: ColorSupportLevel; readonly hyperlinks: boolean }

export function makeStyle({ color, hyperlinks, ...characters }: Capabilities): Style {
  const chalk = new Chalk({ level: color })
  const styles = {
    answer: chalk.bold,
    good: chalk.green,
    warning: chalk.bold.yellow,
    error: chalk.bold.red,
    label: chalk.cyan,
    quiet: chalk.dim,
    chosen: chalk.cyan,
  }
  const ownSequences = new Set(Object.values(styles).flatMap((style) => style('x').match(COLOR) ?? []))
  return {
    ...plainStyle(characters),
    ...styles,
    link: (text, url) => {
      // Only https addresses become links, because a terminal may open other addresses with any program.
      if (!hyperlinks || url.length > MAX_LINK_LENGTH || !/^https:\/\/[\x21-\x7E]+$/.test(url)) return text
      const begin = `\u001B]8;;${url}\u0007`
      ownSequences.add(begin).add(LINK_END)
      return begin + text + LINK_END
    },
    isOwnSequence: (sequence) => ownSequences.has(sequence),
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escape sequences of colors
const COLOR = /\u001B\[\d+m/g
/** Line wrapping would break a longer address and its escape sequence. */
const MAX_LINK_LENGTH = 900
const LINK_END = '\u001B]8;;\u0007'

/**
 * Follows https://no-color.org and https://force-color.org, where an empty variable counts as missing. FORCE_COLOR wins, as in Node and
 * Chalk, for which `0` and `false` turn colors off.
 */
export function colorLevel(stream: WriteStream, env: Env): ColorSupportLevel {
  const force = env['FORCE_COLOR']
  const isPlain = Boolean(env['NO_COLOR']) || !stream.isTTY || env['TERM'] === 'dumb'
  if (force ? /^(?:0|false)$/.test(force) : isPlain) return 0
  const support = createSupportsColor(stream)
  // The level is NaN if the variable is another word, such as `yes`.
  return (support === false ? 0 : support.level) || (force ? 1 : 0)
}
