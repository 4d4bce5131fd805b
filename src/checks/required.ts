import type { Draft } from '../drafts/draft.ts'
import { isWritten, PARTS, type Part, readRecord } from '../drafts/record.ts'
import { optionsIn } from '../drafts/record-options.ts'
import { relatedChanges } from '../drafts/record-rules.ts'
import { type FieldSection, readSections } from '../forms/body.ts'
import { type AnswerField, asList, asText, type CheckboxesField } from '../forms/form.ts'
import type { Policy } from '../policy/schema.ts'
import { removeFences } from '../text/lines.ts'
import { quote } from '../text/quote.ts'
import type { Finding, Mask, MaskedInput } from './check.ts'

type Problem = Pick<Finding, 'code' | 'message' | 'fix'>

/**
 * Reports required answers and parts that are missing. GitHub enforces required answers only on its web page, and maintainers close
 * other posts that lack these answers.
 */
export function checkRequired({ draft, lines, form, facts, policy, mask }: MaskedInput): readonly Finding[] {
  const hasParts = isRecord(draft, form)
  const recordPartFindings = hasParts ? recordFindings({ body: draft.body, line: lines.body }, policy, mask) : []
  const { ownForms, isRow } = facts
  const formless = ownForms === null ? [] : [formlessFinding(draft, lines.title, { ownForms, isRow }, mask)]
  return [
    ...formless,
    ...recordPartFindings,
    ...fieldFindings({ draft, lines, form, mask }, (field) => hasParts && isRecordPart(field)),
    ...unfinishedFindings({ draft, lines, form, mask }),
    ...pendingFindings({ draft, lines, form, mask }),
  ]
}

/** Reports the required answers that are missing. */
function fieldFindings(
  { draft, lines, form, mask }: Pick<MaskedInput, 'draft' | 'lines' | 'form' | 'mask'>,
  isSkipped: (field: AnswerField) => boolean,
): readonly Finding[] {
  if (form.length === 0) return []
  const sections = readSections(form, draft.body)
  return form.flatMap((field) => {
    if (isSkipped(field)) return []
    const section = sections.get(field.id)
    const line = lines.body + (section?.line ?? 0)
    return problemsOf(field, section, mask).map(
      (problem): Finding => ({ check: 'required', severity: 'block', line, ...problem }),
    )
  })
}

/** If a repository does not accept blank issues, maintainers or a bot close an issue made without a form. */
function formlessFinding(
  { repo, kind }: MaskedInput['draft'],
  line: number,
  { ownForms, isRow }: { readonly ownForms: readonly string[]; readonly isRow: boolean },
  mask: Mask,
): Finding {
  const shownRepo = mask(repo ?? '')
  const finding = (message: string, fix: string) => findingAt(line, 'form-required', message, fix)
  if (kind === 'decision')
    return {
      ...finding(
        `${shownRepo} only accepts issues made with one of its forms, and none of them is for decisions`,
        'Ask a maintainer, or record the decision in a discussion: --category NAME',
      ),
      severity: 'warn',
    }
  if (ownForms.length === 0)
    return finding(
      `${shownRepo} accepts no issues without a form, and has no form that can be used`,
      'Use one of the other contacts on its page for new issues.',
    )
  return finding(
    `${shownRepo} only accepts issues made with one of its forms`,
    isRow
      ? `Instead of body, add the columns template (${mask(ownForms.map(withoutExtension).join(' or '))}) and field:…`
      : `Move the draft to one of its forms, with --from and --template ${mask(ownForms.join(' or '))}`,
  )
}

function withoutExtension(file: string): string {
  return file.replace(/\.\w+$/, '')
}

type AnswersInput = Pick<MaskedInput, 'draft' | 'lines' | 'form' | 'mask'>

/**
 * Warns of recorded answers, such as those from flags, that are not in the text yet, and so would not be posted unless the person
 * wrote them there by hand.
 */
function pendingFindings({ draft: { pending, fields }, lines, form, mask }: AnswersInput): readonly Finding[] {
  return pending
    .filter((id) => Object.hasOwn(fields, id))
    .map((id) => ({
      check: 'required',
      code: 'answer-unfinished',
      severity: 'warn',
      // An unknown form may be the reason why the answer is not in the text, so its label may be unknown too.
      message: `the draft has an answer to "${mask(labelOf(id, form))}" that is not in the text yet`,
      line: lines.title,
      fix: 'Continue the draft with --from, which puts it there. If you edited the text by hand, write it there yourself, and remove "pending" from the draft.',
    }))
}

/** Reports the answer that the person was typing when they stopped. Only warns, because they may have finished it in the file. */
function unfinishedFindings({ draft: { unfinished }, lines, form, mask }: AnswersInput): readonly Finding[] {
  if (unfinished === null) return []
  return [
    {
      check: 'required',
      code: 'answer-unfinished',
      severity: 'warn',
      message: `you stopped while typing the answer to "${mask(labelOf(unfinished, form))}"`,
      line: lines.title,
      fix: 'Finish it: continue the draft with --from. If it is complete, remove "unfinished" from the draft.',
    },
  ]
}

function labelOf(id: string, form: AnswersInput['form']): string {
  return form.find((field) => field.id === id)?.label ?? id
}

