import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { carryOver, keptText } from '../../src/drafts/carry-over.ts'
import { type Draft, emptyDraft } from '../../src/drafts/draft.ts'
import { fillFromTemplate, isAsRendered } from '../../src/drafts/from-template.ts'
import { type AnswerField, asText, type Form, tidy, type Values } from '../../src/forms/form.ts'
import type { Template } from '../../src/forms/templates.ts'
import { cases } from '../support/cases.ts'
import { filledForm, formOf } from '../support/forms.ts'

const commonAttributes = { description: '', required: true, placeholder: '', value: '' }
const textareaField = (id: string, label: string): AnswerField => ({
  ...commonAttributes,
  type: 'textarea',
  id,
  label,
  render: null,
})
const inputField = (id: string, label: string): AnswerField => ({ ...commonAttributes, type: 'input', id, label })
const dropdownField = (id: string, label: string, options: readonly string[]): AnswerField => ({
  type: 'dropdown',
  id,
  label,
  description: '',
  required: true,
  options,
  multiple: false,
  default: null,
})
const checkboxesField = (label: string, required: boolean): AnswerField => ({
  type: 'checkboxes',
  id: 'terms',
  label,
  description: '',
  options: [{ label: 'I have searched', required, labelInBody: 'I have searched' }],
})

function templateOf(file: string, form: Form): Template {
  return { id: file, file, source: 'repository', from: 'o/r', form }
}

const BUG = templateOf('bug.yml', {
  ...formOf(
    textareaField('steps', 'Steps to reproduce'),
    inputField('version', 'Version'),
    dropdownField('side', 'Side', ['Client', 'Server']),
  ),
  title: '[Bug] ',
  labels: ['bug'],
})
const ANSWERS: Values = { steps: 'Start it\n\nStop it', version: '1.9', side: 'Server' }

function draftFrom(template: Template, values: Values, more: Partial<Draft> = {}): Draft {
  const draft = fillFromTemplate({ ...emptyDraft('issue'), title: '[Bug] It stalls', ...more }, template, values)
  return { ...draft, body: `${draft.body}\n` }
}

/** Moves a draft to a form with these fields, and expects its text to be exactly what that form renders. */
function moveTo(draft: Draft, from: Template | null, ...fields: AnswerField[]) {
  const to = templateOf('other.yml', { ...formOf(...fields), title: '[Idea] ', labels: ['idea'] })
  const result = carryOver(draft, from, to)
  expect(isAsRendered(result, to), 'the text of the new form').toBe(true)
  return result
}

