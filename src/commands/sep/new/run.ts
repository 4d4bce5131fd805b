import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, isExpected, UsageError } from '../../../errors.ts'
import { targetRepo } from '../../../preflight/target-repo.ts'
import { SEP_TYPES } from '../../../seps/names.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { prompterFor } from '../../../terminal/confirm.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { plain } from '../../../text/quote.ts'
import { askType } from './ask.ts'
import type { SepNewOptions } from './command.ts'
import { fillSep } from './fill.ts'
import { beginSep, type SepFile } from './sep-file.ts'
import { showSmaller } from './smaller.ts'

/** `sep new`: from an idea with a group behind it to the first text of a SEP. */
export async function run(app: App, options: SepNewOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const prompter = await prompterFor(app, options)
  if (prompter === null) refuseMissing(options)
  const type = options.type ?? (prompter === null ? null : await askType(prompter))
  if (type === null) throw new UsageError('--type is missing')
  if (type === 'slip' || type === 'fault' || type === 'feature') return showSmaller(app, policy, type)
  const file = await beginSep({ app, options, prompter, type, repo: targetRepo(app, policy, options.repo) })
  try {
    await fillSep({ app, policy, options, prompter }, file)
  } catch (error) {
    sayWhereItIs(app, file, error)
    throw error
  }
  return show(app, options, file)
}

function refuseMissing({ title, type }: SepNewOptions): void {
  const missing = [
    ...(title === undefined ? ['  --title TEXT'] : []),
    ...(type === undefined ? [`  --type ${SEP_TYPES.map((name) => `"${name}"`).join('|')}`] : []),
  ]
  if (missing.length > 0) throw new UsageError(['Not running interactively; missing:', ...missing].join('\n'))
}

function sayWhereItIs({ terminal }: App, file: SepFile, error: unknown): void {
  if (!isExpected(error)) return
  const path = file.path()
  // What goes to standard output stands nowhere yet.
  const where =
    path === null ? `What you wrote so far:\n\n${file.text()}` : `What you wrote is in ${path}. Go on in your editor.\n`
  terminal.err.write(plain(where))
}

function show({ terminal }: App, { json }: SepNewOptions, file: SepFile): ExitCode {
  const { out, err } = terminal
  const path = file.path()
  if (path === null) out.write(file.text())
  else out.write(json === true ? jsonLine({ kind: 'sep', draft: path, ...file.said() }) : `${path}\n`)
  if (path !== null && err.isTerminal)
    err.write(
      plain(`Write the sections, then: mcp-comms sep lint ${path}\nand when it is ready: mcp-comms sep open ${path}\n`),
    )
  return EXIT.done
}
