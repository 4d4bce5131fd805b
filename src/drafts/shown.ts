const LONGEST = 120

/** A part of a file inside a message: short, on one line, and with nothing in it that moves a cursor or turns a text round. */
export function shown(text: string): string {
  const characters = [...text.slice(0, 2 * LONGEST).replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')]
  return characters.length <= LONGEST ? characters.join('') : `${characters.slice(0, LONGEST - 1).join('')}…`
}
