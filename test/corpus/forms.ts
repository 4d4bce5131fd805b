import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { readBody, renderForm } from '../../src/forms/body.ts'
import { parseChooser } from '../../src/forms/chooser.ts'
import { valuesFor } from '../../src/forms/fill.ts'
import { answerFields, type Form } from '../../src/forms/form.ts'
import { lintForm, parseForm } from '../../src/forms/parse.ts'
import { answersFor } from '../support/forms.ts'

const ANSWERS_PER_FORM = 25

/** GitHub rejects these forms too. */
const INVALID_FORMS = ['issue-forms/MrVitaly__TestRepo__---Example.yml']

type Counts = { forms: number; templates: number; choosers: number; fields: number; bodies: number; warnings: number }

/** Reads, fills in, renders and reads back real forms. Prints counts, and returns the faults, one line each. */
export function checkForms(folder: string): readonly string[] {
  return ['issue-forms', 'discussion-forms', 'repos'].flatMap((group) => {
    const counts = { forms: 0, templates: 0, choosers: 0, fields: 0, bodies: 0, warnings: 0 }
    const faults = filesIn(folder, group).flatMap((file) => checkFile(folder, file, counts))
    console.log([group.padEnd(16), ...Object.entries(counts).map(([name, number]) => `${name} ${number}`)].join('  '))
    return faults
  })
}

function filesIn(folder: string, group: string): readonly string[] {
  const root = join(folder, group)
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ya?ml|md)$/.test(file) && (group !== 'repos' || /(?:ISSUE|DISCUSSION)_TEMPLATE/.test(file)))
    .map((file) => join(group, file))
    .toSorted()
}

function checkFile(folder: string, file: string, counts: Counts): readonly string[] {
  const text = readFileSync(join(folder, file), 'utf8')
  try {
    if (/config\.ya?ml$/.test(file)) {
      parseChooser(text, file)
      counts.choosers++
      return []
    }
    const form = parseForm(text, file)
    counts.warnings += lintForm(text, file).length
    counts[form.kind === 'form' ? 'forms' : 'templates']++
    counts.fields += answerFields(form).length
    return INVALID_FORMS.includes(file)
      ? [`${file}: it is not a valid form, but was read without an error`]
      : checkAnswers(form, file, counts)
  } catch (error) {
    return INVALID_FORMS.includes(file) ? [] : [String(error)]
  }
}

function checkAnswers(form: Form, file: string, counts: Counts): readonly string[] {
  return fc.sample(answersFor(form), { numRuns: ANSWERS_PER_FORM, seed: 1 }).flatMap((answers) => {
    const values = valuesFor(form, answers)
    const body = renderForm(form, values)
    counts.bodies++
    const readBack = readBody(form, body)
    return JSON.stringify(readBack) === JSON.stringify(values)
      ? []
      : [`${file}: reading it back gives other answers: ${JSON.stringify(body)}`]
  })
}
