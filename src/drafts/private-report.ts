import { CVSS } from '@turingpointde/cvss.js'
import { answerFields, asText, type Form, type Values, valueIn } from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import type { Draft } from './draft.ts'
import { answersIn, fillFromTemplate } from './from-template.ts'

/*
 * The text of a private report consists of its long answers. GitHub has separate fields for the other answers, so they stay in
 * the front matter of the draft and are not repeated in the text.
 */

/** The fields of a report that GitHub has in addition to the summary and the text. */
export type ReportDetails = {
  readonly ecosystem: string | null
  readonly package: string | null
  readonly versions: string | null
  readonly severity: string | null
  readonly cvss: string | null
  readonly cweIds: readonly string[]
}

export const MAX_SUMMARY_LENGTH = 1_024

/** The template with only the fields that become the text. */
export function textOnlyTemplate<T extends Template>(template: T): T & { readonly form: Form } {
  const { form } = template
  if (form.kind === 'markdown') return template
  return { ...template, form: { ...form, fields: form.fields.filter(({ type }) => type === 'textarea') } }
}

/** All answers of a draft. The long answers come from its text. */
export function reportAnswers(draft: Draft, template: Template): Values {
  return answersIn(draft, textOnlyTemplate(template))
}

export function withReportAnswers<D extends Draft>(draft: D, template: Template, answers: Values): D {
  const filled = fillFromTemplate(draft, textOnlyTemplate(template), answers)
  return { ...filled, body: `${filled.body}\n` }
}

export function reportDetails({ fields }: Pick<Draft, 'fields'>): ReportDetails {
  const answer = (id: string) => asText(valueIn(fields, id)).trim() || null
  return {
    ecosystem: answer('ecosystem')?.toLowerCase() ?? null,
    package: answer('package'),
    versions: answer('versions'),
    severity: answer('severity')?.toLowerCase() ?? null,
    cvss: answer('cvss'),
    cweIds: cweIdsIn(answer('cwe') ?? ''),
  }
}

/** Why GitHub or a reader could not use an answer; null: they can. The message never quotes the text of the report. */
export function answerProblem(id: string, text: string, form: Form): string | null {
  const answer = text.trim()
  if (answer === '') return null
  if (id === 'cvss' && cvssRating(answer) === null)
    return 'this is not a CVSS vector of version 3.0, 3.1 or 4.0; FIRST has a calculator: https://www.first.org/cvss/'
  if (id === 'cwe' && !cweIdsIn(answer).every((cwe) => CWE.test(cwe)))
    return 'write each weakness as its CWE number, such as CWE-22, and put commas between them; see https://cwe.mitre.org'
  if (id === 'cwe' && cweIdsIn(answer).length > MAX_CWES) return `name at most ${MAX_CWES} weaknesses`
  const field = answerFields(form).find((candidate) => candidate.id === id)
  if (field?.type === 'dropdown' && !field.options.includes(answer.toLowerCase()))
    return `choose one of ${field.options.join(', ')}`
  return null
}

const CWE = /^CWE-[1-9]\d{0,4}$/
const MAX_CWES = 20

function cweIdsIn(text: string): readonly string[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  return [...new Set(words.map((word) => word.toUpperCase()))]
}

/** The longest vector, with every optional metric of version 4.0, is shorter. */
const MAX_VECTOR_LENGTH = 300

/** The score of a CVSS vector and its rating, such as `Critical`; null if it is not a vector. */
export function cvssRating(vector: string): { readonly score: number; readonly rating: string } | null {
  if (vector.length > MAX_VECTOR_LENGTH) return null
  try {
    const cvss = CVSS(vector)
    return { score: cvss.getScore(), rating: cvss.getRating() }
  } catch {
    // The library has no other way to say that this is not a vector.
    return null
  }
}
