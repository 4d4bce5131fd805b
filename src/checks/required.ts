import type { AnswerField, CheckboxesField } from '../forms/form.ts'
import { NO_RESPONSE } from '../forms/values.ts'
import { oneLine } from '../text/lines.ts'
import { headingIn, readMarkdownLines, removeFences } from '../text/markdown-lines.ts'
import type { CheckInput, Finding } from './check.ts'

type Problem = Pick<Finding, 'code' | 'message' | 'fix'>

/** GitHub enforces required fields only on its web page; elsewhere, maintainers close posts without them. */
export function required({ draft, lines, form, facts }: CheckInput): readonly Finding[] {
  const sections = sectionsOf(draft.body, form)
  const formless = facts.ownForms === null ? [] : [formlessFinding(draft, lines.title, facts.ownForms)]
  const fields = form.flatMap((field) => {
    const section = sections.get(field.id)
    const line = lines.body + (section?.line ?? 0)
    return problemsOf(field, section).map(
      (problem): Finding => ({ check: 'required', severity: 'block', line, ...problem }),
    )
  })
  return [...formless, ...fields]
}

/** If a repository does not accept blank issues, maintainers or a bot close an issue made without a form. */
function formlessFinding({ repo }: CheckInput['draft'], line: number, ownForms: readonly string[]): Finding {
  return {
    check: 'required',
    code: 'form-required',
    severity: 'block',
    message: `${repo} only accepts issues made with one of its forms`,
    line,
    fix: `Start with one: mcp-comms issue new --repo ${repo} --template ${ownForms.join('|')}`,
  }
}

function problemsOf(field: AnswerField, section: Section | undefined): readonly Problem[] {
  if (field.type === 'checkboxes') return uncheckedBoxes(field, section)
  if (!field.required || answerIn(section) !== '') return []
  return [
    {
      code: 'field-required',
      message: `"${field.label}" is required`,
      fix: `Write it under the heading "### ${field.label}", or give --field ${field.id}=TEXT.`,
    },
  ]
}

function uncheckedBoxes({ label, options }: CheckboxesField, section: Section | undefined): readonly Problem[] {
  const checked = new Set(checkedIn(section?.text ?? ''))
  return options
    .filter((option) => option.required && !checked.has(option.label.trim()))
    .map((option) => ({
      code: 'box-required',
      message: `"${option.label}" must be checked`,
      fix: `If it is true, add "- [X] ${option.label}" under the heading "### ${label}".`,
    }))
}

const CHECKED = /^[ \t]*[-*][ \t]+\[[xX]\][ \t]+(\S.*)$/

function checkedIn(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => CHECKED.exec(line)?.[1]?.trim() ?? [])
}

/** The text under a field's heading in the body. `line` counts from 0. */
export type Section = { readonly line: number; readonly text: string }

/** Reads the answers from the body, because the body is what we publish. GitHub writes each field as `### Label`. */
export function sectionsOf(body: string, form: readonly AnswerField[]): ReadonlyMap<string, Section> {
  if (form.length === 0) return new Map()
  const text = body.split('\n')
  const starts = readMarkdownLines(body).flatMap((line, at) => {
    const heading = headingIn(line)
    const field = heading?.level === 3 ? form.find(({ label }) => isSame(label, heading.text)) : undefined
    return field === undefined ? [] : [{ id: field.id, line: at }]
  })
  return new Map(
    starts.map(({ id, line }, at) => [id, { line, text: text.slice(line + 1, starts[at + 1]?.line).join('\n') }]),
  )
}

/** The answer without its code fence. Empty: no answer. */
export function answerIn(section: Section | undefined): string {
  const text = removeFences(section?.text ?? '').trim()
  return text === NO_RESPONSE ? '' : text
}

function isSame(label: string, heading: string): boolean {
  return oneLine(label) === oneLine(heading)
}