function problemsOf(field: AnswerField, section: FieldSection | undefined, mask: Mask): readonly Problem[] {
  if (field.type === 'checkboxes') return uncheckedBoxes(field, section, mask)
  if (!field.required || answerIn(field, section) !== '') return []
  return [
    {
      code: 'field-required',
      message: `"${mask(field.label)}" is required`,
      fix: `Write it under the heading "### ${mask(field.label)}", or pass --field ${mask(field.id)}=TEXT.`,
    },
  ]
}

function uncheckedBoxes(
  { label, options }: CheckboxesField,
  section: FieldSection | undefined,
  mask: Mask,
): readonly Problem[] {
  const checked = new Set(asList(section?.value))
  return options
    .filter((option) => option.required && !checked.has(option.label.trim()))
    .map((option) => ({
      code: 'box-required',
      message: `"${mask(option.label)}" must be checked`,
      fix: `If it is true, add "- [X] ${mask(option.label)}" under the heading "### ${mask(label)}".`,
    }))
}

/** The answer to a field, without a code fence around it. Empty: there is no answer. */
export function answerIn({ type }: AnswerField, section: FieldSection | undefined): string {
  const text = asText(section?.value)
  return (type === 'dropdown' ? text : removeFences(text)).trim()
}

const DESCRIPTIONS: Readonly<Record<Part, { readonly heading: string; readonly content: string }>> = {
  makers: { heading: 'Decision makers', content: 'who decided, where and when' },
  background: { heading: 'Background and motivation', content: 'the situation before, and why a decision was needed' },
  options: { heading: 'Options considered', content: 'at least two options, each with its consequences' },
  rationale: { heading: 'Decision and rationale', content: 'which option was chosen, and why' },
  steps: { heading: 'Implementation steps', content: 'what has to be done, or "none"' },
}
const MIN_OPTIONS = 2

/** The text of a record, and the line of the file at which it begins. */
export type RecordText = { readonly body: string; readonly line: number }

/** Reports the parts that a decision record lacks, and the related changes that the policy lists but the record does not mention. */
export function recordFindings(
  { body, line }: RecordText,
  { records }: Pick<Policy, 'records'>,
  mask: Mask,
): readonly Finding[] {
  const { parts, kind } = readRecord(body)
  const missing = PARTS.flatMap((part): readonly Finding[] => {
    const section = parts.get(part)
    if (section !== undefined && isWritten(part, section.text)) return []
    const { heading, content } = DESCRIPTIONS[part]
    const message =
      section === undefined
        ? `the record does not have the part "${heading}"`
        : `there is nothing under "${heading}" yet`
    return [
      findingAt(line + (section?.line ?? 0), 'part-missing', message, `Write under "### ${heading}": ${content}.`),
    ]
  })
  const optionsPart = parts.get('options')
  const optionProblems =
    optionsPart === undefined || !isWritten('options', optionsPart.text) ? [] : optionFindings(optionsPart, line, mask)
  const findings = [...missing, ...optionProblems, ...unmentionedChanges({ body, line }, kind, { records })]
  return findings.toSorted((a, b) => a.line - b.line)
}

function optionFindings(
  { line, text }: { readonly line: number; readonly text: string },
  firstLine: number,
  mask: Mask,
) {
  const options = optionsIn(text)
  const tooFew =
    options.length >= MIN_OPTIONS
      ? []
      : [
          findingAt(
            firstLine + line,
            'few-options',
            'the record names only one option',
            'Write each option in a line of its own that begins with "- ". Changing nothing is also an option.',
          ),
        ]
  const withoutConsequences = options
    .filter(({ hasConsequences }) => !hasConsequences)
    .map(({ name }) =>
      findingAt(
        firstLine + line,
        'option-without-consequences',
        `the option "${mask(quote(name))}" says nothing about its consequences`,
        'Write them after it: "- The option: its consequences".',
      ),
    )
  return [...tooFew, ...withoutConsequences]
}

function unmentionedChanges(
  { body, line }: RecordText,
  kind: string | null,
  policy: Pick<Policy, 'records'>,
): readonly Finding[] {
  const text = body.toLowerCase()
  return relatedChanges(policy, kind)
    .filter(({ words }) => words.length > 0 && !words.some((word) => text.includes(word.toLowerCase())))
    .map(({ text: what, url }) => {
      const message = `a decision about ${kind} changes more than the record says: ${what}`
      return { ...findingAt(line, 'also-changes', message, `Add it to the steps: ${url}`), severity: 'warn' }
    })
}

function findingAt(line: number, code: NonNullable<Finding['code']>, message: string, fix: string): Finding {
  return { check: 'required', code, severity: 'block', message, line, fix }
}

/** Whether a draft must have the parts of a decision record. The notes of a meeting have other parts. */
export function isRecord({ kind, template }: Pick<Draft, 'kind' | 'template'>, form: readonly AnswerField[]): boolean {
  return kind === 'decision' && (template === null || form.some(({ label }) => partsOf(label).includes('options')))
}

/** Whether the field is a part of a decision record, which has rules of its own. */
export function isRecordPart({ label }: AnswerField): boolean {
  return partsOf(label).length > 0
}

function partsOf(label: string): readonly Part[] {
  return [...readRecord(`### ${label}\n`).parts.keys()]
}
