import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBody, renderForm } from '../../src/forms/body.ts'
import { valuesFor } from '../../src/forms/fill.ts'
import { answerFields } from '../../src/forms/form.ts'
import { lintForm, parseForm } from '../../src/forms/parse.ts'
import { answersFor } from '../support/forms.ts'

const TEMPLATES = {
  issue: ['bug', 'ci', 'documentation', 'release-task', 'work-item'],
  decision: ['decision'],
  discussion: ['announcement', 'feature-request', 'meeting-notes', 'open-topic', 'poll', 'question', 'roadmap'],
}
const files = Object.entries(TEMPLATES).flatMap(([kind, names]) => names.map((name) => `templates/${kind}/${name}.yml`))

test('the list of templates is complete', () => {
  const listed = Object.keys(TEMPLATES).flatMap((kind) =>
    readdirSync(`templates/${kind}`).map((file) => `templates/${kind}/${file}`),
  )
  expect(listed.toSorted()).toEqual(files.toSorted())
})

describe.each(files)('%s', (file) => {
  const text = readFileSync(file, 'utf8')
  const form = parseForm(text, file)

  test('has no problems, a description, and an id for each field', () => {
    expect(lintForm(text, file)).toEqual([])
    expect(form.description).not.toBe('')
    expect(answerFields(form).filter(({ id }) => !text.includes(`id: ${id}\n`))).toEqual([])
  })

  test('gives back its values when it is rendered and read again', () => {
    fc.assert(
      fc.property(answersFor(form), (answers) => {
        const values = valuesFor(form, answers)
        expect(readBody(form, renderForm(form, values))).toEqual(values)
      }),
      { numRuns: 50 },
    )
  })
})

test('a work item requires the place where it was agreed', () => {
  const form = parseForm(readFileSync('templates/issue/work-item.yml', 'utf8'), 'work-item.yml')
  expect(answerFields(form)[0]).toMatchObject({ id: 'agreed', required: true })
})

test('every template but two asks about AI help, and the answer is optional', () => {
  const filesWithoutOptionalQuestion = files.filter((file) => {
    const field = answerFields(parseForm(readFileSync(file, 'utf8'), file)).find(({ id }) => id === 'ai-disclosure')
    return field?.type !== 'input' || field.required
  })
  expect(filesWithoutOptionalQuestion).toEqual(['templates/issue/release-task.yml', 'templates/discussion/poll.yml'])
})
