import type { App } from '../app.ts'
import { removedCharacterFindings, withoutHidden } from '../checks/hidden-characters.ts'
import { maskOf } from '../checks/secrets/mask.ts'
import { type Draft, isPrivateDraft, openCommand } from '../drafts/draft.ts'
import { draftFileName } from '../drafts/file-name.ts'
import { printDraft, reprintDraft } from '../drafts/format.ts'
import { Failure, UsageError } from '../errors.ts'
import { confirmOverwrite } from '../terminal/confirm.ts'
import type { Prompter } from '../terminal/questions.ts'
import { notesView } from '../terminal/terminal.ts'
import { isSameName, isSameRepo } from '../text/github-names.ts'
import { shellOf, shellWord } from '../text/shell.ts'
import {
  type DraftFile,
  damagedRecord,
  postAddressOf,
  readDraftOrFailure,
  replaceUnchanged,
  saveOrRescue,
  unsavedTextOf,
} from './draft-file.ts'
import { makeDraftFolder } from './stored-drafts.ts'

export type DraftStore = {
  readonly draft: () => Draft
  /** null: the draft goes to stdout, or is not saved yet. */
  readonly path: () => string | null
  save(draft: Draft): Promise<void>
}

type Location =
  | { readonly kind: 'stdout' }
  /** The file gets its name, usually from the title, when the draft is first saved. */
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'new'; readonly path: string }
  /** A file that the person agreed to overwrite. `existing`: the draft in the file; null: the file is not a draft. */
  | { readonly kind: 'overwrite'; readonly path: string; readonly existing: DraftFile | null }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  /** A file that a dry run only reads. */
  | { readonly kind: 'read-only'; readonly path: string }

type StoreOptions =
  | { readonly file: { readonly path: string; readonly text: string }; readonly isDryRun?: boolean }
  | {
      readonly output: string | undefined
      readonly yes: boolean
      readonly prompter: Prompter | null
    }

/**
 * Creates a store, which saves a draft in its own file if it has one, or else in the file that `-o` names, or else in a new file in
 * the folder for drafts.
 * @throws UsageError or CancelledError instead of overwriting a file without consent
 */
export async function createDraftStore(app: App, initial: Draft, options: StoreOptions): Promise<DraftStore> {
  let reportedMessage: string | null = null
  /** Removes characters that are never sent, because some of them, such as NUL, would make the file unreadable. */
  const removeHidden = (original: Draft): Draft => {
    const message = removedCharacterFindings(original, { title: 1, body: 1 })[0]?.message ?? null
    // Each answer saves the whole draft again, so we do not repeat the same message.
    if (message !== null && message !== reportedMessage) app.terminal.err.write(notesView([message]))
    reportedMessage = message
    return withoutHidden(original)
  }
  let draft = removeHidden(initial)
  let location = await prepareLocation(app, options)
  return {
    draft: () => draft,
    path: () => (location.kind === 'file' || location.kind === 'read-only' ? location.path : null),
    save: async (edited) => {
      const changedDraft = removeHidden(edited)
      const path = 'path' in location ? location.path : `${changedDraft.kind}.md`
      location = await saveOrRescue(app, path, {
        write: () => write(app, location, changedDraft),
        unsavedText: () => unsavedTextOf(changedDraft, () => printDraft(changedDraft)),
        isPrivate: isPrivateDraft(changedDraft),
      })
      draft = changedDraft
    },
  }
}

/** Where the draft will be saved. A file that the person agrees to overwrite stays as it is until there is something to save. */
async function prepareLocation(app: App, options: StoreOptions): Promise<Location> {
  if ('file' in options) {
    const { path, text } = options.file
    return options.isDryRun === true ? { kind: 'read-only', path } : { kind: 'file', path, text }
  }
  const { output, yes, prompter } = options
  if (output === '-') return { kind: 'stdout' }
  if (output === undefined) return { kind: 'unnamed' }
  if (!(await app.files.exists(output))) return { kind: 'new', path: output }
  const existing = await readUnlessSent(app, output)
  if (existing !== null) refusePublished(app, existing)
  const hint = `name another file with -o, continue that draft with --from ${shellWord(output, shellOf(app.env))}, or add --yes to overwrite it.`
  await confirmOverwrite({ prompter, yes }, output, hint)
  return { kind: 'overwrite', path: output, existing }
}

