import { readBody, renderValue } from '../forms/body.ts'
import { initialValue } from '../forms/fill.ts'
import {
  type AnswerField,
  answerFields,
  asList,
  asText,
  type Form,
  isEmpty,
  labelsOf,
  NO_RESPONSE,
  type Value,
  valueIn,
} from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import { normalizeLineEndings, unfenceBlock } from '../text/lines.ts'
import { splitAtHeadings, type TextUnderHeading } from '../text/markdown-sections.ts'
import { oneLine } from '../text/quote.ts'
import type { Draft } from './draft.ts'
import { addedBoxes, answersIn, checkedBoxes, isAsRendered, ownText, pendingAnswers } from './from-template.ts'

/** A part of the author's text: the answer to a field, or the text under a heading. */
export type Piece = {
  /** The id of its field. null: it belongs to no field. */
  readonly id: string | null
  /** The label of its field, its heading, or the id of its field if only that is known; else empty. */
  readonly label: string
  readonly value: Value
  /** Whether the draft also records this answer by field id. The same words are in other pieces, so this one need not be kept. */
  readonly isCopy?: true
  /** Whether the piece may repeat an answer, or a part of one: it comes from the text of an unknown form, or was kept before. */
  readonly mayRepeat?: true
}

export function pieceText({ label, value }: Piece): string {
  return label === '' ? asText(value) : `### ${label}\n\n${asText(value)}`
}

/** The key in `kept` for text without a label. */
const NO_LABEL = 'Text'

export function toKept(pieces: readonly Piece[]): Draft['kept'] {
  const kept = new Map<string, string>()
  for (const { label, value } of pieces) {
    const key = label === '' || label === '__proto__' ? NO_LABEL : label
    const earlier = kept.get(key)
    kept.set(key, (earlier === undefined ? '' : `${earlier}\n\n`) + asText(value))
  }
  return Object.fromEntries(kept)
}

export function keptPieces(kept: Draft['kept']): readonly Piece[] {
  return Object.entries(kept).map(([label, value]) => ({
    id: null,
    label: label === NO_LABEL ? '' : label,
    value,
    mayRepeat: true,
  }))
}

/**
 * The parts of the author's text.
 * @param from the template with which the draft was written; null: none, or an unknown one
 */
export function piecesOf(draft: Draft, from: Template | null): readonly Piece[] {
  const body = ownText(draft)
  if (body.trim() === '') return recordedPieces(draft).map((piece) => ({ ...piece, label: piece.id ?? '' }))
  if (from === null) return piecesOfUnknownForm(draft, normalizeLineEndings(body))
  const isRendered = from.form.kind === 'form' && isAsRendered(draft, from)
  const pieces = isRendered
    ? answerPieces(draft, from)
    : [...pendingPieces(draft, from.form), ...textPieces(splitAtHeadings(body), from.form)]
  return [...pieces, ...unknownAnswers(draft, from.form)]
}

/** The draft still records the answers by field id. Where they differ from the text, the text counts. */
function piecesOfUnknownForm(draft: Draft, text: string): readonly Piece[] {
  const lines = `\n${withoutEscapes(text)}\n`
  const boxes = new Set(text.split('\n').flatMap((line) => checkedBoxes(line) ?? []))
  const isInText = ({ value }: Piece) =>
    lines.includes(`\n${withoutEscapes(asText(value))}\n`) || asList(value).every((choice) => boxes.has(choice))
  const copies = recordedPieces(withoutPending(draft)).filter(isInText)
  const sections = splitAtHeadingsOutside(
    copies.map(({ value }) => asText(value)),
    text,
  )
  // Outside of a code block, Markdown would take parts of the code for tags, references or mentions.
  const blocksByCode = new Map(sections.map((section) => [unfenceBlock(section.text), section.text]))
  return [
    ...pendingPieces(draft, null),
    ...copies.map((piece) => ({
      ...piece,
      value: blocksByCode.get(asText(piece.value).trim()) ?? piece.value,
      isCopy: true as const,
    })),
    ...textPieces(sections, null).map((piece) => ({ ...piece, mayRepeat: true as const })),
  ]
}

/**
 * Whether a text that does not match the form was filled in with an earlier version of it, and not edited by hand. Such a text has every
 * recorded answer. Each of its sections is a recorded answer, an answer as the form renders it, or a form's text for no answer.
 */
export function isFromEarlierForm(draft: Draft, form: Form): boolean {
  const text = normalizeLineEndings(ownText(draft))
  const values = recordedPieces(withoutPending(draft)).map(({ value }) => value)
  const inForm = readBody(form, text)
  const rendered = new Set(
    answerFields(form).map((field) => `${field.label}\n${renderValue(field, valueIn(inForm, field.id) ?? '')}`),
  )
  const recorded = new Set([...values.map(asText), ...values.flatMap(asList)].map(comparable))
  const boxes = answerFields(form).flatMap((field) => (field.type === 'checkboxes' ? labelsOf(field) : []))
  const isFromForm = ({ label, heading, text: answer }: TextUnderHeading) =>
    heading.startsWith('### ') &&
    (rendered.has(`${label}\n${answer}`) || (isRecordedSection(answer, recorded) && addedBoxes(answer, boxes) === ''))
  const isBlank = (section: TextUnderHeading) => section.heading === '' && section.text === ''
  const words = comparable(text)
  const hasAllRecorded = values.flatMap(asList).every((choice) => words.includes(comparable(choice)))
  const sections = splitAtHeadingsOutside(values.map(asText), text)
  return hasAllRecorded && sections.every((section) => isBlank(section) || isFromForm(section))
}

