import type { FieldValue } from '../../drafts/draft.ts'
import { hashOf } from '../../system/hash.ts'
import { isSameRepo } from '../../text/github-names.ts'
import { normalizeLineEndings, withWindowsLineEndings } from '../../text/lines.ts'
import { isAscii } from '../../text/words.ts'
import { inUnicodeForms, type PlannedRow, rowHash, titlesOf } from './planned-row.ts'

/**
 * The hashes of a row as it is, as other programs may store its text, and with other spellings of its repository.
 * @param repos the repositories in the ledger, as they are spelled there
 */
export function hashesOf(row: PlannedRow, repos: readonly string[]): ReadonlySet<string> {
  const { draft, reuse, parentKey, hash } = row
  const spellings = new Set([draft.repo, ...repos.filter((repo) => isSameRepo(repo, draft.repo))])
  const drafts = [draft, ...otherSpellingsOf(draft)]
  const parentKeys = parentKey === null ? [null] : inUnicodeForms(parentKey)
  const hashes = [...spellings].flatMap((repo) =>
    parentKeys.flatMap((parent) => drafts.map((each) => rowHash({ ...each, repo }, reuse, parent))),
  )
  return new Set([hash, ...hashes])
}

/** Whether a row had this hash when it was sent. See `hashesOf`. */
export function hasHash(row: PlannedRow, hash: string, repos: readonly string[]): boolean {
  return row.hash === hash || hashesOf(row, repos).has(hash)
}

/** Whether the row has the title with this hash, in any Unicode form. */
export function hasTitle(row: PlannedRow, hash: string): boolean {
  return titlesOf(row).some((title) => hashOf(title) === hash)
}

/** Whether the row has the body with this hash, in any form in which a program may store it. null: the body is empty. */
export function hasBody(row: PlannedRow, hash: string | null): boolean {
  const { body } = row.draft
  if (hash === null || body === '') return hash === null && body === ''
  return hashOf(body) === hash || bodyHashesOf(row).includes(hash)
}

/** The hashes of the body of a row as it is, and as other programs may store it. Empty if it has none. */
export function bodyHashesOf({ draft: { body } }: PlannedRow): readonly string[] {
  if (body === '') return []
  const spellings = inUnicodeForms(body).flatMap((form) => {
    const trimmed = form.trimEnd()
    // A block of text in YAML ends with a line break; a cell and most texts in JSON do not.
    return [form, trimmed, `${trimmed}\n`].flatMap((text) => LINE_ENDINGS.map((convert) => convert(text)))
  })
  return [...new Set([body, ...spellings])].map(hashOf)
}

/**
 * The draft with other line endings, and with its accents in each Unicode form, because an editor or a spreadsheet may have changed
 * them. Empty if its texts have only one form.
 */
export function otherSpellingsOf(draft: PlannedRow['draft']): readonly PlannedRow['draft'][] {
  const texts = textsOf(draft)
  if (!texts.some(mayBeStoredDifferently)) return []
  const text = texts.join('\n')
  // Leaves out a form that changes nothing. Most texts have only one form, even if they are not ASCII.
  const forms = isAscii(text) ? [] : UNICODE_FORMS.filter((form) => form(text) !== text)
  const draftsInForms = [draft, ...forms.map((form) => convertNames(convertTexts(draft, form), form))]
  return draftsInForms.flatMap((each) => LINE_ENDINGS.map((convert) => convertTexts(each, convert)))
}

/** Whether a text has line breaks, or characters that may have another Unicode form. */
function mayBeStoredDifferently(text: string): boolean {
  return /[\r\n]/.test(text) || !isAscii(text)
}

type Convert = (text: string) => string
const UNICODE_FORMS: readonly Convert[] = [(text) => text.normalize('NFC'), (text) => text.normalize('NFD')]
const LINE_ENDINGS: readonly Convert[] = [normalizeLineEndings, withWindowsLineEndings]

function textsOf(draft: PlannedRow['draft']): readonly string[] {
  const { title, body, fields, labels, projects, milestone, category, type, aiDisclosure } = draft
  const names = [...labels, ...projects, milestone ?? '', category ?? '', type ?? '', aiDisclosure ?? '']
  return [title, body, ...Object.values(fields).flat(), ...names]
}

function convertTexts(draft: PlannedRow['draft'], convert: Convert): PlannedRow['draft'] {
  const convertValue = (value: FieldValue) => (typeof value === 'string' ? convert(value) : value.map(convert))
  const fields = Object.entries(draft.fields).map(([id, value]) => [id, convertValue(value)] as const)
  return { ...draft, title: convert(draft.title), body: convert(draft.body), fields: Object.fromEntries(fields) }
}

function convertNames(draft: PlannedRow['draft'], convert: Convert): PlannedRow['draft'] {
  const { labels, projects, milestone, category, type, aiDisclosure } = draft
  const convertIfAny = (name: string | null) => name && convert(name)
  return {
    ...draft,
    labels: labels.map(convert),
    projects: projects.map(convert),
    milestone: convertIfAny(milestone),
    category: convertIfAny(category),
    type: convertIfAny(type),
    aiDisclosure: convertIfAny(aiDisclosure),
  }
}
