import { Failure } from '../errors.ts'
import { parseSepFileName } from '../text/file-names.ts'
import { type SepType, type Status, sepTypeIn, statusIn } from './names.ts'
import { parseSep } from './parse.ts'
import { type Person, peopleIn } from './people.ts'
import { fieldOf } from './preamble.ts'

export type CatalogueFile = {
  /** null: not known. */
  readonly path: string | null
  /** null: the file is only on this machine. */
  readonly url: string | null
  /** null: the file was not read, or is not text. */
  readonly text: string | null
  /** Why the file could not be read. */
  readonly problem?: string
  /** Replaces the metadata in the text, if the text was not read. */
  readonly summary?: SepSummary
}
/** What a list of SEPs says about one of them: the index of the site, or the list of pull requests. */
export type SepSummary = {
  readonly number: number
  readonly title: string
  readonly status: Status | null
  readonly type: SepType | null
  readonly created: string | null
}
/** What is known about a SEP from its file name, its heading and its preamble, or from a `SepSummary`. */
export type SepMetadata = {
  /** null: not numbered yet. */
  readonly number: number | null
  readonly title: string
  readonly status: Status | null
  readonly type: SepType | null
  readonly authors: readonly Person[]
  readonly sponsors: readonly Person[]
  readonly group: string | null
  /** As written, for example `2026-11-20`. */
  readonly created: string | null
}

/** A preamble has only a few lines, so only this much of a file is parsed. */
const MAX_HEAD_LENGTH = 20_000
const SECTION = /^## (?!(?:[\d.]{1,4}\s)?(?:preamble|metadata)\b)/im

/** Reads the metadata of a SEP from its file. `note` says why a file could not be read. */
export function readMetadata(file: CatalogueFile): { readonly metadata: SepMetadata; readonly note: string | null } {
  const name = parseSepFileName(file.path?.split('/').at(-1) ?? '')
  const number = name?.number ?? null
  if (file.text === null && file.summary !== undefined)
    return { metadata: { ...emptyMetadata(number, name?.slug), ...file.summary }, note: null }
  if (file.text === null)
    return {
      metadata: emptyMetadata(number, name?.slug),
      note: file.problem ?? `${file.path}: not read, because it is too long or not a text file`,
    }
  try {
    return { metadata: { ...readHead(headOf(file.text), file.path ?? ''), number }, note: null }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { metadata: emptyMetadata(number, name?.slug), note: error.message }
  }
}

function readHead(head: string, path: string): Omit<SepMetadata, 'number'> {
  const sep = parseSep(head, path)
  const value = (key: string) => fieldOf(sep, key)?.value ?? ''
  return {
    title: sep.heading.title,
    status: statusIn(value('Status')),
    type: sepTypeIn(value('Type')),
    authors: peopleIn(value('Author(s)')),
    sponsors: peopleIn(value('Sponsor')),
    group: value('Working Group') || null,
    created: value('Created') || null,
  }
}

/** Everything before the first section other than "Preamble" or "Metadata". Parsing the whole file takes ten times as long. */
function headOf(text: string): string {
  const start = text.slice(0, MAX_HEAD_LENGTH)
  const section = SECTION.exec(start)
  const head = start.slice(0, section?.index)
  // If a file begins with a section, we parse the section too, so that the error does not say that the file is empty.
  return head.trim() === '' ? start : head
}

function emptyMetadata(number: number | null, slug = ''): SepMetadata {
  return {
    number,
    title: slug.replaceAll('-', ' '),
    status: null,
    type: null,
    authors: [],
    sponsors: [],
    group: null,
    created: null,
  }
}