describe('a move to another form', () => {
  test('takes along an answer that is not in the text yet', () => {
    const draft = draftFrom(BUG, ANSWERS, {})
    const pending = { fields: { ...ANSWERS, steps: 'Pull the plug' }, pending: ['steps'] }
    const edited = { ...draft, ...pending, body: `My own beginning.\n\n${draft.body}` }
    for (const [changed, from] of [
      [{ ...draft, ...pending }, BUG],
      [{ ...draft, ...pending }, null],
      [edited, BUG],
    ] as const)
      expect(moveTo(changed, from, textareaField('steps', 'Steps')).fields).toEqual({ steps: 'Pull the plug' })
  })

  test('puts an answer into the field with the same id, else with the same label', () => {
    const { fields, kept } = moveTo(
      draftFrom(BUG, ANSWERS),
      BUG,
      inputField('ver', 'version?'),
      textareaField('steps', 'How to see it'),
      dropdownField('part', 'Side:', ['server', 'Client']),
    )
    expect(fields).toEqual({ steps: 'Start it\n\nStop it', ver: '1.9', part: 'server' })
    expect(kept).toEqual({})
  })

  test('sets an answer aside if no field matches, or if the field cannot hold it', () => {
    const { fields, kept } = moveTo(
      draftFrom(BUG, ANSWERS),
      BUG,
      inputField('steps', 'Steps, in one line'),
      dropdownField('side', 'Side', ['Left', 'Right']),
    )
    expect(fields).toEqual({})
    expect(kept).toEqual({ 'Steps to reproduce': 'Start it\n\nStop it', Version: '1.9', Side: 'Server' })
    expect(keptText({ kept })).toBe(
      '### Steps to reproduce\n\nStart it\n\nStop it\n\n### Version\n\n1.9\n\n### Side\n\nServer',
    )
  })

  test('keeps code in a code block, unless the new field makes one', () => {
    const logs = (render: string | null): AnswerField => ({
      ...commonAttributes,
      ...{ type: 'textarea', id: 'logs', label: 'Logs', render },
    })
    const from = templateOf('from.yml', formOf(logs('shell')))
    const draft = draftFrom(from, { logs: 'ping @ada <id>\ndone' })
    const code = '```shell\nping @ada <id>\ndone\n```'
    expect(moveTo(draft, from, logs(null)).fields).toEqual({ logs: code })
    expect(moveTo(draft, from, logs('text')).fields).toEqual({ logs: 'ping @ada <id>\ndone' })
    expect(moveTo(draft, from, textareaField('more', 'More')).kept).toEqual({ Logs: code })
    const oneLine = draftFrom(from, { logs: 'ping' })
    expect(moveTo(oneLine, from, inputField('logs', 'Logs')).fields).toEqual({ logs: 'ping' })
  })

  test('puts an answer that was set aside into a later form that has its field', () => {
    const moved = moveTo(draftFrom(BUG, ANSWERS), BUG, inputField('version', 'Version'))
    const movedBack = carryOver(moved, templateOf('other.yml', formOf(inputField('version', 'Version'))), BUG)
    expect([movedBack.fields, movedBack.kept]).toEqual([ANSWERS, {}])
  })

  test('replaces the title prefix and the labels of the old form, and keeps the other labels', () => {
    const { title, labels } = moveTo(
      draftFrom(BUG, ANSWERS, { labels: ['bug', 'mine'] }),
      BUG,
      inputField('version', 'Version'),
    )
    expect([title, labels]).toEqual(['[Idea] It stalls', ['mine', 'idea']])
  })

  test('keeps a title that only begins with the same letters as the title of the old form', () => {
    const bug = { ...BUG, form: { ...BUG.form, title: 'Bug' } }
    const title = (text: string) => moveTo({ ...draftFrom(bug, ANSWERS), title: text }, bug, inputField('a', 'A')).title
    expect([title('Bugs in the parser'), title('Bug: it stalls')]).toEqual(['Bugs in the parser', '[Idea] : it stalls'])
  })

  test('leaves out an unchanged default and a required checkbox', () => {
    const from = templateOf(
      'from.yml',
      formOf({ ...inputField('os', 'OS'), value: 'any' } as AnswerField, checkboxesField('Before', true)),
    )
    const { fields, kept } = moveTo(draftFrom(from, { terms: ['I have searched'] }), from, inputField('os', 'OS'))
    expect([fields, kept]).toEqual([{}, {}])
  })
})

