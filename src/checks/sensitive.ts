import type { Classifier } from '../classifier/classify.ts'
import { placeText } from '../classifier/placement.ts'
import type { Sensitivity } from '../policy/answers.ts'
import { cite } from '../policy/match.ts'
import { excerpt } from '../text/quote.ts'
import { type CheckInput, type Finding, formLineTest, publishedText, type Suspicion } from './check.ts'
import { nameStatement, statementsIn, titleStatement } from './statements.ts'

/** https://modelcontextprotocol.io/community/communication#security-issues */
export function vulnerability(input: CheckInput): readonly Finding[] {
  const { draft, policy } = input
  if (draft.kind === 'advisory' || isIntended(draft.intended, policy)) return []
  return suspicionsOf(input, 'security').map(({ placement, line }) => {
    const { title, url } = placement.recommendation
    return {
      check: 'vulnerability',
      severity: 'block',
      message: `this may describe an undisclosed vulnerability${becauseOf(placement)}; never post one publicly`,
      line,
      fix: `${title}${url === null ? '' : `: ${url}`}. ${intendedHint(policy)}`,
    }
  })
}

/** The whole draft if all its words together are sensitive, otherwise the parts that are. */
function suspicionsOf(
  { draft, lines, privacy, suspicions }: CheckInput,
  sensitivity: Sensitivity,
): readonly Suspicion[] {
  const isOf = ({ placement }: Pick<Suspicion, 'placement'>) =>
    placement.recommendation.answers.sensitivity === sensitivity
  const whole = { placement: privacy, line: lines.title }
  if (isOf(whole) && !saysNothing(publishedText(draft))) return [whole]
  return suspicions.filter(isOf).slice(0, MAX_PARTS)
}

/** One part is enough to stop a draft; a few show what to change. */
const MAX_PARTS = 3

/** The parts of a draft that must not be public, however harmless the rest of it is. */
export function findSuspicions(
  input: Pick<CheckInput, 'draft' | 'lines' | 'form' | 'others' | 'policy'>,
  classify: Classifier,
): readonly Suspicion[] {
  const { draft, lines, others, policy } = input
  const isOfForm = formLineTest(input)
  // A line of the form keeps its place, so that line numbers are right. Its heading still ends the answer above it.
  const ownWords = draft.body
    .split('\n')
    .map((line) => (isOfForm(line) ? (line.startsWith('#') ? '#### .' : '') : line))
  const statements = [
    ...titleStatement(draft.title, lines.title),
    ...others.flatMap(({ text, line }) => nameStatement(text, line)),
    ...statementsIn(ownWords.join('\n')).map((one) => ({ ...one, line: lines.body + one.line - 1 })),
  ]
  return statements.flatMap(({ text, line, threshold }) =>
    classify.sensitivityOf(text) < threshold || saysNothing(text)
      ? []
      : [{ placement: placeText(policy, {}, text, classify), line }],
  )
}

function isIntended(intended: string | null, { questions }: CheckInput['policy']): boolean {
  return intended !== null && Object.hasOwn(questions.intended.options, intended)
}

/** Quotes the words that decided it, if they are known. */
function becauseOf({ evidence }: CheckInput['placement']): string {
  const words = evidence.filter(({ answer }) => answer === 'sensitivity').map(({ words }) => `"${excerpt(words)}"`)
  return words.length === 0 ? '' : `, because it says ${words.join(' and ')}`
}

/** Behaviour that the project intends is not a vulnerability; only the author knows whether this is such a case. */
function intendedHint(policy: CheckInput['policy']): string {
  const { options, source } = policy.questions.intended
  const ids = Object.keys(options).join(', ')
  return `If it describes intended behaviour, say so in the draft, for example with "intended: ${Object.keys(options)[0]}" (${ids}): ${cite(policy, source).source}`
}

/** Matters about people are never public: https://modelcontextprotocol.io/community/communication#private-channels-exceptions */
export function people(input: CheckInput): readonly Finding[] {
  return suspicionsOf(input, 'people').map(({ placement, line }) => {
    const { title, url } = placement.recommendation
    return {
      check: 'people',
      severity: 'block',
      message: "this may be about a person or someone's behaviour; never post such a matter publicly",
      line,
      fix: `${title}${url === null ? '' : `: ${url}`}. If it is not about anyone, rephrase it without naming people.`,
    }
  })
}

/**
 * Words without content of their own: function words, and names for numbered items. None of them can describe a
 * vulnerability, a person or a secret.
 */
const GENERIC = new Set(
  `a an and as at be been body bulk by created creates demo do does done each entry every example few first follow followed
  following for from has have hello here in is issue issues it item items its last later list made make makes me more my new
  next no nothing now number of on once one only or other our part parts placeholder plan please point row rows sample second
  section see some step steps still task tasks test testing tests text that the their them then there these they thing things
  third this those title to todo tracking two up us we what when which with work works world yes yet you your`.split(
    /\s+/,
  ),
)

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Short words are ignored only in Latin script: in other scripts, one or two characters can be a whole word. */
const LATIN = /^[a-z0-9]+$/
const MIN_LETTERS = 3

/** Has the text no content, like "Task 12. The body of task 12."? It then harms nobody, even if the classifier finds it sensitive. */
export function saysNothing(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    const isEmpty = GENERIC.has(word) || (LATIN.test(word) && word.replaceAll(/\d/g, '').length < MIN_LETTERS)
    if (!isEmpty) return false
  }
  return true
}
