import type { App } from '../../app.ts'
import { withoutSecrets } from '../../checks/quick-mask.ts'
import type { Classifier } from '../../classifier/classify.ts'
import { mattersOf } from '../../classifier/matters.ts'
import { type FolderArea, placeText } from '../../classifier/placement.ts'
import { EXIT, type ExitCode, Failure, toErrorReport, UsageError } from '../../errors.ts'
import { type PartialAnswers, questionsToAsk } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import { jsonLine } from '../../terminal/json.ts'
import { answerJson, unclearJson } from '../../terminal/views/where/answer-json.ts'
import { boundedLines } from '../../text/lines.ts'
import { countOf, quote } from '../../text/quote.ts'
import { jsonFault } from '../../text/schema-message.ts'
import { shellOf } from '../../text/shell.ts'
import { withPolicyFlag } from '../shared/policy-flag.ts'
import { PRIVACY_NOTE, readsAsPrivate } from './flags.ts'

type InputText = { readonly text: string; readonly id?: unknown }

/** Writing in blocks is faster than writing line by line. */
const BLOCK_SIZE = 64 * 1024
/** Many times the length that GitHub accepts for a body. */
const MAX_LINE_LENGTH = 4_000_000
/** The `id` of a line is repeated in the answer, and JSON.stringify overflows the stack if a value has too many levels. */
const MAX_ID_DEPTH = 100

type AnswerContext = {
  readonly app: App
  readonly policy: Policy
  /** The file of `--policy`, if the run has that flag. */
  readonly policyFile: string | undefined
  readonly classify: Classifier
  readonly flags: PartialAnswers
  readonly folderAreas: readonly FolderArea[]
  readonly explain: boolean
  /** Whether to print errors as JSON too. */
  readonly json: boolean
}

/**
 * Prints one answer for each text, in the order of the file. Reports invalid lines on stderr, and skips them.
 * @returns `EXIT.failed` if any line is invalid
 */
export async function answerEachLine(context: AnswerContext, file: string): Promise<ExitCode> {
  const { out } = context.app.terminal
  const name = file === '-' ? 'standard input' : quote(file)
  const progress = out.isTerminal ? null : await context.app.progress('Reading …')
  let lineNumber = 0
  let isEmpty = true
  let invalidCount = 0
  let block = ''
  try {
    for await (const rawLine of boundedLines(context.app.files.readChunks(file), MAX_LINE_LENGTH)) {
      lineNumber++
      if (rawLine?.trim() === '') continue
      isEmpty = false
      if (rawLine?.includes('\0') === true)
        throw new Failure('file', `${name}:${lineNumber}: not UTF-8 text`, { hint: 'save it as UTF-8' })
      const answer = await answerLine(context, rawLine, name, lineNumber)
      if (answer === null) invalidCount++
      else block += answer
      if (block.length < BLOCK_SIZE) continue
      out.write(block)
      block = ''
      await out.waitForDrain()
      if (out.hasFailed) break
      progress?.update(`${countOf(lineNumber, 'line')} read`)
    }
  } finally {
    progress?.stop()
    // Even if the rest of the file cannot be read, the answers to the earlier lines are right.
    out.write(block)
  }
  if (isEmpty)
    throw new UsageError(`${name} is empty`, {
      hint: 'put one text on each line, or a JSON object with "text" on each line',
    })
  return invalidCount === 0 ? EXIT.done : EXIT.failed
}

/**
 * Returns the answer as a line of JSON, or null if the line is invalid; the reason is printed to stderr.
 * @param rawLine null: the line is too long
 */
async function answerLine(
  { app, policy, policyFile, classify, flags, folderAreas, explain, json }: AnswerContext,
  rawLine: string | null,
  name: string,
  line: number,
) {
  const input = parseLine(rawLine)
  if (typeof input === 'string') {
    const { printErrorReport } = await import('../../terminal/error.ts')
    await printErrorReport(
      app.terminal.err,
      toErrorReport(new Failure('validation', `${name}:${line}: ${input}`)),
      json,
    )
    return null
  }
  const { text, otherMatter } = mattersOf(policy, flags, input.text, classify)
  const placement = await withoutSecrets(
    { ...placeText(policy, { known: flags, text }, classify, folderAreas), otherMatter },
    input.text,
  )
  if (readsAsPrivate(flags, input.text, classify))
    app.terminal.err.write(`mcp-comms: ${name}:${line}: ${PRIVACY_NOTE}\n`)
  const missing = placement.saysTooLittle ? questionsToAsk(policy, flags) : []
  const shownPlacement = withPolicyFlag(placement, policyFile, shellOf(app.env))
  const answer = answerJson(policy, shownPlacement, explain, app.clock.now())
  const fields = missing.length > 0 ? unclearJson(answer, flags, missing) : answer
  return jsonLine(input.id === undefined ? { line, ...fields } : { id: input.id, line, ...fields })
}

/** Returns the text of a line, or a message about what is wrong with the line. */
function parseLine(rawLine: string | null): InputText | string {
  if (rawLine === null) return `longer than ${MAX_LINE_LENGTH.toLocaleString('en')} characters; skipped`
  const text = rawLine.trim()
  if (!text.startsWith('{')) return { text }
  try {
    return fromJson(JSON.parse(text))
  } catch (error) {
    return `invalid JSON (${jsonFault(error)}); skipped`
  }
}

function fromJson(value: object): InputText | string {
  if (!('text' in value) || typeof value.text !== 'string' || value.text.trim() === '')
    return '"text" is missing or empty; skipped'
  if (!('id' in value)) return { text: value.text }
  return isNestedDeeper(value.id, MAX_ID_DEPTH)
    ? `"id" is nested more than ${MAX_ID_DEPTH} levels deep; skipped`
    : { text: value.text, id: value.id }
}

/** Whether a value has more than `depth` levels. Goes level by level, because recursion could overflow the stack. */
function isNestedDeeper(value: unknown, depth: number): boolean {
  let level: readonly unknown[] = [value]
  for (let index = 0; index <= depth && level.length > 0; index++)
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  return level.length > 0
}
