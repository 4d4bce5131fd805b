import type { z } from 'zod'
import { Failure } from '../errors.ts'
import { excerpt } from '../text/quote.ts'
import type { Path } from '../text/yaml.ts'
import type { Draft } from './draft.ts'
import { type Pieces, splitFrontMatter } from './front-matter.ts'
import { frontMatterSchema, isKnownKey } from './schema.ts'
import { readFrontMatter } from './yaml.ts'

/** A body on GitHub has 65,536 characters at most, a SEP some hundred thousand; more is a mistake or an attack. */
export const DRAFT_SIZE_LIMIT = 2_000_000

/** Where in the file the parts of a draft stand that checks speak about. */
export type DraftLines = { readonly title: number; readonly body: number }

/**
 * A draft file's text to a draft.
 * @throws Failure (validation) that names file, line and key.
 */
export function parseDraft(text: string, file: string): Draft {
  const { yaml, body } = piecesOf(text, file)
  const { data, lineOf } = readFrontMatter(yaml, file)
  const parsed = frontMatterSchema.safeParse(data)
  if (!parsed.success) {
    const { path, message } = firstIssue(parsed.error)
    throw new Failure('validation', `${file}:${lineOf(path)}: ${excerpt(path.map(String).join('.'))}: ${message}`)
  }
  return { ...parsed.data, extra: Object.fromEntries(Object.entries(data).filter(([key]) => !isKnownKey(key))), body }
}

export function draftLines(text: string, file: string): DraftLines {
  const { opening, yaml, closing } = piecesOf(text, file)
  const head = opening + yaml + closing
  return { title: readFrontMatter(yaml, file).lineOf(['title']), body: head.split('\n').length }
}

export function piecesOf(text: string, file: string): Pieces {
  if (text.length > DRAFT_SIZE_LIMIT)
    throw new Failure('validation', `${file}:1: a draft has at most ${DRAFT_SIZE_LIMIT} characters`)
  const nul = text.indexOf('\0')
  if (nul >= 0)
    throw new Failure(
      'validation',
      `${file}:${lineAt(text, nul)}: it holds a NUL character, so it is no text; save it as UTF-8 text`,
    )
  const pieces = splitFrontMatter(text)
  if (pieces !== null) return pieces
  const where = /^\uFEFF?---/.test(text) ? 'ends its first lines with a second "---"' : 'begins with "---"'
  throw new Failure('validation', `${file}:1: a draft ${where}; start one with "mcp-comms issue new"`)
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

function firstIssue({ issues: [issue] }: z.ZodError): { readonly path: Path; readonly message: string } {
  return issue ?? { path: [], message: 'this is no draft' }
}
