import type { Draft } from '../drafts/draft.ts'
import { isWritten, PARTS, type Part, readRecord } from '../drafts/record.ts'
import { optionsIn } from '../drafts/record-options.ts'
import type { AnswerField } from '../forms/form.ts'
import { changesWith } from '../policy/records.ts'
import type { Policy } from '../policy/schema.ts'
import { quote } from '../text/quote.ts'
import type { Finding } from './check.ts'

/** The heading of each part, and what belongs there. */
const DESCRIPTIONS: Readonly<Record<Part, { readonly heading: string; readonly says: string }>> = {
  makers: { heading: 'Decision makers', says: 'who decided, where and when' },
  background: { heading: 'Background and motivation', says: 'the situation before, and why a decision was needed' },
  options: { heading: 'Options considered', says: 'at least two options, each with its consequences' },
  rationale: { heading: 'Decision and rationale', says: 'which option was chosen, and why' },
  steps: { heading: 'Implementation steps', says: 'what has to be done, or "none"' },
}
const MIN_OPTIONS = 2

/** The text of a record, and the line of the file at which it begins. */
export type RecordText = { readonly body: string; readonly line: number }

/** What a decision record lacks. The policy lists what else each kind of decision changes. */
export function recordFindings({ body, line }: RecordText, { records }: Pick<Policy, 'records'>): readonly Finding[] {
  const { parts, kind } = readRecord(body)
  const missing = PARTS.flatMap((part): readonly Finding[] => {
    const found = parts.get(part)
    if (found !== undefined && isWritten(part, found.text)) return []
    const { heading, says } = DESCRIPTIONS[part]
    const message =
      found === undefined ? `the record does not have the part "${heading}"` : `there is nothing under "${heading}" yet`
    return [findingAt(line + (found?.line ?? 0), 'part-missing', message, `Write under "### ${heading}": ${says}.`)]
  })
  const options = parts.get('options')
  const optionProblems =
    options === undefined || !isWritten('options', options.text) ? [] : optionFindings(options, line)
  const all = [...missing, ...optionProblems, ...unmentionedChanges({ body, line }, kind, { records })]
  return all.toSorted((one, other) => one.line - other.line)
}

function optionFindings({ line, text }: { readonly line: number; readonly text: string }, first: number) {
  const options = optionsIn(text)
  const tooFew =
    options.length >= MIN_OPTIONS
      ? []
      : [
          findingAt(
            first + line,
            'few-options',
            'the record names only one option',
            'Write each option in a line of its own that begins with "- ". Changing nothing is also an option.',
          ),
        ]
  const withoutConsequences = options
    .filter(({ consequences }) => !consequences)
    .map(({ name }) =>
      findingAt(
        first + line,
        'option-without-consequences',
        `the option "${quote(name)}" says nothing about its consequences`,
        'Write them after it: "- The option: its consequences".',
      ),
    )
  return [...tooFew, ...withoutConsequences]
}

/** What else a decision of this kind changes, if the record does not mention it. */
function unmentionedChanges(
  { body, line }: RecordText,
  kind: string | null,
  policy: Pick<Policy, 'records'>,
): readonly Finding[] {
  const text = body.toLowerCase()
  return changesWith(policy, kind)
    .filter(({ words }) => words.length > 0 && !words.some((word) => text.includes(word.toLowerCase())))
    .map(({ text: what, url }) => ({
      ...findingAt(line, 'also-changes', `a decision about ${kind} changes more than the record says: ${what}`, ''),
      severity: 'warn',
      fix: `Add it to the steps: ${url}`,
    }))
}

function findingAt(line: number, code: NonNullable<Finding['code']>, message: string, fix: string): Finding {
  return { check: 'required', code, severity: 'block', message, line, fix }
}

/** Whether a draft must have the parts of a decision record. The notes of a meeting have other parts. */
export function isRecord({ kind, template }: Pick<Draft, 'kind' | 'template'>, form: readonly AnswerField[]): boolean {
  return kind === 'decision' && (template === null || form.some(({ label }) => partsOf(label).includes('options')))
}

/** Whether the field is a part of a decision record, which has rules of its own. */
export function isPart({ label }: AnswerField): boolean {
  return partsOf(label).length > 0
}

function partsOf(label: string): readonly Part[] {
  return [...readRecord(`### ${label}\n`).parts.keys()]
}
