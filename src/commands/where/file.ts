import type { App } from '../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import { answerAlone, type Reader } from '../../policy/answered.ts'
import type { Policy } from '../../policy/schema.ts'
import { quote } from '../../terminal/plain.ts'
import { answerJson } from '../../terminal/views/answer-json.ts'
import type { Flags } from './options.ts'

type Row = { readonly text: string; readonly id?: unknown }

const WRITE_AT = 64 * 1024

/**
 * One answer a line, in the order of the file. A line that cannot be read is named on stderr and left out; the others
 * are still answered, and the exit code says that something was wrong.
 */
export async function whereFile(
  app: App,
  policy: Policy,
  read: Reader,
  file: string,
  flags: Flags,
  explain: boolean,
): Promise<ExitCode> {
  let line = 0
  let texts = 0
  let bad = 0
  let pending = ''
  for await (const raw of app.files.readLines(file)) {
    line++
    if (raw.trim() === '') continue
    texts++
    const row = parseRow(raw)
    if (typeof row === 'string') {
      bad++
      app.terminal.err.write(`mcp-comms: ${quote(file)}:${line}: ${row}\n`)
      continue
    }
    const answered = answerAlone(policy, flags, row.text, read)
    const id = row.id === undefined ? {} : { id: row.id }
    pending += `${JSON.stringify({ ...id, line, ...answerJson(policy, answered, explain) })}\n`
    if (pending.length >= WRITE_AT) {
      app.terminal.out.write(pending)
      pending = ''
      await app.terminal.out.drained()
    }
  }
  app.terminal.out.write(pending)
  return conclusion(file, texts, bad)
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
