import { readSections, type Section } from '../forms/body.ts'
import { type AnswerField, asList, asText, type CheckboxesField } from '../forms/form.ts'
import { removeFences } from '../text/markdown-lines.ts'
import type { CheckInput, Finding } from './check.ts'
import { isPart, isRecord, recordFindings } from './record.ts'

type Problem = Pick<Finding, 'code' | 'message' | 'fix'>

/** GitHub enforces required fields only on its web page; elsewhere, maintainers close posts without them. */
export function required({ draft, lines, form, facts, policy }: CheckInput): readonly Finding[] {
  const hasParts = isRecord(draft, form)
  const record = hasParts ? recordFindings({ body: draft.body, line: lines.body }, policy) : []
  const sections = readSections(form, draft.body)
  const formless = facts.ownForms === null ? [] : [formlessFinding(draft, lines.title, facts.ownForms)]
  const fields = form.flatMap((field) => {
    if (hasParts && isPart(field)) return []
    const section = sections.get(field.id)
    const line = lines.body + (section?.line ?? 0)
    return problemsOf(field, section).map(
      (problem): Finding => ({ check: 'required', severity: 'block', line, ...problem }),
    )
  })
  return [...formless, ...record, ...fields, ...unfinishedAnswer(draft, lines, form)]
}

/** If a repository does not accept blank issues, maintainers or a bot close an issue made without a form. */
function formlessFinding({ repo, kind }: CheckInput['draft'], line: number, ownForms: readonly string[]): Finding {
  if (kind === 'decision')
    return {
      check: 'required',
      code: 'form-required',
      severity: 'warn',
      message: `${repo} only accepts issues made with one of its forms, and none of them is for decisions`,
      line,
      fix: 'Ask a maintainer, or record it in a discussion: --category NAME',
    }
  return {
    check: 'required',
    code: 'form-required',
    severity: 'block',
    message: `${repo} only accepts issues made with one of its forms`,
    line,
    fix: `Move the draft to one of its forms, with --from and --template ${ownForms.join(' or ')}`,
  }
}

/** An answer that the person was typing when they stopped. They may have finished it in the file, so this is only a warning. */
function unfinishedAnswer(
  { unfinished }: CheckInput['draft'],
  lines: CheckInput['lines'],
  form: CheckInput['form'],
): readonly Finding[] {
  if (unfinished === null) return []
  const label = form.find(({ id }) => id === unfinished)?.label ?? unfinished
  return [
    {
      check: 'required',
      code: 'answer-unfinished',
      severity: 'warn',
      message: `you stopped while typing the answer to "${label}"`,
      line: lines.title,
      fix: 'Finish it: continue the draft with --from. If it is complete, remove "unfinished" from the draft.',
    },
  ]
}

function problemsOf(field: AnswerField, section: Section | undefined): readonly Problem[] {
  if (field.type === 'checkboxes') return uncheckedBoxes(field, section)
  if (!field.required || answerIn(field, section) !== '') return []
  return [
    {
      code: 'field-required',
      message: `"${field.label}" is required`,
      fix: `Write it under the heading "### ${field.label}", or pass --field ${field.id}=TEXT.`,
    },
  ]
}

function uncheckedBoxes({ label, options }: CheckboxesField, section: Section | undefined): readonly Problem[] {
  const checked = new Set(asList(section?.value))
  return options
    .filter((option) => option.required && !checked.has(option.label.trim()))
    .map((option) => ({
      code: 'box-required',
      message: `"${option.label}" must be checked`,
      fix: `If it is true, add "- [X] ${option.label}" under the heading "### ${label}".`,
    }))
}

/** The answer; free text loses its code fence. Empty: no answer. */
export function answerIn({ type }: AnswerField, section: Section | undefined): string {
  const text = asText(section?.value)
  return (type === 'dropdown' ? text : removeFences(text)).trim()
}
