import { renderValue } from '../forms/body.ts'
import { checkAnswers, initialValue } from '../forms/fill.ts'
import {
  type AnswerField,
  answerFields,
  asList,
  asText,
  type Form,
  isEmpty,
  NO_RESPONSE,
  optionFor,
  splitChoices,
  type Value,
  type Values,
  valueIn,
} from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import { normalizeLineEndings, unfenceBlock } from '../text/lines.ts'
import { splitAtHeadings } from '../text/markdown-sections.ts'
import { oneLine } from '../text/quote.ts'
import type { Draft } from './draft.ts'
import { answersIn, fromTemplate, isAsRendered, ownText } from './from-template.ts'

/** A part of the author's text: the answer to a field, or the text under a heading. */
type Piece = {
  /** The id of its field. null: it belongs to no field. */
  readonly id: string | null
  /** The label of its field, its heading, or the id of its field if only that is known; else empty. */
  readonly label: string
  readonly value: Value
  /** It is an answer that the draft records by field id. Pieces of the text have the same words, so this one need not be kept. */
  readonly isCopy?: true
  /** It comes from the text of an unknown form, or was kept before. It may therefore repeat an answer, or a part of one. */
  readonly mayRepeat?: true
}

/**
 * Moves the author's text to another form: each answer to the field with the same id, else to the field with the same label.
 * Text for which the form has no field stays in the draft, in `kept`, so that nothing is lost. Labels and other values that the
 * former template set are replaced by those of the new one.
 * @param from the template with which the draft was written; null: none, or an unknown one
 */
export function carryOver(draft: Draft, from: Template | null, to: Template): Draft {
  const { values, kept } = moveAnswers(draft, from, to.form)
  const { labels = [], assignees = [], type = null } = from?.form ?? {}
  const moved: Draft = {
    ...draft,
    title: moveTitle(draft.title, from, to),
    labels: draft.labels.filter((label) => !labels.includes(label)),
    assignees: draft.assignees.filter((login) => !assignees.includes(login)),
    type: draft.type === type ? null : draft.type,
    category: draft.category === from?.category ? null : draft.category,
    unfinished: unfinishedIn(to.form, draft.unfinished, from?.form ?? null),
    kept,
  }
  return fromTemplate(moved, to, values)
}

/** Replaces the usual beginning of a title, such as `[Bug] `, by the one of the new form. */
export function moveTitle(title: string, from: Template | null, to: Template | null): string {
  const prefix = from?.form.title ?? ''
  return prefix !== '' && title.startsWith(prefix) ? (to?.form.title ?? '') + title.slice(prefix.length) : title
}

/** The field of the new form that gets the interrupted answer. null: no answer was interrupted, or no field of the form fits it. */
export function unfinishedIn(form: Form, unfinished: string | null, from: Form | null): string | null {
  if (unfinished === null || unfinished === 'title') return unfinished
  const fields = answerFields(form)
  const label = from === null ? '' : (answerFields(from).find(({ id }) => id === unfinished)?.label ?? '')
  const field = fields.find(({ id }) => id === unfinished) ?? fields.find((other) => isSameLabel(other.label, label))
  return field?.id ?? null
}

export function keptText({ kept }: Pick<Draft, 'kept'>): string {
  return keptPieces(kept).map(pieceText).join('\n\n')
}

type MovedAnswers = { readonly values: Values; readonly kept: Draft['kept'] }

function moveAnswers(draft: Draft, from: Template | null, to: Form): MovedAnswers {
  const pieces = [...piecesOf(draft, from), ...keptPieces(draft.kept)]
  const values = new Map<string, Value>()
  const unplaced = pieces.filter((piece) => {
    const answer = findAnswer(piece, to, values)
    if (answer !== null) values.set(answer.id, answer.value)
    return answer === null && piece.isCopy === undefined
  })
  const remaining = unplaced.filter(repetitionFilter(values, pieces))
  if (to.kind === 'form') return { values: Object.fromEntries(values), kept: keptOf(remaining) }
  // A Markdown template has one field, which can hold any text.
  const body = [asText(values.get('body') ?? to.body).trimEnd(), ...remaining.map(pieceText)]
  return { values: pieces.length === 0 ? {} : { body: body.filter((text) => text !== '').join('\n\n') }, kept: {} }
}

