import { Failure } from '../errors.ts'
import { fieldOf } from './fields.ts'
import { parseSepFileName } from './file-name.ts'
import { type SepType, type Status, sepTypeIn, statusIn } from './names.ts'
import { parseSep } from './parse.ts'
import { type Person, peopleIn } from './people.ts'
import type { StageName } from './stage.ts'

/** A SEP's file as it was found. text null: it cannot be read as text. url null: it is only here. */
export type FoundFile = { readonly path: string; readonly url: string | null; readonly text: string | null }
/** What the file of a SEP says of it. */
export type Said = {
  /** null: the file's name has none yet. */
  readonly number: number | null
  readonly title: string
  readonly status: Status | null
  readonly type: SepType | null
  readonly authors: readonly Person[]
  readonly sponsors: readonly Person[]
  readonly group: string | null
  /** As written: `2026-11-20`. */
  readonly created: string | null
}
export type SepPullRequest = {
  readonly number: number
  readonly title: string
  readonly url: string
  readonly isDraft: boolean
  readonly author: string | null
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
}
/** A SEP as the catalogue has it. */
export type SepEntry = Omit<Said, 'status'> & {
  /** Where it stands, by its file and, where that says nothing, by its label. null: neither says it. */
  readonly stage: StageName | null
  /** null: the file says none, or none that there is. */
  readonly fileStatus: Status | null
  readonly labelStatuses: readonly Status[]
  /** The file is the canonical record; labels should say the same. */
  readonly disagrees: boolean
  /** On the default branch, in an open pull request only, or in a folder here. */
  readonly where: 'main' | 'pull request' | 'folder'
  readonly file: FoundFile
  /** The open one that adds or changes it. */
  readonly pullRequest: SepPullRequest | null
}

/** A preamble is a few lines; no more is read to find it. */
const LONGEST_HEAD = 20_000
const SECTION = /^## (?!preamble\b)/im

/** What a file says, and what is wrong where it cannot be read. */
export function readFile(file: FoundFile): { readonly said: Said; readonly note: string | null } {
  const name = parseSepFileName(file.path.split('/').at(-1) ?? '')
  const number = name?.number ?? null
  if (file.text === null)
    return { said: nothing(number, name?.slug), note: `${file.path}: it is too long, or no text, and was not read` }
  try {
    return { said: { ...readHead(headOf(file.text), file.path), number }, note: null }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { said: nothing(number, name?.slug), note: error.message }
  }
}

function readHead(head: string, path: string): Omit<Said, 'number'> {
  const sep = parseSep(head, path)
  const said = (key: string) => fieldOf(sep, key)?.value ?? ''
  return {
    title: sep.heading.title,
    status: statusIn(said('Status')),
    type: sepTypeIn(said('Type')),
    authors: peopleIn(said('Author(s)')),
    sponsors: peopleIn(said('Sponsor')),
    group: said('Working Group') || null,
    created: said('Created') || null,
  }
}

/** What comes before the first section; some put the preamble into one. To read all of it takes ten times as long. */
function headOf(text: string): string {
  const start = text.slice(0, LONGEST_HEAD)
  const section = SECTION.exec(start)
  return section === null ? start : start.slice(0, section.index)
}

function nothing(number: number | null, slug = ''): Said {
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
