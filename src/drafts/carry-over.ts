import { checkAnswers } from '../forms/fill.ts'
import {
  type AnswerField,
  answerFields,
  asList,
  asText,
  type Form,
  isEmpty,
  labelsOf,
  optionsFor,
  splitChoices,
  type Value,
  type Values,
  valueIn,
} from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import { unfenceBlock } from '../text/lines.ts'
import { type Draft, TITLE } from './draft.ts'
import { addedBoxes, answersIn, checkedBoxes, fillFromTemplate } from './from-template.ts'
import { isSameLabel, keptPieces, type Piece, piecesOf, pieceText, toKept, unknownAnswers } from './pieces.ts'

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
    unfinished: matchingFieldId(to.form, draft.unfinished, from?.form ?? null),
    kept,
  }
  return fillFromTemplate(moved, to, values)
}

/** Replaces the usual beginning of a title, such as `[Bug] `, by the one of the new form. */
export function moveTitle(title: string, from: Template | null, to: Template | null): string {
  const prefix = from?.form.title ?? ''
  const rest = title.slice(prefix.length)
  // The beginning "Bug" is not a part of the word "Bugs".
  const endsInWord = /[\p{L}\p{N}]$/u.test(prefix) && /^[\p{L}\p{N}]/u.test(rest)
  return prefix !== '' && title.startsWith(prefix) && !endsInWord ? (to?.form.title ?? '') + rest : title
}

/**
 * The field of the new form that corresponds to a field of the former one: the field with the same id, else the one with the same label.
 * The title corresponds to itself. null: there is no such field.
 */
export function matchingFieldId(form: Form, fieldId: string | null, from: Form | null): string | null {
  if (fieldId === null || fieldId === TITLE) return fieldId
  const fields = answerFields(form)
  const label = from === null ? '' : (answerFields(from).find(({ id }) => id === fieldId)?.label ?? '')
  const field = fields.find(({ id }) => id === fieldId) ?? fields.find((other) => isSameLabel(other.label, label))
  return field?.id ?? null
}

/** Sets aside the recorded answers to these fields. They become pending first, so that nobody looks for them in the text. */
export function setAsideAnswers(draft: Draft, form: Form, ids: readonly string[]): Draft {
  if (form.kind === 'markdown' || ids.length === 0) return draft
  const fields = form.fields.filter((field) => field.type === 'markdown' || !ids.includes(field.id))
  return setAsideUnknownAnswers({ ...draft, pending: [...draft.pending, ...ids] }, { ...form, fields })
}

/** Sets aside the recorded answers for which the form has no field. */
export function setAsideUnknownAnswers(draft: Draft, form: Form): Draft {
  const ids = new Set(answerFields(form).map(({ id }) => id))
  if (Object.keys(draft.fields).every((id) => ids.has(id))) return draft
  const isKept = ({ label, value }: Piece) =>
    betweenEmptyLines(valueIn(draft.kept, label)).includes(betweenEmptyLines(value))
  const pieces = unknownAnswers(draft, form).filter((piece) => !isKept(piece))
  return {
    ...draft,
    fields: Object.fromEntries(Object.entries(draft.fields).filter(([id]) => ids.has(id))),
    pending: draft.pending.filter((id) => ids.has(id)),
    kept: pieces.length === 0 ? draft.kept : toKept([...keptPieces(draft.kept), ...pieces]),
  }
}

/** Puts empty lines around an answer, so that a search for it finds only whole paragraphs. */
function betweenEmptyLines(value: Value | undefined): string {
  return `\n\n${asText(value)}\n\n`
}

export function keptText({ kept }: Pick<Draft, 'kept'>): string {
  return keptPieces(kept).map(pieceText).join('\n\n')
}

/** The answer that the person was typing when they left its form for another one. */
export type AbandonedAnswer = { readonly id: string; readonly form: Form; readonly text: string }

/**
 * The answers that were typed since the form was chosen. Compares them with the answers as they are read from the text, because the answer
 * of a flag may have a line break at its end.
 */
export function halfTypedAnswers(started: Draft, saved: Draft, template: Template | null): readonly AbandonedAnswer[] {
  if (template === null) return []
  const { form } = template
  const before = answersIn(started, template)
  return answerFields(form).flatMap(({ id }) => {
    const text = asText(valueIn(saved.fields, id))
    return text.trim() === '' || text === asText(valueIn(before, id)) ? [] : [{ id, form, text }]
  })
}

/** Replaces what was typed earlier at the same question of the same form. */
export function withNewerAnswers(
  earlier: readonly AbandonedAnswer[],
  newer: readonly AbandonedAnswer[],
): readonly AbandonedAnswer[] {
  const isReplaced = ({ id, form }: AbandonedAnswer) => newer.some((other) => other.id === id && other.form === form)
  return [...earlier.filter((answer) => !isReplaced(answer)), ...newer]
}

