import type { App } from '../../../app.ts'
import { requireOverridable } from '../../../checks/check.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { GitHubFailure } from '../../../github/failure.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import { confirmVersion } from '../../../preflight/confirm-sep.ts'
import { type Context, createContext } from '../../../preflight/context.ts'
import type { Destination } from '../../../preflight/destination.ts'
import { requireGitHub } from '../../../preflight/sep.ts'
import { makeStoppable } from '../../../publish/stoppable.ts'
import {
  type PullRequestApi,
  readVersion,
  type SepReference,
  type SepVersion,
  sendVersion,
} from '../../../publish/update-proposal.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { withResumeHint } from '../../../storage/draft-file.ts'
import { readSepDraft } from '../../../storage/sep-file.ts'
import { watchInterrupts } from '../../../system/interrupt.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { pagesView } from '../../../terminal/views/sep/open.ts'
import { baseName } from '../../../text/file-names.ts'
import { normalizeLineEndings } from '../../../text/lines.ts'
import { plain } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { checkSep } from '../shared/check-sep.ts'
import { sepUpdateCommand } from '../shared/commands.ts'
import { pagesToRender } from '../shared/rendered-pages.ts'
import type { SepUpdateOptions } from './command.ts'
import { mergeChanges, refuseOlderCopy } from './merge-changes.ts'

export async function run(app: App, numberText: string, path: string, options: SepUpdateOptions): Promise<ExitCode> {
  requireOverridable(options.allow)
  const number = parseNumber(numberText)
  if (path === '-')
    throw new UsageError('sep update needs a file, because it merges the changes of others into the file', {
      hint: 'Save the SEP in a file first',
    })
  return withResumeHint(app, sepUpdateCommand(number, path, options, shellOf(app.env)), () =>
    updateSep(app, number, path, options),
  )
}

async function updateSep(app: App, number: number, path: string, options: SepUpdateOptions): Promise<ExitCode> {
  const original = await readSepDraft(app, path)
  refuseOtherNumber(original, number)
  const context = await createContext(app, options, { publishes: true })
  const destination = await context.destinations.get(targetRepo(app, context.policy, options.repo))
  const { repo } = destination
  if (options.dryRun === true) return printDryRun({ app, context, destination, draft: original, number, options })
  const { github, target } = requireGitHub(destination)
  const reference = { repo, number, viewer: target.viewer }
  const checked = await checkSep(context, destination, original, options)
  if (typeof checked === 'number') return checked
  const version = await readVersion(github, reference)
  await refuseOlderCopy(app, github, checked.sep, version, options.replace)
  const mergedDraft = await mergeChanges(app, checked.sep, version, options.replace)
  // The checks have to see the text that will be sent.
  const readySep = mergedDraft === checked.sep ? checked : await checkSep(context, destination, mergedDraft, options)
  if (typeof readySep === 'number') return readySep
  const draft = readySep.sep
  refuseOtherNumber(draft, number)
  await confirmVersion(context, draft, `#${number} in ${repo}`, { yes: options.yes === true })
  const changed = await sendUpdate({
    app,
    github: requireGitHub(readySep.destination).github,
    reference,
    version,
    draft,
    options,
  })
  if (!changed) app.terminal.err.write('No changes; already up to date.\n')
  if (baseName(version.path) !== baseName(path))
    app.terminal.err.write(plain(`In the pull request, the file of the SEP is ${version.path}.\n`))
  const url = `${target.url}/pull/${number}`
  const branch = { repo, url: target.url, number, path: version.path, head: version.head }
  const pages = changed ? pagesToRender(context.policy, branch, shellOf(app.env)) : null
  const { out, err } = app.terminal
  if (options.json === true)
    out.write(jsonLine({ kind: 'sep', repo, number, url, changed, draft: path, next: pages?.commands ?? [] }))
  else out.write(`${url}\n`)
  if (pages !== null && options.json !== true) err.write(pagesView(pages, await err.style(), err.columns))
  return EXIT.done
}

function refuseOtherNumber({ path, sep: { heading } }: SepDraft, number: number): void {
  if (heading.number === number) return
  const reason = heading.numberText === null ? 'has no number' : `says SEP-${heading.numberText}`
  throw new UsageError(`${path} is not SEP-${number}: its heading ${reason}`, {
    hint: 'pass the number of its heading, or correct the heading',
  })
}

type UpdateToSend = {
  readonly app: App
  readonly github: PullRequestApi
  readonly reference: SepReference
  readonly version: SepVersion
  readonly draft: SepDraft
  readonly options: SepUpdateOptions
}

/** @returns false if the pull request has this text already */
async function sendUpdate({ app, github, reference, version, draft, options }: UpdateToSend): Promise<boolean> {
  const { number } = reference
  const progress = await app.progress(`Committing to #${number} …`)
  const interrupts = watchInterrupts(app.onInterrupt, () =>
    progress.update("Waiting for GitHub's answer; press Ctrl-C again to stop …"),
  )
  const resume = sepUpdateCommand(number, draft.path, options, shellOf(app.env))
  const what = `the commit to #${number}`
  const job = makeStoppable({ interrupts, clock: app.clock, hasSentBefore: false, what, resume })
  try {
    const onWait = () => progress.update('Waiting until GitHub shows the commit …')
    const createCommit: PullRequestApi['createCommit'] = (...args) => job.write(() => github.createCommit(...args))
    const sendContext = { github: { ...github, createCommit }, clock: job.clock, reference, onWait }
    return await sendVersion(sendContext, version, textToSend(draft, version))
  } catch (error) {
    if (error instanceof GitHubFailure && error.reason.kind === 'unconfirmed')
      app.terminal.err.write(plain(`The same text is never committed twice. Resume with: ${resume}\n`))
    throw error
  } finally {
    interrupts.close()
    progress.stop()
  }
}

/** Sends no Windows line endings to a file that has none, because reviewers would see every line as changed. */
function textToSend({ text }: SepDraft, version: SepVersion): string {
  return version.text.includes('\r\n') ? text : normalizeLineEndings(text)
}

type UpdateToPrint = {
  readonly app: App
  readonly context: Context
  readonly destination: Destination
  readonly draft: SepDraft
  readonly number: number
  readonly options: SepUpdateOptions
}

async function printDryRun({ app, context, destination, draft, number, options }: UpdateToPrint): Promise<ExitCode> {
  const checked = await checkSep(context, destination, draft, options)
  if (typeof checked === 'number') return checked
  const { showOperations, updateOperations } = await import('../../../preflight/sep-dry-run.ts')
  showOperations(app, destination.repo, updateOperations(number, checked.sep.text), { json: options.json === true })
  return EXIT.done
}

function parseNumber(text: string): number {
  const number = Number(/^(?:SEP-|#)?([1-9]\d{0,8})$/i.exec(text)?.[1])
  if (!Number.isInteger(number))
    throw new UsageError(`"${text}" isn't the number of a SEP`, { hint: 'expected a number such as 1686' })
  return number
}
