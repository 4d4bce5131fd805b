import type { AnswerField, CheckboxesField } from '../forms/form.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'
import { answerIn, type Section, sectionsOf } from './sections.ts'

type Fault = Pick<Finding, 'message' | 'fix'>

/** GitHub asks for required fields only on its own page, and closes what lacks them afterwards. */
export function required({ draft, lines, form, facts }: CheckInput): readonly Finding[] {
  const sections = sectionsOf(draft.body, form)
  const formless = facts.ownForms === null ? [] : [formlessFinding(draft, lines.title, facts.ownForms)]
  const fields = form.flatMap((field) => {
    const section = sections.get(field.id)
    const line = lines.body + (section?.line ?? 0)
    return faultsOf(field, section).map((fault) => ({ check: 'required', severity: 'block', line, ...fault }) as const)
  })
  return [...formless, ...fields]
}

/** Where blank issues are switched off, one that comes without a form is closed by hand, or by a bot. */
function formlessFinding({ repo }: CheckInput['draft'], line: number, ownForms: readonly string[]): Finding {
  return {
    check: 'required',
    severity: 'block',
    message: `${repo} takes only issues that are made with one of its forms`,
    line,
    fix: `Start with one of them: mcp-comms issue new --repo ${repo} --template ${ownForms.join('|')}`,
  }
}

function faultsOf(field: AnswerField, section: Section | undefined): readonly Fault[] {
  if (field.type === 'checkboxes') return untickedFaults(field, section)
  if (!field.required || answerIn(section) !== '') return []
  return [
    {
      message: `"${field.label}" has to be filled in`,
      fix: `Write it under the heading "### ${field.label}", or give --field ${field.id}=TEXT.`,
    },
  ]
}

function untickedFaults({ label, options }: CheckboxesField, section: Section | undefined): readonly Fault[] {
  const ticked = new Set(tickedIn(section?.text ?? ''))
  return options
    .filter((option) => option.required && !ticked.has(option.label.trim()))
    .map((option) => ({
      message: `"${option.label}" has to be ticked`,
      fix: `If it is true, write "- [X] ${option.label}" under the heading "### ${label}".`,
    }))
}

const TICKED = /^[ \t]*[-*][ \t]+\[[xX]\][ \t]+(\S.*)$/

function tickedIn(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => TICKED.exec(line)?.[1]?.trim() ?? [])
}