export function withAbandonedAnswers(
  draft: Draft,
  answers: readonly AbandonedAnswer[],
  template: Template | null,
): Draft {
  return answers.reduce((changed, answer) => withAbandonedAnswer(changed, answer, template), draft)
}

/** Puts an answer into the field of the new form with the same id or label. Sets it aside if there is none. */
function withAbandonedAnswer(draft: Draft, { id, form, text }: AbandonedAnswer, template: Template | null): Draft {
  const fields = template === null ? [] : answerFields(template.form)
  const newId = template === null ? null : matchingFieldId(template.form, id, form)
  const field = fields.find((candidate) => candidate.id === newId)
  if (field !== undefined && field.type !== 'dropdown' && field.type !== 'checkboxes')
    return {
      ...draft,
      fields: { ...draft.fields, [field.id]: text },
      pending: [...draft.pending, field.id],
      unfinished: draft.unfinished ?? field.id,
    }
  const label = answerFields(form).find((candidate) => candidate.id === id)?.label ?? id
  return { ...draft, kept: toKept([...keptPieces(draft.kept), { id: null, label, value: text }]) }
}

type MovedAnswers = { readonly values: Values; readonly kept: Draft['kept'] }

function moveAnswers(draft: Draft, from: Template | null, to: Form): MovedAnswers {
  const pieces = [...piecesOf(draft, from), ...keptPieces(draft.kept)]
  const values = new Map<string, Value>()
  const unplaced: Piece[] = []
  for (const piece of pieces) {
    const answer = findAnswer(piece, to, values)
    if (answer !== null) values.set(answer.id, answer.value)
    else if (piece.isCopy === undefined) unplaced.push(piece)
  }
  const remaining = unplaced.filter(repetitionFilter(values, pieces, to))
  if (to.kind === 'form') return { values: Object.fromEntries(values), kept: toKept(remaining) }
  // A Markdown template has one field, which can hold any text.
  const body = [asText(values.get('body') ?? to.body).trimEnd(), ...remaining.map(pieceText)]
  return { values: pieces.length === 0 ? {} : { body: body.filter((text) => text !== '').join('\n\n') }, kept: {} }
}

/**
 * Returns a function that says whether to keep a piece: it drops those that repeat an answer. The text was split at all its headings,
 * even at those inside an answer, so several pieces may repeat one answer. If the draft also records the answer by the id of its field,
 * only one piece may repeat its beginning, because a second piece with the same words is another answer.
 */
function repetitionFilter(
  values: ReadonlyMap<string, Value>,
  pieces: readonly Piece[],
  to: Form,
): (piece: Piece) => boolean {
  const boxes = answerFields(to).flatMap((field) => (field.type === 'checkboxes' ? labelsOf(field) : []))
  const copies = new Set(pieces.flatMap(({ id, isCopy }) => (isCopy && id !== null ? [id] : [])))
  const unmatched = new Set([...values.keys()].filter((id) => copies.has(id)))
  return (piece) => {
    if (piece.mayRepeat === undefined) return true
    const text = asText(piece.value)
    const repeatedId = [...unmatched].find((id) => beginsWith(asText(values.get(id)), text))
    if (piece.id === null && repeatedId !== undefined) {
      unmatched.delete(repeatedId)
      return false
    }
    const answers = [...values.values()]
    if (addedBoxes(text, boxes) === '' && answers.some((answer) => hasCheckedBoxes(answer, text))) return false
    return !answers.some((answer) => isPartOf(asText(answer), piece.label, text))
  }
}

/** Whether an answer consists of a text, which may be in a code block, or begins with its lines. */
function beginsWith(answer: string, text: string): boolean {
  return answer === text || answer === unfenceBlock(text) || answer.startsWith(`${text}\n`)
}

/** Whether an answer has all boxes that are checked in a text. */
function hasCheckedBoxes(answer: Value, text: string): boolean {
  const checked = checkedBoxes(text) ?? []
  return checked.length > 0 && checked.every((box) => asList(answer).includes(box))
}

function isPartOf(answer: string, label: string, text: string): boolean {
  return label === '' ? beginsWith(answer, text) : answer.includes(`# ${label}\n\n${text}`)
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
      if (typeof value !== 'string') return choicesIn(labelsOf(field), value)
      if (addedBoxes(value, labelsOf(field)) !== '') return null
      return choicesIn(labelsOf(field), checkedBoxes(value) ?? withoutFence(value))
    case 'textarea':
      return asText(field.render === null ? value : withoutFence(value))
    case 'input':
      return asText(withoutFence(value))
    case 'upload':
      return asText(value)
  }
}

function withoutFence(value: Value): Value {
  return typeof value === 'string' ? (unfenceBlock(value) ?? value) : value
}

/** The options that a value names; null if it names anything else. */
function choicesIn(options: readonly string[], value: Value): readonly string[] | null {
  return optionsFor(options, typeof value === 'string' ? (splitChoices(value, options) ?? [value]) : value)
}
