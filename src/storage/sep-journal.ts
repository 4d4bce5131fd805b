import * as z from 'zod'
import { Failure } from '../errors.ts'
import type { SepDraft } from '../seps/draft.ts'
import { MARKER_ID } from '../text/added-lines.ts'
import { baseName, folderOf, folderPrefixOf, numberInPath } from '../text/file-names.ts'
import { isRepoName, isSameName } from '../text/github-names.ts'
import { moveOverrides } from './sep-overrides.ts'
import {
  fileRecordPath,
  hasSameText,
  hasSimilarText,
  JOURNAL_FOLDER,
  RECORD_BYTE_LIMIT,
  type RecordsApp,
  readRecords,
  sentenceHashes,
  writeRecord,
} from './sep-records.ts'

const oid = z.string().regex(/^[0-9a-f]{40,64}$/)
const repository = z.string().refine(isRepoName, 'expected owner/name')
const branchName = z.string().min(1).max(300)
const slug = z.string().min(1).max(100)
const postNumber = z.int().positive()

const journalSchema = z.strictObject({
  id: z.string().regex(MARKER_ID),
  /** The real path of the draft. */
  draft: z.string(),
  /** The `textDigest` of the draft when the journal was created. */
  digest: z.string(),
  /** The `sentenceHashes` of the draft when the journal was created. Empty: an earlier version of this program created the journal. */
  sentences: z.string().default(''),
  /** The draft's title when the journal was created. Empty: an earlier version of this program, which did not save it, created the journal. */
  title: z.string().default(''),
  /** The login of the account that began the run. Empty: an earlier version of this program, which did not save it, created the journal. */
  viewer: z.string().default(''),
  repo: repository,
  /** GitHub's id of the repository, which survives a rename. */
  repoId: z.string(),
  branch: branchName,
  /** Part of the file's name. Saved so that a new title does not create a second file. */
  slug,
  started: z.iso.datetime(),
  /** The commit at which we create the branch. */
  base: oid.nullable(),
  /** The newest commit of a branch that an older version of this program created, and that this draft continues. */
  adopted: oid.nullable(),
  pullSent: z.iso.datetime().nullable(),
  pull: postNumber.nullable(),
  /** Set once everything was sent, and only the file still has to be renamed. */
  number: postNumber.nullable(),
})
/** A proposal in progress: the id of its draft, the branch, and what was sent. */
export type SepJournal = z.output<typeof journalSchema>

/** The journal of a proposal for which everything was sent. */
export type NumberedJournal = SepJournal & { readonly number: number }

export function journalPath(app: RecordsApp, draft: string): Promise<string> {
  return fileRecordPath(app, JOURNAL_FOLDER, draft)
}

/** null: the draft has no journal. @throws Failure if the journal is unreadable, because ignoring it could open a second pull request */
export async function readJournal(app: RecordsApp, draft: string): Promise<SepJournal | null> {
  const path = await journalPath(app, draft)
  return (await app.files.exists(path))
    ? parseJson(journalSchema, await app.files.readText(path, RECORD_BYTE_LIMIT), path)
    : null
}

function parseJson<T>(schema: z.ZodType<T>, text: string, path: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new Failure('file', `${path}: cannot be read`, {
      hint: 'Remove it if no pull request was opened from this draft',
      cause: error,
    })
  }
}

export async function writeJournal(app: RecordsApp, draft: string, journal: SepJournal): Promise<void> {
  await writeRecord(app, await journalPath(app, draft), journal)
}

export async function removeJournal(app: RecordsApp, draft: string): Promise<void> {
  await app.files.remove(await journalPath(app, draft))
}

/**
 * Finds the journal of a draft that was moved after the first run, because the draft would otherwise get a second pull request.
 * Recognizes the draft by its text. Except in a dry run, moves the journal and the overrides too.
 * @throws Failure if only the file name, the title or the folder is the same, because it may be another draft, or if the draft is a copy
 */
