import type { App } from '../../app.ts'
import { isFollowUp, parseFollowUpName } from '../../discord/follow-ups.ts'
import { looksLikeDraft, splitFrontMatter } from '../../drafts/front-matter.ts'
import { Failure, orNull } from '../../errors.ts'
import { hasPreamble, markBlocked } from '../../seps/draft.ts'
import { DRAFT_BYTE_LIMIT, type DraftFile, draftFileOf, replaceUnchanged, withDraft } from '../../storage/draft-file.ts'
import type { DraftStore } from '../../storage/draft-store.ts'
import { BECAME_A_REPORT } from '../../text/added-lines.ts'
import { baseName, folderOf, folderPrefixOf } from '../../text/file-names.ts'
import { normalizeLineEndings } from '../../text/lines.ts'

/**
 * The drafts with the later parts of a conversation from Discord, without those that were posted. They must be blocked together with this
 * file. A part may be missing, because its author has deleted it.
 */
export async function followUpsOf({ files }: App, file: DraftFile): Promise<readonly DraftFile[]> {
  const { path } = file
  const { first, part } = placeInConversation(file)
  const parts = (await files.list(folderOf(path)))
    .flatMap((name) => {
      const parsed = parseFollowUpName(name)
      return parsed?.first === first && parsed.part > part
        ? [{ part: parsed.part, path: folderPrefixOf(path) + name }]
        : []
    })
    .toSorted((a, b) => a.part - b.part)
  const followUps: DraftFile[] = []
  for (const laterPart of parts) {
    const text = await files.readText(laterPart.path, DRAFT_BYTE_LIMIT)
    // Another file may have such a name.
    if (!looksLikeDraft(text)) continue
    const followUp = draftFileOf(laterPart.path, text)
    if (isFollowUp(followUp.draft.body, laterPart.part) && followUp.draft.url === null) followUps.push(followUp)
  }
  return followUps
}

/** The number of the part that a draft contains, and the name of the file with part 1. */
function placeInConversation({ path, draft }: DraftFile): { readonly first: string; readonly part: number } {
  const name = baseName(path)
  const followUp = parseFollowUpName(name)
  if (followUp !== null && isFollowUp(draft.body, followUp.part)) return followUp
  return { first: name.replace(/(?:\.md)?$/, '.md'), part: 1 }
}

/** The SEP from which `sep open --via issue` made a draft. It has the same text as the draft, so it is blocked, too. */
export async function sepToBlock({ files }: App, path: string | null): Promise<readonly TextToBlock[]> {
  if (path === null || !(await files.exists(path))) return []
  const text = await files.readText(path, DRAFT_BYTE_LIMIT)
  // Another file may have such a name.
  if (!isSepText(text)) return []
  return [{ path, text, blockedText: markBlocked(text) }]
}

/** The draft that `sep open --via issue` made from a SEP. It has the same text as the SEP, so it is blocked, too. */
export async function issueDraftToBlock(app: App, path: string): Promise<readonly TextToBlock[]> {
  if (!(await app.files.exists(path))) return []
  const text = await app.files.readText(path, DRAFT_BYTE_LIMIT)
  if (!looksLikeDraft(text)) return []
  const file = draftFileOf(path, text)
  return file.draft.url === null ? [draftToBlock(file)] : []
}

/** A public text that must not be posted any more. `blockedText`: the same text with a mark, so that it is not posted even after edits. */
export type TextToBlock = { readonly path: string; readonly text: string; readonly blockedText: string }

export function draftToBlock(file: DraftFile): TextToBlock {
  const { path, text, draft } = file
  return { path, text, blockedText: withDraft(file, { ...draft, blocked: BECAME_A_REPORT }).text }
}

/**
 * Blocks public texts, so that they are not posted, and makes them readable only by their owner. If one of them cannot be blocked,
 * blocks none of them.
 * @throws Failure
 */
export async function blockTexts(app: App, texts: readonly TextToBlock[]): Promise<void> {
  const blocked: TextToBlock[] = []
  try {
    for (const text of texts) {
      await app.files.makePrivate(text.path)
      await replaceUnchanged(app, text, text.blockedText)
      blocked.push(text)
    }
  } catch (error) {
    for (const { path, text, blockedText } of blocked)
      await orNull(() => replaceUnchanged(app, { path, text: blockedText }, text))
    throw error
  }
}

/**
 * Blocks the public texts. If that fails, deletes the new report: the public texts can still be posted, and the next run makes another
 * report from them.
 * @throws Failure
 */
export async function blockOrDiscard(
  app: App,
  store: DraftStore,
  path: string,
  textsToBlock: () => Promise<readonly TextToBlock[]>,
): Promise<void> {
  try {
    await blockTexts(app, await textsToBlock())
  } catch (error) {
    const reportPath = store.path()
    if (reportPath !== null) await app.files.remove(reportPath)
    if (!(error instanceof Failure) || error.failureClass !== 'file' || error.hint !== null) throw error
    throw new Failure(
      'file',
      `${error.what}. The file could still be posted, so no private report was made of ${path}`,
      {
        hint: 'Make the file and its folder writable, and run the same command again. If you cannot, report only its text, with --from - and the text on standard input, and do not post the file',
        cause: error,
      },
    )
  }
}

/** Whether a text has the title or the preamble of a SEP. */
export function isSepText(text: string): boolean {
  const { title } = splitText(splitFrontMatter(text)?.body ?? text)
  return /^SEP-\S+:/.test(title) || hasPreamble(text)
}

/** The first line becomes the title if it is a heading, or if it is short and other lines follow. */
export function splitText(text: string): { readonly title: string; readonly body: string } {
  const [first = '', ...rest] = normalizeLineEndings(text).trim().split('\n')
  const heading = /^#{1,6}\s+(\S.*)$/.exec(first)?.[1]
  if (heading !== undefined) return { title: heading.trim(), body: rest.join('\n') }
  return first.length <= MAX_TITLE_LENGTH && rest.length > 0
    ? { title: first.trim(), body: rest.join('\n') }
    : { title: '', body: text }
}

const MAX_TITLE_LENGTH = 100
