import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import { titleOf } from '../../../publish/proposal.ts'
import type { SepDraft } from '../../../seps/draft.ts'
import { baseName } from '../../../seps/file-name.ts'
import { MAINTAINERS_FILE, parseMaintainers } from '../../../seps/maintainers.ts'
import { fieldOf } from '../../../seps/preamble.ts'
import { suggestSponsors } from '../../../seps/suggest-sponsors.ts'
import { journalPath, type LeftoverJournal, type NumberedJournal, renumber } from '../../../storage/sep-journal.ts'
import { jsonDocument, jsonLine } from '../../../terminal/json.ts'
import { nextStepsView } from '../../../terminal/views/sep/open.ts'
import { plain } from '../../../text/quote.ts'
import type { Gate } from './gate.ts'

type Pull = { readonly number: number; readonly url: string }

/** The draft gets its number here too; then its address is printed, and what comes next. */
export async function finish(gate: Gate, sent: SepDraft, journal: NumberedJournal): Promise<ExitCode> {
  const { app, options } = gate
  if (options.dryRun === true) {
    app.terminal.err.write(plain(`Nothing is sent: it is open already (${journal.url}).\n`))
    if (options.json === true) app.terminal.out.write(jsonDocument([]))
    return EXIT.done
  }
  return tell(gate, await renumber(app, sent, journal), journal)
}

/** All was done but for the journal, which would stand in the way of another draft of that name. */
export async function finishLeft(gate: Gate, path: string, { draft, journal }: LeftoverJournal): Promise<ExitCode> {
  await gate.app.files.remove(journalPath(path))
  return tell(gate, draft, journal)
}

async function tell(gate: Gate, draft: SepDraft, { number, url }: Pull): Promise<ExitCode> {
  const { app, options, repo } = gate
  const { path } = draft
  const title = titleOf(number, draft.sep.heading.title)
  const json = { kind: 'sep', repo, number, url, title, labels: { applied: [], dropped: [] }, via: 'api', draft: path }
  app.terminal.out.write(options.json === true ? jsonLine(json) : `${url}\n`)
  if (await saysSomethingElse(gate, draft, number))
    app.terminal.err.write(
      plain(`${path} says more by now than the pull request. Send it with: mcp-comms sep update ${number} ${path}\n`),
    )
  if (options.json !== true) await showNext(gate, draft, { number, url })
  return EXIT.done
}

/** It was edited while it was sent, or between two runs. Nothing fails for want of knowing that. */
async function saysSomethingElse({ place }: Gate, { path, text }: SepDraft, number: number): Promise<boolean> {
  if (place === null) return false
  const { github, target } = place
  try {
    const { head } = await github.pullRequest(target.repo, number)
    const there = head === null ? null : await github.fileText(head.repo, `seps/${baseName(path)}`, head.oid)
    return there !== null && there !== text
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

async function showNext({ app, policy, place }: Gate, { sep }: SepDraft, pull: Pull): Promise<void> {
  const { err } = app.terminal
  if (!err.isTerminal || place === null) return
  const people = parseMaintainers((await maintainersText(place)) ?? '')
  const { suggested, groups } = suggestSponsors(people, policy, sep.heading.title)
  const shown = {
    ...pull,
    title: sep.heading.title,
    sponsors: suggested.map(({ person, because }) => ({ login: person.login, because })),
    channel: backing(policy, sep)?.channel ?? groups[0]?.group.channel ?? null,
  }
  err.write(nextStepsView(shown, await err.style(), err.columns))
}

/** The group that the preamble names. */
function backing({ groups }: Gate['policy'], sep: SepDraft['sep']) {
  const named = fieldOf(sep, 'Working Group')?.value.toLowerCase() ?? ''
  return Object.values(groups).find(({ name }) => named.startsWith(name.toLowerCase()))
}

/** Whom to ask is good to know, but nothing fails for want of it. */
async function maintainersText({ github, target }: NonNullable<Gate['place']>): Promise<string | null> {
  try {
    return await github.fileText(target.repo, MAINTAINERS_FILE)
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