/**
 * Returns a function that tells whether a piece is to be kept, because it does not repeat an answer. The text was split at all its
 * headings, even at those inside an answer, so several pieces may repeat one answer. Only one piece may repeat the beginning of a
 * copied answer: a second piece with the same words is another answer.
 */
function repetitionFilter(values: ReadonlyMap<string, Value>, pieces: readonly Piece[]): (piece: Piece) => boolean {
  const copies = new Set(pieces.flatMap(({ id, isCopy }) => (isCopy && id !== null ? [id] : [])))
  const unmatched = new Set([...values.keys()].filter((id) => copies.has(id)))
  return ({ id, label, value, mayRepeat }) => {
    if (mayRepeat === undefined) return true
    const text = asText(value)
    const isBeginning = (answer: string) => answer === text || answer.startsWith(`${text}\n`)
    const repeatedId = [...unmatched].find((other) => isBeginning(asText(values.get(other))))
    if (id === null && repeatedId !== undefined) {
      unmatched.delete(repeatedId)
      return false
    }
    const isPart = (answer: string) => (label === '' ? isBeginning(answer) : answer.includes(`# ${label}\n\n${text}`))
    return ![...values.values()].some((answer) => isPart(asText(answer)))
  }
}

function pieceText({ label, value }: Piece): string {
  return label === '' ? asText(value) : `### ${label}\n\n${asText(value)}`
}

/** The key in `kept` for text without a label. */
const NO_LABEL = 'Text'

function keptOf(pieces: readonly Piece[]): Draft['kept'] {
  const kept = new Map<string, string>()
  for (const { label, value } of pieces) {
    const key = label === '' || label === '__proto__' ? NO_LABEL : label
    const earlier = kept.get(key)
    kept.set(key, (earlier === undefined ? '' : `${earlier}\n\n`) + asText(value))
  }
  return Object.fromEntries(kept)
}

function keptPieces(kept: Draft['kept']): readonly Piece[] {
  return Object.entries(kept).map(([label, value]) => ({
    id: null,
    label: label === NO_LABEL ? '' : label,
    value,
    mayRepeat: true,
  }))
}

function piecesOf(draft: Draft, from: Template | null): readonly Piece[] {
  const body = ownText(draft)
  if (body.trim() === '') return recordedPieces(draft).map((piece) => ({ ...piece, label: piece.id ?? '' }))
  if (from !== null) {
    const isRendered = from.form.kind === 'form' && isAsRendered(draft, from)
    const pieces = isRendered ? answerPieces(draft, from) : textPieces(body, from.form)
    return [...pieces, ...unknownAnswers(draft, from.form)]
  }
  // We do not know the form, but the draft records the answers by field id. Where they differ from the text, the text counts.
  const lines = `\n${normalizeLineEndings(body)}\n`
  const copies = recordedPieces(draft).filter(({ value }) => lines.includes(`\n${asText(value)}\n`))
  return [
    ...copies.map((piece) => ({ ...piece, isCopy: true as const })),
    ...textPieces(body, null).map((piece) => ({ ...piece, mayRepeat: true as const })),
  ]
}

/** The recorded answers for which the form has no field, for example because of a spelling mistake. The draft's text has none of them. */
function unknownAnswers(draft: Draft, form: Form): readonly Piece[] {
  const ids = new Set(answerFields(form).map(({ id }) => id))
  return recordedPieces(draft).flatMap((piece) =>
    piece.id === null || ids.has(piece.id) ? [] : [{ ...piece, label: piece.id }],
  )
}

function recordedPieces({ fields }: Draft): readonly Piece[] {
  return Object.entries(fields).flatMap(([id, value]) => (isEmpty(value) ? [] : [{ id, label: '', value }]))
}

/** The answers as pieces. Leaves out unchanged defaults and the boxes that the old form required, because nobody wrote them. */
function answerPieces(draft: Draft, from: Template): readonly Piece[] {
  const answers = answersIn(draft, from)
  return answerFields(from.form).flatMap((field): readonly Piece[] => {
    const value = withoutRequiredBoxes(field, valueIn(answers, field.id) ?? '')
    const isDefault = asText(value).trim() === asText(initialValue(field)).trim()
    if (isEmpty(value) || isDefault) return []
    // Outside of a code block, Markdown would take parts of the code for tags, references or mentions.
    const isCode = field.type === 'textarea' && field.render !== null
    return [{ id: field.id, label: field.label, value: isCode ? renderValue(field, value) : value }]
  })
}

