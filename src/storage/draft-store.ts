import type { App } from '../app.ts'
import type { Draft } from '../drafts/draft.ts'
import { draftFileName } from '../drafts/file-name.ts'
import { printDraft, reprintDraft } from '../drafts/print.ts'
import { Failure } from '../errors.ts'
import { confirmOverwrite } from '../terminal/confirm.ts'
import type { Prompter } from '../terminal/prompter.ts'
import { replaceUnchanged } from './draft-file.ts'
import { refuseIfPublished, refuseIfSent } from './guards.ts'

/** A draft that is being written, and where. A file that is not named yet gets its name of what has been said first. */
export type Written = { readonly draft: Draft; readonly place: DraftPlace }
type DraftPlace =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'new'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }

const MOST_NAMES = 99

type Naming = { readonly output: string | undefined; readonly yes: boolean; readonly prompter: Prompter | null }

/**
 * Where a new draft goes: the file that `-o` names, else one in the working directory that is not there yet.
 * @throws UsageError, or CancelledError, rather than write over a file.
 */
export async function placeForDraft(app: App, draft: Draft, { output, yes, prompter }: Naming): Promise<Written> {
  if (output === '-') return { draft, place: { kind: 'stdout' } }
  if (output === undefined) return { draft, place: { kind: 'unnamed' } }
  if (!(await app.files.exists(output))) return { draft, place: { kind: 'new', path: output } }
  await refuseIfSent(app, output)
  await refuseIfPublished(app, output)
  const ways = `name another file with -o, continue that draft with --from ${output}, or add --yes to overwrite it.`
  await confirmOverwrite({ prompter, yes }, output, ways)
  await app.files.replace(output, printDraft(draft))
  return { draft, place: { kind: 'file', path: output, text: printDraft(draft) } }
}

async function freeName(app: App, { kind, repo, title }: Draft): Promise<string> {
  const name = draftFileName(kind, repo, title, app.clock.now())
  for (let count = 1; count <= MOST_NAMES; count++) {
    const path = count === 1 ? name : name.replace(/\.md$/, `-${count}.md`)
    if (!(await app.files.exists(path))) return path
    await refuseIfSent(app, path)
  }
  throw new Failure('file', `${name}: there are ${MOST_NAMES} drafts of that name here; name this one with -o`)
}

/** Holds a draft while it is being written, and puts every change on disk before the next. */
export type Keeper = { readonly current: () => Written; keep(draft: Draft): Promise<void> }

export function keeperOf(app: App, begun: Written): Keeper {
  let written = begun
  return {
    current: () => written,
    keep: async (draft) => {
      written = await keep(app, written, draft)
    },
  }
}

/** Writes the draft down as it stands now. */
export async function keep(app: App, { place }: Written, draft: Draft): Promise<Written> {
  switch (place.kind) {
    case 'stdout':
      return { draft, place }
    case 'unnamed':
      return create(app, await freeName(app, draft), draft)
    case 'new':
      return create(app, place.path, draft)
    case 'file': {
      const text = reprintDraft(draft, place.text, place.path)
      await replaceUnchanged(app, place, text)
      return { draft, place: { ...place, text } }
    }
    default:
      return place satisfies never
  }
}

async function create(app: App, path: string, draft: Draft): Promise<Written> {
  const text = printDraft(draft)
  if (await app.files.create(path, text)) return { draft, place: { kind: 'file', path, text } }
  throw new Failure('file', `${path}: another program has just made it; name another file with -o`)
}