async function write(app: App, location: Location, draft: Draft): Promise<Location> {
  switch (location.kind) {
    case 'stdout':
    case 'read-only':
      return location
    case 'unnamed':
      return create(app, await chooseNewPath(app, draft), draft)
    case 'new':
      return create(app, location.path, draft)
    case 'overwrite':
      return overwrite(app, location, draft)
    case 'file': {
      const text = reprintDraft(draft, location.text, location.path)
      await replaceUnchanged(app, location, text)
      return { ...location, text }
    }
    default:
      return location satisfies never
  }
}

/** While the person was asked, another run may have sent the draft in the file, or written one into it. */
async function overwrite(
  app: App,
  { path, existing }: Extract<Location, { kind: 'overwrite' }>,
  draft: Draft,
): Promise<Location> {
  const text = printDraft(draft)
  if (existing === null && (await readUnlessSent(app, path)) !== null) throw createdMeanwhileFailure(path)
  if (isPrivateDraft(draft)) await app.files.makePrivate(path)
  if (existing !== null) await replaceUnchanged(app, existing, text)
  else await app.files.replace(path, text)
  return { kind: 'file', path, text }
}

async function create(app: App, path: string, draft: Draft): Promise<Location> {
  const text = printDraft(draft)
  if (await app.files.create(path, text)) return { kind: 'file', path, text }
  throw createdMeanwhileFailure(path)
}

function createdMeanwhileFailure(path: string): Failure {
  return new Failure('file', `${path}: another program has just created this file`, {
    hint: 'name another file with -o',
  })
}

const MAX_DRAFTS_PER_NAME = 99

async function chooseNewPath(app: App, draft: Draft): Promise<string> {
  const { kind, repo, title } = draft
  // A path is printed, and may be logged, so it contains neither a secret nor the title of a private report.
  const mask = await maskOf(title)
  const file = draftFileName(kind, repo, kind === 'advisory' ? '' : mask(title), app.clock.now())
  const folder = await makeDraftFolder(app)
  const firstPath = `${folder}/${file}`
  await refuseIfSamePostSent(app, folder, file, draft)
  for (let count = 1; count <= MAX_DRAFTS_PER_NAME; count++) {
    const path = count === 1 ? firstPath : firstPath.replace(/\.md$/, `-${count}.md`)
    if (!(await app.files.exists(path))) return path
    await readUnlessSent(app, path)
  }
  return firstPath.replace(/\.md$/, `-${app.newId()}.md`)
}

/**
 * The draft of the same post may be from another day, or have a number, and so another name.
 * @throws UsageError if it was sent
 */
async function refuseIfSamePostSent(app: App, folder: string, file: string, draft: Draft): Promise<void> {
  const { kind, repo, title } = draft
  // Different private reports may have the same name, which does not contain a title.
  if (kind === 'advisory') return
  const start = withoutDate(file).replace(/\.md$/, '')
  for (const name of await app.files.list(folder)) {
    if (!withoutDate(name).startsWith(start)) continue
    const otherFile = await readDraftOrFailure(app, `${folder}/${name}`)
    if (otherFile instanceof Failure || otherFile.draft.kind !== kind || !isSameName(otherFile.draft.title, title))
      continue
    if (isSameRepo(otherFile.draft.repo ?? '', repo ?? '')) refuseSent(app, otherFile)
  }
}

function withoutDate(name: string): string {
  return name.replace(/^\d{4}-\d{2}-\d{2}-/, '')
}

/**
 * Reads the draft in a file. null: it is not a draft.
 * @throws UsageError if it was sent, or may have been
 */
async function readUnlessSent(app: App, path: string): Promise<DraftFile | null> {
  const file = await readDraftOrFailure(app, path)
  if (!(file instanceof Failure)) return refuseSent(app, file)
  const damage = await damagedRecord(app, path, file)
  if (damage === null) return null
  throw new UsageError(`${path} may have been posted already, and cannot be read`, {
    hint: `correct it (${damage.what}) and finish it, or move it away`,
  })
}

/**
 * A draft that was sent is the only record of its post. Overwriting it, or starting a second draft beside it, could send
 * the post twice.
 * @throws UsageError
 */
function refuseSent({ env }: App, file: DraftFile): DraftFile {
  const { path, draft } = file
  if (draft.sent === null) return file
  throw new UsageError(`${path} may have been posted already`, {
    hint: `finish it with ${openCommand(draft, path, shellOf(env))}, or move it away`,
  })
}

/** @throws UsageError */
function refusePublished(app: App, file: DraftFile): void {
  const url = postAddressOf(app, file)
  if (url !== null)
    throw new UsageError(`${file.path} was already published: ${url}`, {
      hint: 'Name another file with -o, or move this one away',
    })
}
