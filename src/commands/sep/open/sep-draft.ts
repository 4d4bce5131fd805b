import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { editSep, setField, setHeading } from '../../../seps/edit.ts'
import { parseSepFileName, sepFileName, sepSlug } from '../../../seps/file-name.ts'
import { requiredSections } from '../../../seps/lint/required.ts'
import { parseSep } from '../../../seps/parse.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/refusal.ts'
import type { Sep } from '../../../seps/sep.ts'

/** A SEP and the file that it stands in. */
export type SepDraft = { readonly path: string; readonly text: string; readonly sep: Sep; readonly slug: string }

export async function readSepDraft(app: App, path: string): Promise<SepDraft> {
  return sepDraftOf(path, await app.files.readText(path, SEP_BYTE_LIMIT))
}

export function sepDraftOf(path: string, text: string): SepDraft {
  const sep = parseSep(text, path)
  const slug = sepSlug(parseSepFileName(baseOf(path))?.slug ?? sep.heading.title)
  return { path, text, sep, slug }
}

/** @throws Failure for one that has its number already. */
export function refuseNumbered({ path, sep }: SepDraft): void {
  const number = parseSepFileName(baseOf(path))?.number ?? sep.heading.number
  if (number !== null)
    throw new Failure(
      'validation',
      `${path}: it has the number ${number}, so it was opened already; for a new version: mcp-comms sep update ${number} ${path}`,
    )
}

export function draftName({ slug }: SepDraft): string {
  return sepFileName(null, slug)
}

export function numberedName({ slug }: Pick<SepDraft, 'slug'>, number: number): string {
  return sepFileName(number, slug)
}

/** The text once the pull request has given it its number. */
export function numberedText(
  { sep }: SepDraft,
  { number, url }: { readonly number: number; readonly url: string },
): string {
  return editSep(sep, [setHeading(sep, { number }), setField(sep, 'PR', url)])
}

/** The Abstract, as it is written; empty where there is none. */
export function abstractOf({ sep }: SepDraft): string {
  const section = requiredSections(sep.sections).get('Abstract')
  return section === undefined ? '' : sep.text.slice(section.content.from, section.content.to).trim()
}

export function baseOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
