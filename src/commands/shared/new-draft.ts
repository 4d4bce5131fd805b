import type { App } from '../../app.ts'
import { printDraft } from '../../drafts/print.ts'
import { EXIT, type ExitCode, isExpected, UsageError } from '../../errors.ts'
import { keeperOf, type Written } from '../../storage/draft-store.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { prompterFor } from '../../terminal/confirm.ts'
import { jsonLine } from '../../terminal/json.ts'
import { plain } from '../../text/quote.ts'
import { refuseUnknownChecks } from './draft-flags.ts'
import type { NewOptions } from './flags.ts'
import { open } from './open-drafts.ts'
import { begin } from './begin.ts'
import { fill } from './fill-draft.ts'

/** `issue new`, `discussion new`: a template filled in, as a draft file; with `--open` it is posted at once. */
export async function newDraft(app: App, options: NewOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  if (options.open === true && options.output === '-')
    throw new UsageError('--open needs the draft in a file: leave out "-o -".')
  const policy = await loadPolicy(app, options.policy)
  const prompter = await prompterFor(app, options)
  const keeper = keeperOf(app, await begin(app, policy, options, prompter))
  try {
    await fill({ app, options, prompter, keeper })
  } catch (error) {
    sayWhereItIs(app, options, keeper.current(), error)
    throw error
  }
  const written = keeper.current()
  if (options.open === true && written.place.kind === 'file') return openIt(app, written.place.path, options)
  return show(app, options, written)
}

/** Whatever stopped it, what was written is in its file, and can be gone on with. */
function sayWhereItIs({ terminal }: App, { kind }: NewOptions, { place }: Written, error: unknown): void {
  if (!isExpected(error) || place.kind !== 'file') return
  const { path } = place
  terminal.err.write(plain(`What you wrote is in ${path}. Go on with: mcp-comms ${kind} new --from ${path}\n`))
}

function openIt(app: App, path: string, options: NewOptions): Promise<ExitCode> {
  app.terminal.err.write(plain(`The draft is ${path}\n`))
  return open(app, [path], options)
}

function show({ terminal }: App, options: NewOptions, { place, draft }: Written): ExitCode {
  const { out, err } = terminal
  const path = place.kind === 'file' ? place.path : null
  const { kind, repo, template, title } = draft
  // A file gets it to the last character; a terminal would obey some of them.
  if (path === null) out.write(out.isTerminal ? plain(printDraft(draft)) : printDraft(draft))
  else if (options.json === true) out.write(jsonLine({ kind, repo, template, title, draft: path }))
  else out.write(plain(`${path}\n`))
  if (path !== null && err.isTerminal) err.write(plain(`Post it with: mcp-comms ${kind} open ${path}\n`))
  return EXIT.done
}
