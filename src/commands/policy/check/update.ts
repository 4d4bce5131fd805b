import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { type CheckRun, hasChanges, newNames } from '../../../policy/check/check.ts'
import { renewDates } from '../../../policy/check/renew-dates.ts'
import { renewVerifiedSources } from '../../../policy/check/sections.ts'
import { printVerifiedSources, verifiedSourcesPath } from '../../../policy/check/verified-sources.ts'
import { POLICY_BYTE_LIMIT } from '../../../policy/parse.ts'
import { hashLine } from '../../../storage/verified-sources.ts'
import { requireYes } from '../../../terminal/confirm.ts'
import { prompterFor } from '../../../terminal/terminal.ts'
import { plain } from '../../../text/quote.ts'
import { shellOf, shellWord } from '../../../text/shell.ts'
import type { PolicyCheckOptions } from './command.ts'

/** Requires a confirmation if the sources have changed, because only a person can say whether the rules still agree with them. */
export async function update(app: App, checkRun: CheckRun, options: PolicyCheckOptions): Promise<void> {
  const { policy, verified, sources, check } = checkRun
  const { path } = policy
  if (path === undefined) throw new Error('only a policy in a file can be updated')
  if (hasChanges(check))
    await requireYes(
      { prompter: await prompterFor(app, options), yes: options.yes === true },
      {
        message: 'Have you read what has changed, and do the rules still agree with it?',
        preset: false,
        refusal: 'The sources have changed. Read what has changed, correct the rules, and then add --yes.',
      },
    )
  const renewedSources = renewVerifiedSources(policy, sources, [...verified.known, ...newNames(check.news)], hashLine)
  const text = await app.files.readText(path, POLICY_BYTE_LIMIT)
  const today = app.clock.now().toISOString().slice(0, 10)
  const datedText = renewDates(text, policy, check.sections, today)
  // Writes the policy first: if that fails, the next check has to report the changes again.
  if (datedText !== text) await app.files.replace(path, datedText)
  await writeFile(app, verifiedSourcesPath(path), printVerifiedSources(renewedSources))
  app.terminal.err.write(plain(`Recorded in ${verifiedSourcesPath(path)}; ${path} is verified as of ${today}.\n`))
  // A policy in a checkout is trusted only as long as its content stays the same.
  if (options.policy === undefined && datedText !== text)
    app.terminal.err.write(
      plain(
        `${path} has changed, so trust it again before you use it: mcp-comms trust ${shellWord(path, shellOf(app.env))}\n`,
      ),
    )
}

async function writeFile({ files }: App, path: string, text: string): Promise<void> {
  if (await files.exists(path)) await files.replace(path, text)
  else if (!(await files.create(path, text)))
    throw new Failure('file', `${path}: another program has just created it`, {
      hint: 'run the same command again',
    })
}
