import type { App } from '../../app.ts'
import { type Answered, answerAlone, type Reader, reader } from '../../classifier/answered.ts'
import { EXIT, type ExitCode, UsageError } from '../../errors.ts'
import type { Policy } from '../../policy/schema.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { mayAsk } from '../../terminal/confirm.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { answerJson } from '../../terminal/views/where/answer-json.ts'
import type { WhereOptions } from './command.ts'
import type { Flags } from './flags.ts'
import { missingAnswers, readFlags } from './flags.ts'

/** `mcp-comms where`: which channel does it belong in? */
export async function run(app: App, words: readonly string[], options: WhereOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const flags = readFlags(policy, options)
  if (options.file !== undefined) {
    if (words.length > 0) throw new UsageError('Give either a text or --file, not both.')
    return answerFile(app, policy, flags, options, options.file)
  }
  const text = words.join(' ').trim()
  if (words.length > 0 && text === '')
    throw new UsageError('The text is empty. Say in a few words what it is about: mcp-comms where "…"')
  const asks = mayAsk(app, options)
  const answered = asks
    ? await answerTogether(app, policy, flags, text, options)
    : await answerForScript(app, policy, flags, text, options)
  const { url, writes } = answered.recommendation
  if (options.open === true && url !== null) await app.openInBrowser(url)
  if (!asks || options.open === true || writes === null) return EXIT.done
  const { offerToWrite } = await import('./start-writing.ts')
  return offerToWrite(app, writes, text, options.policy)
}

async function answerFile(app: App, policy: Policy, flags: Flags, options: WhereOptions, file: string) {
  if (options.open === true) throw new UsageError('--open opens one place; it does not go with --file.')
  const { whereFile } = await import('./many-texts.ts')
  return whereFile({ app, policy, read: reader(policy, app.model()), flags, explain: options.explain === true }, file)
}

/** With a person at the keyboard: ask, show, and let them correct what was read from their words. */
async function answerTogether(app: App, policy: Policy, flags: Flags, text: string, options: WhereOptions) {
  const { walk } = await import('./ask.ts')
  const read = text === '' ? null : reader(policy, app.model())
  return walk({ app, policy, text, read, show: (answered) => show(app, policy, answered, options) }, flags)
}

async function answerForScript(app: App, policy: Policy, flags: Flags, text: string, options: WhereOptions) {
  const missing = text === '' ? missingAnswers(policy, flags) : null
  if (missing !== null) throw missing
  const read: Reader | null = text === '' ? null : reader(policy, app.model())
  const answered = answerAlone(policy, flags, text, read)
  await show(app, policy, answered, options)
  return answered
}

async function show(app: App, policy: Policy, answered: Answered, options: WhereOptions): Promise<void> {
  const { out, err } = app.terminal
  const explain = options.explain === true
  if (options.json === true) {
    out.write(jsonDocument(answerJson(policy, answered, explain)))
    return
  }
  const { answerView, explainView, readView } = await import('../../terminal/views/where/answer.ts')
  if (err.isTerminal) err.write(readView(policy, answered, await err.style(), err.columns))
  const style = await out.style()
  out.write(answerView(policy, answered, style, out.columns))
  if (explain) out.write(explainView(answered, style, out.columns))
}
