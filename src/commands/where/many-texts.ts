import type { App } from '../../app.ts'
import { answerAlone, type Reader } from '../../classifier/answered.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import type { Policy } from '../../policy/schema.ts'
import { jsonLine } from '../../terminal/json.ts'
import { answerJson } from '../../terminal/views/where/answer-json.ts'
import { quote } from '../../text/quote.ts'
import type { Flags } from './flags.ts'

type Row = { readonly text: string; readonly id?: unknown }

const WRITE_AT = 64 * 1024

type Reading = {
  readonly app: App
  readonly policy: Policy
  readonly read: Reader
  readonly flags: Flags
  readonly explain: boolean
}

/**
 * One answer a line, in the order of the file. A line that cannot be read is named on stderr and left out; the others
 * are still answered, and the exit code says that something was wrong.
 */
export async function whereFile(reading: Reading, file: string): Promise<ExitCode> {
  const { out } = reading.app.terminal
  const progress = out.isTerminal ? null : await reading.app.progress('Reading …')
  let line = 0
  let texts = 0
  let bad = 0
  let pending = ''
  try {
    for await (const raw of reading.app.files.readLines(file)) {
      line++
      if (raw.trim() === '') continue
      texts++
      const answer = answerLine(reading, raw, file, line)
      if (answer === null) bad++
      else pending += answer
      if (pending.length < WRITE_AT) continue
      out.write(pending)
      pending = ''
      await out.drained()
      progress?.says(`${texts.toLocaleString('en')} texts read`)
    }
  } finally {
    progress?.ends()
  }
  out.write(pending)
  return conclusion(file, texts, bad)
}

/** The answer as a line of JSON, or null for a line that was named on stderr. */
function answerLine({ app, policy, read, flags, explain }: Reading, raw: string, file: string, line: number) {
  const row = parseRow(raw)
  if (typeof row === 'string') {
    app.terminal.err.write(`mcp-comms: ${quote(file)}:${line}: ${row}\n`)
    return null
  }
  const answered = answerAlone(policy, flags, row.text, read)
  const id = row.id === undefined ? {} : { id: row.id }
  return jsonLine({ ...id, line, ...answerJson(policy, answered, explain) })
}

function conclusion(file: string, texts: number, bad: number): ExitCode {
  if (texts === 0)
    throw new UsageError(`${quote(file)} is empty: put one text on each line, or JSON Lines with "text".`)
  return bad === 0 ? EXIT.done : EXIT.failed
}

/** A row, or what is wrong with the line. */
function parseRow(raw: string): Row | string {
  const line = raw.trim()
  if (!line.startsWith('{')) return { text: line }
  try {
    return rowOf(JSON.parse(line))
  } catch (error) {
    return `not valid JSON (${error instanceof Error ? quote(error.message) : 'unreadable'}). Left out.`
  }
}

function rowOf(value: object): Row | string {
  if (!('text' in value) || typeof value.text !== 'string' || value.text.trim() === '')
    return 'there is no "text" with words in it. Left out.'
  return 'id' in value ? { text: value.text, id: value.id } : { text: value.text }
}
