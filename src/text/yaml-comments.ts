import { type Document, isPair, isScalar, type Node, type Pair, Scalar, visit } from 'yaml'
import { excerpt } from './quote.ts'

export type CutText = { readonly line: number; readonly message: string }

const SENTENCE_KEYS: ReadonlySet<string> = new Set(['title', 'body', 'aidisclosure', 'ai-disclosure', 'intended'])
const COMMENT = /^[ \t]+#(?<rest>[^\r\n]{0,40})/
const COMMENT_ONLY = /^[ \t]{0,20}:[ \t]+#(?<rest>[^\r\n]{0,40})/

/**
 * Finds the values of which YAML loses a part. The messages do not quote the text, which may be private.
 * - YAML reads ` #` as the start of a comment: `title: Fix #12 again` is only `Fix`. In a field of sentences, any comment after a value
 *   without quotes counts. In other fields, comments are common, so one counts only if no space follows `#`: `milestone: Sprint #3`.
 * - YAML reads a first word with `&` or `!` as an anchor or a tag: `title: &str is slow` is only `is slow`.
 */
export function findCutTexts(text: string, document: Document, lineAt: (offset: number) => number): readonly CutText[] {
  if (!/[ \t]#|[&!]/.test(text)) return []
  const cutTexts: CutText[] = []
  let aliases: ReadonlySet<string> | undefined
  const signOfLostWord = ({ tag, anchor }: Scalar) => {
    if (isForeignTag(tag)) return '!'
    if (anchor === undefined) return null
    aliases ??= aliasesIn(document)
    return aliases.has(anchor) ? null : '&'
  }
  visit(document, {
    Scalar: (key, node, parents) => {
      if (key === 'key' || node.type !== Scalar.PLAIN || cutTexts.length >= MAX_REPORTED) return
      const value = valueIn(node, parents)
      const sign = signOfLostWord(node)
      const loss = sign === null ? commentLoss(value, text) : `leaves out a word that begins with "${sign}"`
      if (loss !== null) cutTexts.push({ line: lineAt(value.start), message: describe(value, loss) })
    },
  })
  return cutTexts
}

/** Says what YAML does to a value because of a comment. null: there is none, or it is an ordinary one. */
function commentLoss(value: Value, text: string): string | null {
  const comment = (value.isEmpty ? COMMENT_ONLY : COMMENT).exec(text.slice(value.end, value.end + 100))
  const rest = comment?.groups?.['rest']
  if (rest === undefined || isOrdinaryComment(value, rest)) return null
  return value.isEmpty ? 'reads the value as a comment' : 'cuts the text here, and reads the rest as a comment'
}

const MAX_REPORTED = 100

type Parents = readonly (Document | Node | Pair)[]

type Value = {
  readonly keys: readonly string[]
  readonly start: number
  readonly end: number
  readonly isEmpty: boolean
}

function valueIn({ range }: Scalar, parents: Parents): Value {
  const keys = parents.flatMap((parent) => (isPair(parent) && isScalar(parent.key) ? [String(parent.key.value)] : []))
  const [start, end] = range ?? [0, 0]
  if (start < end) return { keys, start, end, isEmpty: false }
  // The parser puts an empty value after the comment, so we search from the end of the key.
  const keyEnd = endOfKey(parents)
  return { keys, start: keyEnd, end: keyEnd, isEmpty: true }
}

function isOrdinaryComment({ keys, isEmpty }: Value, rest: string): boolean {
  return (isEmpty || !isSentenceField(keys)) && !/^[^\s#]/.test(rest)
}

function endOfKey(parents: Parents): number {
  const pair = parents.at(-1)
  return isPair(pair) && isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0
}

/** The answers of a form are sentences too. */
function isSentenceField(keys: readonly string[]): boolean {
  const last = keys.at(-1)?.trim().toLowerCase() ?? ''
  return SENTENCE_KEYS.has(last) || last.startsWith('field:') || keys.slice(0, -1).includes('fields')
}

function describe({ keys }: Value, loss: string): string {
  return `${excerpt(keys.at(-1) ?? '')}: YAML ${loss}; put the whole text in quotes`
}

/** Whether a tag is foreign to YAML, so that the parser ignores it. A tag such as `!!str` is a part of YAML. */
function isForeignTag(tag: string | undefined): boolean {
  return tag !== undefined && !/^tag:yaml\.org,2002:(?:str|int|float|bool|null)$/.test(tag)
}

function aliasesIn(document: Document): ReadonlySet<string> {
  const names = new Set<string>()
  visit(document, { Alias: (_, { source }) => void names.add(source) })
  return names
}