describe('a text that is not exactly what its form renders', () => {
  test('is moved section by section if the form is unknown; what matches no field is kept', () => {
    const body = 'First of all: thanks.\n\n### steps to reproduce:\n\nStart it\n\n## Else\n\n- one\n- two\n'
    const draft = { ...emptyDraft('issue'), title: 'It stalls', body }
    const { fields, kept } = moveTo(draft, null, textareaField('what', 'Steps to reproduce'))
    expect(fields).toEqual({ what: 'Start it' })
    expect(kept).toEqual({ Text: 'First of all: thanks.', Else: '- one\n- two' })
  })

  test('does not stop recorded answers from moving by id, unless it contradicts them', () => {
    const body = '### A\n\nby hand\n\n### B\n\nsame\n'
    const draft = { ...emptyDraft('issue'), fields: { a: 'stale', b: 'same' }, body }
    const { fields, kept } = moveTo(draft, null, inputField('a', 'One'), inputField('b', 'Two'))
    expect([fields, kept]).toEqual([{ b: 'same' }, { A: 'by hand' }])
  })

  test('does not bring back a recorded answer that is only a part of what the text says now', () => {
    const draft = { ...emptyDraft('issue'), fields: { version: '1' }, body: '### Version\n\n12\n' }
    const { fields, kept } = moveTo(draft, null, inputField('version', 'Of the client'))
    expect([fields, kept]).toEqual([{}, { Version: '12' }])
  })

  test.each([
    ['another heading', 'Details'],
    ['a heading of the form', 'Version'],
  ])('takes no heading inside a recorded answer for the next field: %s', (_, heading) => {
    const steps = `Start it\n\n### ${heading}\n\nbar\n\n### And\n\nStop it`
    const draft = draftFrom(BUG, { ...ANSWERS, steps })
    for (const [what, version] of [
      [textareaField('steps', 'How to see it'), inputField('ver', 'Version')],
      [textareaField('what', 'Steps to reproduce'), inputField('version', 'Of the client')],
    ] as const) {
      const { fields, kept } = moveTo(draft, null, what, version, inputField('details', 'Details'))
      expect([fields, kept]).toEqual([{ [what.id]: steps, [version.id]: '1.9' }, { Side: 'Server' }])
    }
  })

  test('keeps two answers with the same words apart', () => {
    const from = templateOf('from.yml', formOf(inputField('client', 'Client'), inputField('server', 'Server')))
    const draft = draftFrom(from, { client: '1.2.3', server: '1.2.3' })
    for (const former of [from, null]) {
      const { fields, kept } = moveTo(draft, former, inputField('client', 'Version of the client'))
      expect([fields, kept]).toEqual([{ client: '1.2.3' }, { Server: '1.2.3' }])
    }
  })

  test('keeps an answer whose words also occur in the Markdown template that it was written with', () => {
    const form: Form = { ...BUG.form, kind: 'markdown', body: '## Does it happen again?\n\nyes or no\n\n## And then\n' }
    const body = '## Does it happen again?\n\nno\n\n## And\n\n## And then\n'
    const draft = { ...emptyDraft('issue'), title: 'It stalls', body }
    const { kept } = moveTo(draft, templateOf('bug.md', form), inputField('version', 'Version'))
    expect(kept).toEqual({ 'Does it happen again?': 'no', Text: '## And' })
  })

  test('keeps an answer to a field that the former form did not have', () => {
    const draft = { ...draftFrom(BUG, ANSWERS), fields: { ...ANSWERS, stepz: 'Start it twice' } }
    for (const body of [draft.body, `Hello!\n\n${draft.body}`])
      expect(moveTo({ ...draft, body }, BUG, textareaField('steps', 'Steps')).kept).toMatchObject({
        stepz: 'Start it twice',
      })
  })

  test('keeps no second copy of an answer whose field has another id in the former form now', () => {
    const draft = { ...draftFrom(BUG, ANSWERS), fields: { ...ANSWERS, number: '1.9' } }
    for (const body of [draft.body, `Hello!\n\n${draft.body}`])
      expect(moveTo({ ...draft, body }, BUG, textareaField('steps', 'Steps')).kept).not.toHaveProperty('number')
  })

  test.each([true, false])('keeps a box that a person has added, also if the form is unknown: %s', (isKnown) => {
    const form = templateOf('terms.yml', formOf(checkboxesField('Before you send it', true)))
    const values = { terms: ['I have searched'] }
    const { body, ...draft } = fillFromTemplate(emptyDraft('issue'), form, values)
    const edited = { ...draft, body: `${body.trim()}\n- [ ] I have asked Bob\n` }
    expect(keptText(carryOver(edited, isKnown ? form : null, form))).toContain('I have asked Bob')
  })

  test('loses nothing that a person wrote around the answers', () => {
    const draft = draftFrom(BUG, ANSWERS)
    const { fields, kept } = moveTo({ ...draft, body: `Hello!\n\n${draft.body}` }, BUG, textareaField('steps', 'Steps'))
    expect(fields).toEqual({ steps: 'Start it\n\nStop it' })
    expect(kept).toEqual({ Text: 'Hello!', Version: '1.9', Side: 'Server' })
  })
})

describe('a move', () => {
  test('to a Markdown template appends all answers to its text', () => {
    const form: Form = { ...BUG.form, kind: 'markdown', body: '**Describe it**\n' }
    const { fields, kept } = carryOver(draftFrom(BUG, ANSWERS), BUG, templateOf('bug.md', form))
    expect(fields['body']).toBe(
      '**Describe it**\n\n### Steps to reproduce\n\nStart it\n\nStop it\n\n### Version\n\n1.9\n\n### Side\n\nServer',
    )
    expect(kept).toEqual({})
  })

  test('copies the AI disclosure, but not as an answer', () => {
    const draft = draftFrom(BUG, ANSWERS, { aiDisclosure: 'a robot wrote it' })
    const { body, kept } = moveTo(draft, BUG, textareaField('steps', 'Steps'))
    expect(body).toBe('### Steps\n\nStart it\n\nStop it\n\n**AI disclosure:** a robot wrote it')
    expect(Object.values(kept).join()).not.toContain('robot')
  })
})

test('no one-line answer is lost between any two forms, and the result is never mistaken for a text edited by hand', () => {
  fc.assert(
    fc.property(filledForm, filledForm, fc.boolean(), ({ form, values }, { form: other }, isKnown) => {
      const from = templateOf('from.yml', form)
      const draft = draftFrom(from, values)
      const to = templateOf('to.yml', other)
      const result = carryOver(draft, isKnown ? from : null, to)
      expect(isAsRendered(result, to)).toBe(true)
      const fieldsAndKept = JSON.stringify([result.fields, result.kept])
      for (const field of form.kind === 'form' ? form.fields : []) {
        if (field.type !== 'input') continue
        const answer = asText(tidy(field, draft.fields[field.id]))
        // If the form is unknown, an answer that looks like a heading is kept as a heading.
        const kept = isKnown ? answer : answer.replace(/^#{1,6} /, '')
        expect(fieldsAndKept).toContain(JSON.stringify(kept).slice(1, -1))
      }
    }),
    cases(5000, 150),
  )
})
