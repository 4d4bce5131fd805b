import { type Credential, credentialOf } from './credentials.ts'
import type { FoundSecret } from './named.ts'
import { looksLikePassword, looksRandom } from './value.ts'

const RULE = /^[ \t]{0,3}\|?[ \t]{0,20}:?-{2,}[\s|:-]{0,300}$/

type Column = Credential | null

/** Finds the secrets of a Markdown table in the columns whose headings name a credential. */
export function* tableSecrets(text: string): Generator<FoundSecret> {
  let offset = 0
  let previous = ''
  let columns: readonly Column[] = []
  for (const line of text.split('\n')) {
    const isRow = line.includes('|')
    if (isRow && RULE.test(line)) columns = cellsOf(previous).map(({ text: heading }) => credentialIn(heading))
    else if (!isRow) columns = []
    else if (columns.some((column) => column !== null)) yield* secretsInRow(line, columns, offset)
    previous = line
    offset += line.length + 1
  }
}

function* secretsInRow(row: string, columns: readonly Column[], offset: number): Generator<FoundSecret> {
  for (const [index, cell] of cellsOf(row).entries()) {
    const credential = columns[index] ?? null
    const value = cell.text.replaceAll(/^[`*_"']{1,4}|[`*_"']{1,4}$/g, '')
    if (credential === null || /\s/.test(value)) continue
    const isPassword = credential === 'password'
    if (isPassword ? looksLikePassword(value) : looksRandom(value))
      yield { kind: isPassword ? 'a password' : 'a key or a token', value, offset: offset + cell.at }
  }
}

function cellsOf(row: string): readonly { readonly text: string; readonly at: number }[] {
  let at = 0
  const cells = row.split('|').map((cell) => {
    const start = at
    at += cell.length + 1
    return { text: cell.trim(), at: start }
  })
  return cells[0]?.text === '' ? cells.slice(1) : cells
}

const MAX_HEADING = 40

function credentialIn(heading: string): Column {
  const words = heading.slice(0, MAX_HEADING).replaceAll(/[`*]/g, '').split(/\s+/)
  return credentialOf(words.at(-1) ?? '', words.at(-2) ?? '', '')
}