function withoutRequiredBoxes(field: AnswerField | undefined, value: Value): Value {
  if (field?.type !== 'checkboxes') return value
  const checked = typeof value === 'string' ? (checkedBoxes(value) ?? value) : value
  return asList(checked).filter((label) => !field.options.some((option) => option.required && option.label === label))
}

/** Splits a body at its headings. Leaves out the text that comes from the form. */
function textPieces(body: string, form: Form | null): readonly Piece[] {
  const fields = form === null ? [] : answerFields(form)
  const templateSections = form?.kind === 'markdown' ? splitAtHeadings(form.body) : []
  return splitAtHeadings(body).flatMap(({ label, heading, text }): readonly Piece[] => {
    const field = fields.find((candidate) => isSameLabel(candidate.label, label))
    const value = withoutRequiredBoxes(field, text)
    const isUnchanged = templateSections.some((section) => section.heading === heading && section.text === text)
    // Nothing follows the heading, so the heading itself is the author's text.
    if (text === '' && field === undefined && heading !== '' && !isUnchanged)
      return [{ id: null, label: '', value: heading }]
    if (isEmpty(value) || text === NO_RESPONSE || isUnchanged) return []
    return [{ id: field?.id ?? null, label, value }]
  })
}

const BOX = /^[-*+] \[([ xX])\] +(\S.*)$/

/** The labels of the checked boxes; null: the text is not a list of boxes. */
function checkedBoxes(text: string): readonly string[] | null {
  const boxes = text.split('\n').map((line) => BOX.exec(line))
  if (boxes.some((box) => box === null)) return null
  return boxes.flatMap((box) => (box?.[1] === ' ' ? [] : (box?.[2]?.trim() ?? [])))
}

type FieldAnswer = { readonly id: string; readonly value: Value }

/** Finds a field that is still free for a piece, and converts the piece to a value of that field. null: no field can hold it. */
function findAnswer({ id, label, value }: Piece, form: Form, taken: ReadonlyMap<string, Value>): FieldAnswer | null {
  const free = answerFields(form).filter((field) => !taken.has(field.id))
  const fields = [free.find((field) => field.id === id), free.find((field) => isSameLabel(field.label, label))]
  for (const field of fields) {
    const answer = field === undefined ? null : answerTo(field, value, form)
    if (field !== undefined && answer !== null) return { id: field.id, value: answer }
  }
  return null
}

/** The value as an answer to a field; null: the field cannot hold it. */
function answerTo(field: AnswerField, value: Value, form: Form): Value | null {
  const answer = convert(field, value)
  if (answer === null || isEmpty(answer)) return null
  const problems = checkAnswers(form, { [field.id]: answer })
  return problems.some((problem) => problem.field === field.id && problem.kind === 'invalid') ? null : answer
}

function convert(field: AnswerField, value: Value): Value | null {
  switch (field.type) {
    case 'dropdown': {
      const chosen = choicesIn(field.options, withoutFence(value))
      if (chosen === null || field.multiple) return chosen
      return chosen.length === 1 ? (chosen[0] ?? null) : null
    }
    case 'checkboxes':
      return choicesIn(
        field.options.map(({ label }) => label),
        typeof value === 'string' ? (checkedBoxes(value) ?? withoutFence(value)) : value,
      )
    case 'textarea':
      return asText(field.render === null ? value : withoutFence(value))
    default:
      return asText(withoutFence(value))
  }
}

function withoutFence(value: Value): Value {
  return typeof value === 'string' ? (unfenceBlock(value) ?? value) : value
}

/** The options that a value names; null if it names anything else. */
function choicesIn(options: readonly string[], value: Value): readonly string[] | null {
  const choices = typeof value === 'string' ? (splitChoices(value, options) ?? [value]) : value
  const matching = choices.flatMap((choice) => optionFor(options, choice) ?? [])
  return matching.length === choices.length ? matching : null
}

function isSameLabel(left: string, right: string): boolean {
  const words = (label: string) =>
    oneLine(label)
      .toLowerCase()
      .replace(/[\s:?!.]{1,20}$/, '')
  return words(left) !== '' && words(left) === words(right)
}
