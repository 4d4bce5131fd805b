import { basename } from 'node:path'
import type { App } from '../../app.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../errors.ts'
import { damagedRecord, draftFolder, readDraftOrFailure } from '../../storage/draft-file.ts'
import { readStoredDraft, readStoredDrafts, type StoredDraft } from '../../storage/stored-drafts.ts'
import { requireYes } from '../../terminal/confirm.ts'
import { jsonDocument } from '../../terminal/json.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { notesView, prompterFor } from '../../terminal/terminal.ts'
import { draftsView, draftTitle, STATE_NAMES } from '../../terminal/views/drafts.ts'
import { countOf, plain } from '../../text/quote.ts'
import { applyLimit } from '../shared/limit.ts'
import { forEachFile } from '../shared/lint-files.ts'
import type { DraftsOptions } from './command.ts'
import { type ListedDraft, listDrafts } from './list-drafts.ts'

export async function run(app: App, names: readonly string[], options: DraftsOptions): Promise<ExitCode> {
  const storedDrafts = await readStoredDrafts(app)
  const namedDrafts: StoredDraft[] = []
  for (const name of names) namedDrafts.push(await findByName(app, storedDrafts, name))
  const isNamed = names.length > 0
  const candidates = isNamed ? [...new Set(namedDrafts)] : storedDrafts
  if (options.delete === true) return deleteDrafts(app, { candidates, isNamed }, options)
  const { shown, notes } = applyLimit(candidates, options.limit)
  await printDrafts(app, await listDrafts(app, shown), options)
  app.terminal.err.write(notesView(notes))
  return EXIT.done
}

async function findByName({ files }: App, storedDrafts: readonly StoredDraft[], name: string): Promise<StoredDraft> {
  const match = storedDrafts.find(({ path }) => path === name || basename(path) === name)
  if (match !== undefined) return match
  // The path may be relative, or lead through a symbolic link.
  const realPath = await files.realPath(name)
  for (const draft of storedDrafts) if ((await files.realPath(draft.path)) === realPath) return draft
  throw new Failure('file', `${name}: there is no such draft`, { hint: 'see mcp-comms drafts' })
}

async function printDrafts(app: App, drafts: readonly ListedDraft[], { json }: DraftsOptions): Promise<void> {
  const { out, err } = app.terminal
  const folder = draftFolder(app)
  if (json === true)
    out.write(
      jsonDocument({ folder, drafts: drafts.map((draft) => ({ ...draft, modified: draft.modified.toISOString() })) }),
    )
  else if (drafts.length === 0) err.write(plain(`No drafts in ${folder}\n`))
  else out.write(draftsView(drafts, app.clock.now(), await out.style(), out.columns))
}

async function deleteDrafts(
  app: App,
  { candidates, isNamed }: { readonly candidates: readonly StoredDraft[]; readonly isNamed: boolean },
  options: DraftsOptions,
): Promise<ExitCode> {
  const prompter = await prompterFor(app, options)
  const drafts = await listDrafts(app, candidates)
  if (drafts.length === 0) return reportNothingToDelete(app, options)
  if (!isNamed && prompter === null)
    throw new UsageError(
      'Not running interactively; missing:\n  the drafts to delete, by their names (see: mcp-comms drafts)',
    )
  const chosenDrafts = isNamed || prompter === null ? drafts : await askWhichToDelete(prompter, drafts)
  for (const draft of chosenDrafts) await refuseUnconfirmed(app, draft)
  if (isNamed) for (const { draft } of chosenDrafts) app.terminal.err.write(plain(`${draft}\n`))
  await requireYes(
    { prompter, yes: options.yes === true },
    {
      message: `Delete ${chosenDrafts.length === 1 ? 'this draft' : countOf(chosenDrafts.length, 'draft')}?`,
      preset: false,
      refusal: 'Not running interactively: add --yes to delete.',
    },
  )
  const isJson = options.json === true
  const paths = chosenDrafts.map(({ draft }) => draft)
  const { results: deleted, failedCount } = await forEachFile(app, paths, isJson, (path) => deleteDraft(app, path))
  const { out, err } = app.terminal
  if (isJson) out.write(jsonDocument({ deleted }))
  else if (deleted.length > 0) err.write(`${countOf(deleted.length, 'draft')} deleted.\n`)
  return failedCount === 0 ? EXIT.done : EXIT.failed
}

function reportNothingToDelete(app: App, { json }: DraftsOptions): ExitCode {
  if (json === true) app.terminal.out.write(jsonDocument({ deleted: [] }))
  else app.terminal.err.write(plain(`No drafts in ${draftFolder(app)}\n`))
  return EXIT.done
}

function askWhichToDelete(prompter: Prompter, drafts: readonly ListedDraft[]): Promise<readonly ListedDraft[]> {
  const labels = drafts.map(labelOf)
  return prompter.checkbox<ListedDraft>({
    message: 'Which drafts?',
    choices: drafts.map((draft) => {
      const label = labelOf(draft)
      const isUnique = labels.indexOf(label) === labels.lastIndexOf(label)
      return { value: draft, label: isUnique ? label : `${label} · ${basename(draft.draft)}`, checked: false }
    }),
    validate: (chosen) => (chosen.length === 0 ? 'Select at least one.' : null),
  })
}

function labelOf(draft: ListedDraft): string {
  return [draftTitle(draft), ...(draft.repo === null ? [] : [draft.repo]), STATE_NAMES[draft.state]].join(' · ')
}

/**
 * Locks the draft, because another run may be posting it. Reads it again, because another run may have sent it since the person
 * chose it. Returns its path.
 */
async function deleteDraft(app: App, path: string): Promise<string> {
  const { files } = app
  const release = await files.lock(path)
  try {
    const draft = await readStoredDraft(app, path)
    for (const listed of await listDrafts(app, draft === null ? [] : [draft])) await refuseUnconfirmed(app, listed)
    await files.remove(path)
    return path
  } finally {
    await release()
  }
}

/** @throws Failure for a draft that is the only record of its post */
async function refuseUnconfirmed(app: App, { draft, state, command }: ListedDraft): Promise<void> {
  const file = state === 'unreadable' ? await readDraftOrFailure(app, draft) : null
  const damage = file instanceof Failure ? await damagedRecord(app, draft, file) : null
  if (state !== 'sent' && damage === null) return
  throw new Failure('validation', `${draft} may have been posted, and only this file records that.`, {
    hint: damage === null ? `Finish it first: ${command ?? ''}` : `Correct it first, and finish it: ${damage.what}`,
  })
}