export async function takeMovedJournal(
  app: RecordsApp,
  current: SepDraft,
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<SepJournal | null> {
  const { path: draft } = current
  const sentences = sentenceHashes(current)
  let movedFailure: Failure | null = null
  for await (const { path, record: journal } of readRecords(app, JOURNAL_FOLDER, journalSchema)) {
    const samePart = matchingPart(journal, current, sentences)
    if (samePart === null) {
      if (await wasSentFromFolder(app, journal, draft))
        movedFailure ??= movedDraftFailure(draft, 'in this folder', journal, path)
      continue
    }
    if (await app.files.exists(journal.draft)) {
      refuseCopy(draft, journal, samePart)
      continue
    }
    if (samePart !== 'text') {
      movedFailure ??= movedDraftFailure(draft, `with ${PARTS[samePart]}`, journal, path)
      continue
    }
    if (isDryRun) return journal
    await moveOverrides(app, journal.draft, draft)
    const moved = { ...journal, draft: await app.files.realPath(draft) }
    await writeJournal(app, draft, moved)
    await app.files.remove(path)
    return moved
  }
  if (movedFailure !== null) throw movedFailure
  return null
}

function movedDraftFailure(draft: string, which: string, journal: SepJournal, path: string): Failure {
  const pull = journal.pull === null ? '' : ` (pull request #${journal.pull})`
  return new Failure(
    'validation',
    `${draft}: a draft ${which} is in progress${pull}, but it is no longer at ${journal.draft}`,
    {
      hint: `If this is the same draft, move it back there, and open it. If you gave up on the draft in progress, remove ${path}`,
    },
  )
}

/**
 * Whether the pull request of a draft was sent, or may have been, and the draft is no longer in the folder, not even with its number.
 * Then `otherDraft`, in the same folder, may be that draft after its name, title and text were changed.
 */
async function wasSentFromFolder(app: RecordsApp, journal: SepJournal, otherDraft: string): Promise<boolean> {
  const folder = folderPrefixOf(journal.draft)
  if (!isPullSent(journal) || folder !== folderPrefixOf(await app.files.realPath(otherDraft))) return false
  if (await app.files.exists(journal.draft)) return false
  const names = await app.files.list(folderOf(journal.draft))
  return journal.pull === null || !names.some((name) => numberInPath(name) === journal.pull)
}

function isPullSent({ pullSent, pull }: SepJournal): boolean {
  return pullSent !== null || pull !== null
}

const PARTS = { text: 'this text', name: 'this name', title: 'this title', sentences: 'much of this text' } as const
type SamePart = keyof typeof PARTS

/** What shows that a draft may be the one in progress. It may have another name and an edited text, but still its title or its sentences. */
function matchingPart(journal: SepJournal, draft: SepDraft, sentences: string): SamePart | null {
  if (hasSameText(journal, draft)) return 'text'
  if (baseName(journal.draft) === baseName(draft.path)) return 'name'
  if (journal.title !== '' && isSameName(journal.title, draft.sep.heading.title)) return 'title'
  // Nobody sees a draft that was not sent, so its author may begin again with parts of it.
  return isPullSent(journal) && hasSimilarText(journal, sentences) ? 'sentences' : null
}

/**
 * Refuses a copy of a draft, such as one in another clone, because it would get a second pull request. A draft with another
 * text may be another SEP, so it is refused only if the draft in progress already has a pull request, or may have one.
 * @throws Failure
 */
function refuseCopy(draft: string, journal: SepJournal, samePart: SamePart): void {
  const { draft: otherDraft, base } = journal
  if (!isPullSent(journal) && (base === null || samePart !== 'text')) return
  const adviceForOtherSep =
    samePart === 'sentences' ? `open ${otherDraft} first` : 'give it a title and a file name of its own'
  throw new Failure(
    'validation',
    `${draft}: a draft with ${PARTS[samePart]} is in progress at ${otherDraft}. Nothing was sent`,
    { hint: `If both are the same SEP, open ${otherDraft}. If this is another SEP, ${adviceForOtherSep}` },
  )
}

const oldJournalSchema = z.object({
  repo: repository,
  branch: branchName,
  slug: slug.nullable().default(null),
  started: z.iso.datetime(),
  number: postNumber.nullable().default(null),
})
/**
 * The journal that an older version of this program wrote next to the draft. Anyone may have written such a file, so we verify
 * everything in it.
 */
export type OldJournal = z.output<typeof oldJournalSchema>

export function oldJournalPath(draft: string): string {
  return `${draft}.journal.json`
}

export async function readOldJournal(app: RecordsApp, draft: string): Promise<OldJournal | null> {
  const path = oldJournalPath(draft)
  if (!(await app.files.exists(path))) return null
  return parseJson(oldJournalSchema, await app.files.readText(path, RECORD_BYTE_LIMIT), path)
}

export async function hasJournal(app: RecordsApp, draft: string): Promise<boolean> {
  return (await app.files.exists(await journalPath(app, draft))) || (await app.files.exists(oldJournalPath(draft)))
}