/** The headings of a text for which the form has no field. Leaves out those inside an answer. */
export function otherHeadings(draft: Draft, form: Form): readonly string[] {
  const labels = answerFields(form).map(({ label }) => label)
  const answers = Object.values(draft.fields).map(asText)
  return splitAtHeadings(ownText(draft)).flatMap(({ label, heading }) =>
    [...labels, ''].includes(label) || answers.some((answer) => answer.includes(heading)) ? [] : [label],
  )
}

/** Whether a section has no answer, or only recorded ones. */
function isRecordedSection(section: string, recorded: ReadonlySet<string>): boolean {
  const answer = unfenceBlock(section) ?? section
  if (section === NO_RESPONSE || (section !== '' && answer === '')) return true
  return (checkedBoxes(section) ?? [answer]).every((choice) => recorded.has(comparable(choice)))
}

/** Without differences in case and white space, because a flag may spell an option differently from the form. */
function comparable(text: string): string {
  return oneLine(withoutEscapes(text)).toLowerCase()
}

/** Without the space that a form puts before a line of an answer that equals one of its headings. */
function withoutEscapes(text: string): string {
  return text.replaceAll(/^ (?=###)/gm, '')
}

/** Keeps a line from being read as a heading. No draft contains it. */
const NO_HEADING = '\0'

/** Splits a text at its headings, except those inside one of the answers. */
function splitAtHeadingsOutside(answers: readonly string[], text: string): readonly TextUnderHeading[] {
  const bare = `\n${withoutEscapes(text)}\n`
  const lines = text.split('\n')
  for (const answer of answers.map(withoutEscapes)) {
    const start = /^#/m.test(answer) ? bare.indexOf(`\n\n${answer}\n`) : -1
    if (start < 0) continue
    const first = bare.slice(0, start).split('\n').length
    const end = first + answer.split('\n').length
    for (let line = first; line < end; line++) if (lines[line]?.startsWith('#')) lines[line] = NO_HEADING + lines[line]
  }
  const answersByText = new Map(answers.map((answer) => [withoutEscapes(answer.trim()), answer]))
  return splitAtHeadings(lines.join('\n')).map((section) => {
    const own = section.text.replaceAll(NO_HEADING, '')
    return { ...section, text: answersByText.get(withoutEscapes(own)) ?? own }
  })
}

/** The answers that the text does not have yet. `form`: the one to which they belong; null: it is unknown. */
function pendingPieces(draft: Draft, form: Form | null): readonly Piece[] {
  const fields = form === null ? [] : answerFields(form)
  return recordedPieces({ fields: pendingAnswers(draft) }).flatMap((piece) => {
    const label = fields.find(({ id }) => id === piece.id)?.label
    // The others are among the unknown answers.
    return form !== null && label === undefined ? [] : [{ ...piece, label: label ?? piece.id ?? '' }]
  })
}

function withoutPending(draft: Draft): Draft {
  const { fields, pending } = draft
  return { ...draft, fields: Object.fromEntries(Object.entries(fields).filter(([id]) => !pending.includes(id))) }
}

/**
 * The recorded answers for which the form has no field, for example because of a spelling mistake in a flag. Leaves out those that were
 * put into the text: only the id of their field has changed.
 */
export function unknownAnswers(draft: Draft, form: Form): readonly Piece[] {
  const ids = new Set(answerFields(form).map(({ id }) => id))
  const pending = new Set(draft.pending)
  const text = `\n${normalizeLineEndings(draft.body)}\n`
  const isInText = (value: Value) =>
    typeof value === 'string' ? text.includes(`\n${value.trim()}\n`) : value.every((choice) => text.includes(choice))
  return recordedPieces(draft).flatMap((piece) => {
    const { id, value } = piece
    return id === null || ids.has(id) || (!pending.has(id) && isInText(value)) ? [] : [{ ...piece, label: id }]
  })
}

function recordedPieces({ fields }: Pick<Draft, 'fields'>): readonly Piece[] {
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

/** The sections of a body as pieces. Leaves out the text that comes from the form. */
function textPieces(sections: readonly TextUnderHeading[], form: Form | null): readonly Piece[] {
  const fields = form === null ? [] : answerFields(form)
  const templateSections = form?.kind === 'markdown' ? splitAtHeadings(form.body) : []
  return sections.flatMap(({ label, heading, text }): readonly Piece[] => {
    const field = fields.find((candidate) => isSameLabel(candidate.label, label))
    const value = withoutRequiredBoxes(field, text)
    const isUnchanged = templateSections.some((section) => section.heading === heading && section.text === text)
    // Nothing follows the heading, so the heading itself is the author's text.
    if (text === '' && field === undefined && heading !== '' && !isUnchanged)
      return [{ id: null, label: '', value: heading }]
    if (text === NO_RESPONSE || isUnchanged) return []
    const added = field?.type === 'checkboxes' ? addedBoxes(text, labelsOf(field)) : ''
    const pieces = [
      { id: field?.id ?? null, label, value },
      { id: null, label, value: added },
    ]
    return pieces.filter((piece) => !isEmpty(piece.value))
  })
}

export function isSameLabel(left: string, right: string): boolean {
  const words = (label: string) =>
    oneLine(label)
      .toLowerCase()
      .replace(/[\s:?!.]{1,20}$/, '')
  return words(left) !== '' && words(left) === words(right)
}
