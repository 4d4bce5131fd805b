import type { App } from '../app.ts'
import type { Draft } from '../drafts/draft.ts'
import { draftFileName } from '../drafts/file-name.ts'
import { printDraft, reprintDraft } from '../drafts/print.ts'
import { Failure, UsageError } from '../errors.ts'
import { confirmOverwrite } from '../terminal/confirm.ts'
import type { Prompter } from '../terminal/prompter.ts'
import { readDraftFile, replaceUnchanged } from './draft-file.ts'

/** A draft while it is being written. Every change is on disk before the next. */
export type DraftStore = {
  readonly draft: () => Draft
  /** null: the draft goes to stdout, or nothing of it is on disk yet. */
  readonly path: () => string | null
  save(draft: Draft): Promise<void>
}

type Location =
  | { readonly kind: 'stdout' }
  /** The file gets its name once the draft has a title. */
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'new'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }

type StoreOptions =
  | { readonly file: { readonly path: string; readonly text: string } }
  | { readonly output: string | undefined; readonly yes: boolean; readonly prompter: Prompter | null }

/**
 * Where a new draft goes: the file that `-o` names, else a new one in the working directory.
 * @throws UsageError, CancelledError rather than overwrite a file.
 */
export async function createDraftStore(app: App, initial: Draft, options: StoreOptions): Promise<DraftStore> {
  let draft = initial
  let location = await locationFor(app, initial, options)
  return {
    draft: () => draft,
    path: () => (location.kind === 'file' ? location.path : null),
    save: async (changed) => {
      location = await write(app, location, changed)
      draft = changed
    },
  }
}

async function locationFor(app: App, draft: Draft, options: StoreOptions): Promise<Location> {
  if ('file' in options) return { kind: 'file', ...options.file }
  const { output, yes, prompter } = options
  if (output === '-') return { kind: 'stdout' }
  if (output === undefined) return { kind: 'unnamed' }
  if (!(await app.files.exists(output))) return { kind: 'new', path: output }
  await refuseIfSent(app, output)
  await refuseIfPublished(app, output)
  const ways = `name another file with -o, continue that draft with --from ${output}, or add --yes to overwrite it.`
  await confirmOverwrite({ prompter, yes }, output, ways)
  await app.files.replace(output, printDraft(draft))
  return { kind: 'file', path: output, text: printDraft(draft) }
}

async function write(app: App, location: Location, draft: Draft): Promise<Location> {
  switch (location.kind) {
    case 'stdout':
      return location
    case 'unnamed':
      return create(app, await freeName(app, draft), draft)
    case 'new':
      return create(app, location.path, draft)
    case 'file': {
      const text = reprintDraft(draft, location.text, location.path)
      await replaceUnchanged(app, location, text)
      return { ...location, text }
    }
    default:
      return location satisfies never
  }
}

async function create(app: App, path: string, draft: Draft): Promise<Location> {
  const text = printDraft(draft)
  if (await app.files.create(path, text)) return { kind: 'file', path, text }
  throw new Failure('file', `${path}: another program has just created it; name another file with -o`)
}

const MAX_DRAFTS_OF_A_NAME = 99

async function freeName(app: App, { kind, repo, title }: Draft): Promise<string> {
  const name = draftFileName(kind, repo, title, app.clock.now())
  for (let count = 1; count <= MAX_DRAFTS_OF_A_NAME; count++) {
    const path = count === 1 ? name : name.replace(/\.md$/, `-${count}.md`)
    if (!(await app.files.exists(path))) return path
    await refuseIfSent(app, path)
  }
  throw new Failure(
    'file',
    `${name}: there are ${MAX_DRAFTS_OF_A_NAME} drafts of that name here; name this one with -o`,
  )
}

/**
 * Only its draft knows of a post that was sent. If another draft took its place, or the same command started a new one
 * beside it, it would be sent once more.
 * @throws UsageError
 */
async function refuseIfSent(app: App, path: string): Promise<void> {
  const draft = await draftAt(app, path)
  if (draft?.sent != null)
    throw new UsageError(
      `${path} may have been posted already: finish it with mcp-comms ${draft.kind} open ${path}, or move it away`,
    )
}

/** @throws UsageError */
async function refuseIfPublished(app: App, path: string): Promise<void> {
  const draft = await draftAt(app, path)
  if (draft?.url != null)
    throw new UsageError(`${path} was published already: ${draft.url}. Name another file with -o, or move it away`)
}

/** null: the file is no draft. */
async function draftAt(app: App, path: string): Promise<Draft | null> {
  try {
    return (await readDraftFile(app, path)).draft
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
