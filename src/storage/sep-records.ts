import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { comparableText, comparableTextWithTitle, type SepDraft } from '../seps/draft.ts'
import { withDisclosure } from '../text/added-lines.ts'
import { makePrivateFolder } from './private-folder.ts'

/*
 * The records of SEPs that are or were sent, each in its own file. They are in our state folder, because anyone could have written a
 * file that comes with a clone.
 */

export type RecordsApp = Pick<App, 'files' | 'git' | 'stateFolder'>

export const RECORD_BYTE_LIMIT = 10_000
/** The folder of the journals, and of the overrides beside them. */
export const JOURNAL_FOLDER = 'seps'
const MAX_RECORDS = 1000

/** The hash of a SEP's text, by which it is recognized after it was moved, renamed or copied. */
export function textDigest({ text }: Pick<SepDraft, 'text'>): string {
  return sha256(comparableText(text))
}

/** Whether a record has the digest of a SEP's text. Earlier versions of this program hashed more of the text. */
export function hasSameText({ digest }: { readonly digest: string }, { text }: Pick<SepDraft, 'text'>): boolean {
  return (
    digest === textDigest({ text }) || [text, comparableTextWithTitle(text)].some((other) => digest === sha256(other))
  )
}

/**
 * The hashes of some sentences of a SEP, always the same ones for the same sentences. A copy whose title and text were both edited has
 * most of them. Leaves out the preamble, headings and comments, such as the advice of the template, because many SEPs have the same ones.
 */
export function sentenceHashes({ text }: Pick<SepDraft, 'text'>): string {
  const prose = withDisclosure(text, 'none').replaceAll(NOT_PROSE, '')
  const sentences = prose.split(/\n|(?<=[.!?])\s|(?<=[。！？])/).map((sentence) => sentence.trim())
  const hashes = sentences
    .filter(({ length }) => length >= MIN_SENTENCE_LENGTH)
    .map((sentence) => sha256(sentence).slice(0, SENTENCE_HASH_LENGTH))
  return [...new Set(hashes)].sort().slice(0, MAX_SENTENCES).join(' ')
}

/** A comment, which may have no end; a line of the preamble, such as `- **Status**: Draft`; or a heading. */
const NOT_PROSE = /<!--[\s\S]*?(?:-->|(?![\s\S]))|^(?:- \*\*[^*\n]+\*\*:|#).*$/gm
const SENTENCE_HASH_LENGTH = 8
const MIN_SENTENCE_LENGTH = 20
const MIN_COMMON_SENTENCES = 3
const MAX_SENTENCES = 200

/** Whether two SEPs have at least half of their sentences in common, as a copy that was edited has. Estimates it from the smallest hashes. */
export function hasSimilarText({ sentences }: { readonly sentences: string }, otherHashes: string): boolean {
  const [one, other] = [sentences.split(' '), otherHashes.split(' ')]
  const smallest = [...new Set([...one, ...other])].sort().slice(0, MAX_SENTENCES)
  const commonHashes = smallest.filter((hash) => one.includes(hash) && other.includes(hash))
  return commonHashes.length >= MIN_COMMON_SENTENCES && commonHashes.length * 2 >= smallest.length
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function folderAt(app: RecordsApp, folder: string): string {
  return `${app.stateFolder()}/${folder}`
}

const FILE_NAME_LENGTH = 32

export function recordPath(app: RecordsApp, folder: string, key: string): string {
  return `${folderAt(app, folder)}/${sha256(key).slice(0, FILE_NAME_LENGTH)}.json`
}

/** The path of the record of a file. It is the same if the file is named through a symbolic link. */
export async function fileRecordPath(app: RecordsApp, folder: string, file: string): Promise<string> {
  return recordPath(app, folder, await app.files.realPath(file))
}

export async function writeRecord(app: RecordsApp, path: string, record: object): Promise<void> {
  await makePrivateFolder(app, dirname(path))
  await app.files.replace(path, `${JSON.stringify(record, null, 2)}\n`)
}

/** The records in a folder. Leaves out those that cannot be read, because they must not stop another SEP. */
export async function* readRecords<T extends object>(
  app: RecordsApp,
  folder: string,
  schema: z.ZodType<T>,
): AsyncGenerator<{ readonly path: string; readonly record: T }> {
  const names = (await app.files.list(folderAt(app, folder))).filter((name) => /^\w+\.json$/.test(name))
  for (const name of names.slice(0, MAX_RECORDS)) {
    const path = `${folderAt(app, folder)}/${name}`
    const record = await readRecord(app, path, schema)
    if (record !== null) yield { path, record }
  }
}

/** null: there is no such record, or it cannot be read. */
export async function readRecord<T>(app: RecordsApp, path: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await app.files.readText(path, RECORD_BYTE_LIMIT)))
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}
