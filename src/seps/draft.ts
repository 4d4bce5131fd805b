import { Failure } from '../errors.ts'
import { BLOCKED_MARK, disclosureIn, disclosureOf, withDisclosure } from '../text/added-lines.ts'
import { baseName, numberInPath, parseSepFileName, sepFileName, sepSlug } from '../text/file-names.ts'
import { withWindowsLineEndings } from '../text/lines.ts'
import { clearHidden } from '../text/quote.ts'
import { editSep, setAddress, setHeading } from './edit.ts'
import { parseSep, parseSepLeniently } from './parse.ts'
import { fieldOf, PREAMBLE_KEYS } from './preamble.ts'
import { requiredSections, sectionText } from './sections.ts'
import type { Sep } from './sep.ts'

/** The slug becomes part of the branch name and of the SEP's file name. */
export type SepDraft = { readonly path: string; readonly text: string; readonly sep: Sep; readonly slug: string }

export function sepDraftOf(path: string, text: string): SepDraft {
  const sep = parseSep(text, path)
  const slug = sepSlug(parseSepFileName(baseName(path))?.slug ?? sep.heading.title)
  return { path, text, sep, slug }
}

/** Replaces the text of a draft. Keeps its slug, because a branch may already have the slug in its name. */
export function withText(draft: SepDraft, text: string): SepDraft {
  return text === draft.text ? draft : { ...sepDraftOf(draft.path, text), slug: draft.slug }
}

export function withTitle(draft: SepDraft, title: string): SepDraft {
  return withText(draft, editSep(draft.sep, [setHeading(draft.sep, { title })]))
}

export function clearHiddenCharacters(draft: SepDraft): SepDraft {
  return withText(draft, clearHidden(draft.text))
}

/** @throws Failure, with the command that sends a new version, if the SEP already has a number. */
export function refuseNumbered({ path, sep }: SepDraft, updateCommand: (number: number, path: string) => string): void {
  const number = numberInPath(path) ?? sep.heading.number
  if (number !== null)
    throw new Failure('validation', `${path} already has the number ${number}, so its pull request was opened before`, {
      hint: `To send a new version: ${updateCommand(number, path)}`,
    })
}

export function unnumberedFileName({ slug }: SepDraft): string {
  return sepFileName(null, slug)
}

export function numberedFileName({ slug }: Pick<SepDraft, 'slug'>, number: number): string {
  return sepFileName(number, slug)
}

export function numberedText(
  { sep }: SepDraft,
  { number, url }: { readonly number: number; readonly url: string },
): string {
  return editSep(sep, [setHeading(sep, { number }), setAddress(sep, 'PR', url)])
}

export function abstractOf({ sep }: SepDraft): string {
  const section = requiredSections(sep.sections).get('Abstract')
  return section === undefined ? '' : sectionText(sep, section).trim()
}

/** Reviewers look for a line about AI even if no AI was used. */
const NO_AI = 'No AI was used'

export function discloseAi(draft: SepDraft, aiUse: string): SepDraft {
  return withText(draft, withAiDisclosure(draft.text, aiUse))
}

/** Puts the disclosure at the end, even if no AI was used. If the text has a Windows line ending, the result has only those. */
export function withAiDisclosure(text: string, aiUse: string): string {
  const next = `${withDisclosure(text, disclosureOf(aiUse) ?? NO_AI).trimEnd()}\n`
  return text.includes('\r\n') ? withWindowsLineEndings(next) : next
}

/** Whether the disclosure in a text says that no AI was used. */
export function saysNoAi(text: string): boolean {
  return /^(?:none|no(?:ne)? (?:ai )?was used|no)\.?$/i.test(disclosureIn(text) ?? '')
}

/**
 * The text by which we recognize a SEP: without its title, which the author may have changed, and without its AI disclosure and its line
 * breaks, which an earlier run may have changed.
 */
export function comparableText(text: string): string {
  return comparableTextWithTitle(text.replace(/^#[ \t].*$/m, ''))
}

/** The text by which earlier versions of this program recognized a SEP. */
export function comparableTextWithTitle(text: string): string {
  return withDisclosure(text, 'none').replaceAll(/\s+/g, ' ').trim()
}

const MIN_PREAMBLE_FIELDS = 2

/** Whether a text has the preamble of a SEP. We do not look at the heading, because authors write it in many ways. */
export function hasPreamble(text: string): boolean {
  try {
    const sep = parseSepLeniently(text, '')
    return PREAMBLE_KEYS.filter((key) => fieldOf(sep, key) !== null).length >= MIN_PREAMBLE_FIELDS
  } catch (error) {
    if (error instanceof Failure) return false
    throw error
  }
}

/** Marks a SEP that must never be posted, because its text was moved to a private report. */
export function markBlocked(text: string): string {
  return isBlocked({ text }) ? text : `${text.trimEnd()}\n\n${BLOCKED_MARK}\n`
}

export function isBlocked({ text }: Pick<SepDraft, 'text'>): boolean {
  return text.includes(BLOCKED_MARK)
}
