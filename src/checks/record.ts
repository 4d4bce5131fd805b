import type { Draft } from '../drafts/draft.ts'
import { isWritten, PARTS, type Part, readRecord } from '../drafts/record.ts'
import { optionsIn } from '../drafts/record-options.ts'
import type { AnswerField } from '../forms/form.ts'
import { changesWith } from '../policy/records.ts'
import type { Policy } from '../policy/schema.ts'
import { quote } from '../text/quote.ts'
import type { Finding } from './check.ts'

/** What each part is called, and what it has to say. */
const ABOUT: Readonly<Record<Part, { readonly heading: string; readonly says: string }>> = {
  makers: { heading: 'Decision makers', says: 'who decided, where and when' },
  background: { heading: 'Background and motivation', says: 'what was so far, and why it had to be decided' },
  options: { heading: 'Options considered', says: 'at least two options, each with what follows from it' },
  rationale: { heading: 'Decision and rationale', says: 'which option was chosen, and what spoke for it' },
  steps: { heading: 'Implementation steps', says: 'what has to be done, or "none"' },
}
const MIN_OPTIONS = 2

/** A text of a record, and the line of its file at which it begins. */
export type RecordText = { readonly body: string; readonly line: number }

/** What a record of a decision lacks. `policy` knows what a kind of decision changes, too. */
export function recordFindings({ body, line }: RecordText, { records }: Pick<Policy, 'records'>): readonly Finding[] {
  const { parts, kind } = readRecord(body)
  const missing = PARTS.flatMap((part): readonly Finding[] => {
    const found = parts.get(part)
    if (found !== undefined && isWritten(part, found.text)) return []
    const { heading, says } = ABOUT[part]
    const message =
      found === undefined ? `the record does not have the part "${heading}"` : `there is nothing under "${heading}" yet`
    return [findingAt(line + (found?.line ?? 0), 'part-missing', message, `Write under "### ${heading}": ${says}.`)]
  })
  const options = parts.get('options')
  const ofOptions = options === undefined || !isWritten('options', options.text) ? [] : optionFindings(options, line)
  const all = [...missing, ...ofOptions, ...alsoFindings({ body, line }, kind, { records })]
  return all.toSorted((one, other) => one.line - other.line)
}

function optionFindings({ line, text }: { readonly line: number; readonly text: string }, first: number) {
  const options = optionsIn(text)
  const few =
    options.length >= MIN_OPTIONS
      ? []
      : [
          findingAt(
            first + line,
            'few-options',
            'the record names only one option',
            'Write each option in a line of its own that begins with "- ". To keep everything as it was is an option, too.',
          ),
        ]
  const bare = options
    .filter(({ consequences }) => !consequences)
    .map(({ name }) =>
      findingAt(
        first + line,
        'option-without-consequences',
        `the option "${quote(name)}" says nothing about its consequences`,
        'Write after it what follows from it: "- The option: what follows".',
      ),
    )
  return [...few, ...bare]
}

/** What a decision of this kind changes, too, if the record does not mention it. */
function alsoFindings(
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

/** Whether a draft has the parts of a record; the notes of a meeting have others. */
export function isRecord({ kind, template }: Pick<Draft, 'kind' | 'template'>, form: readonly AnswerField[]): boolean {
  return kind === 'decision' && (template === null || form.some(({ label }) => partsOf(label).includes('options')))
}

/** Whether a record's own rules say what the answer to a field needs. */
export function isPart({ label }: AnswerField): boolean {
  return partsOf(label).length > 0
}

function partsOf(label: string): readonly Part[] {
  return [...readRecord(`### ${label}\n`).parts.keys()]
}
