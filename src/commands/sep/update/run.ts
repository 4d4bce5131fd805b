import type { App } from '../../../app.ts'
import { refuseUnknownChecks } from '../../../checks/check.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { createContext } from '../../../preflight/context.ts'
import { preflightSep, requireGitHub } from '../../../preflight/sep.ts'
import { updateProposal } from '../../../publish/update-proposal.ts'
import { targetRepo } from '../../../storage/policy-file.ts'
import { readSepDraft } from '../../../storage/sep-journal.ts'
import { requireYes } from '../../../terminal/confirm.ts'
import { jsonLine } from '../../../terminal/json.ts'
import type { SepUpdateOptions } from './command.ts'

/** Commits a new version of a SEP to its open pull request. */
export async function run(app: App, named: string, path: string, options: SepUpdateOptions): Promise<ExitCode> {
  refuseUnknownChecks(options.allow)
  const number = parseNumber(named)
  const original = await readSepDraft(app, path)
  const { heading } = original.sep
  if (heading.number !== number)
    throw new UsageError(`${path} is not SEP-${number}: its heading says SEP-${heading.numberText ?? '?'}`)
  const context = await createContext(app, options)
  const destination = await context.destinations.at(targetRepo(app, context.policy, options.repo))
  const github = options.dryRun === true ? null : requireGitHub(destination).github
  const draft = await preflightSep(context, destination, original, options)
  if (draft === null) return EXIT.stopped
  const { repo } = destination
  const version = { repo, number, text: draft.text }
  if (github === null) {
    const { showOperations, updateOperations } = await import('../../../preflight/sep-dry-run.ts')
    showOperations(app, repo, updateOperations(version), options.json === true)
    return EXIT.done
  }
  const message = `Commit it to #${number} in ${repo}?`
  const otherwise = 'Not running interactively: add --yes.'
  await requireYes({ prompter: context.prompter, yes: options.yes === true }, { message, preset: true, otherwise })
  const { url, changed } = await updateProposal(github, version)
  if (!changed) app.terminal.err.write('No changes; already up to date.\n')
  app.terminal.out.write(
    options.json === true ? jsonLine({ kind: 'sep', repo, number, url, changed, draft: path }) : `${url}\n`,
  )
  return EXIT.done
}

function parseNumber(named: string): number {
  const number = Number(/^(?:SEP-|#)?([1-9]\d{0,8})$/i.exec(named)?.[1])
  if (!Number.isInteger(number))
    throw new UsageError(`"${named}" isn't the number of a SEP; expected something like 1686`)
  return number
}
