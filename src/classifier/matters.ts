import type { PartialAnswers } from '../policy/questions.ts'
import type { Policy } from '../policy/schema.ts'
import { containsAny, phrases, type SlowPattern } from '../text/words.ts'
import type { Classification, Classifier } from './classify.ts'
import { type OtherMatter, placeText } from './placement.ts'

/** Words that introduce another matter. */
const TRANSITIONS = phrases(
  'also additionally separately besides furthermore moreover in_addition on_another_note another_thing by_the_way btw unrelated unrelatedly',
)
const BOUNDARIES: readonly SlowPattern[] = [
  {
    mayMatch: containsAny(TRANSITIONS),
    pattern: new RegExp(String.raw`[.;!?,]?\s+(?:and\s+)?(?:${TRANSITIONS.join('|')})\b[,:]?\s+`, 'gi'),
  },
  // "… and an idea for the spec"
  {
    mayMatch: containsAny(['and']),
    pattern:
      /,?\s+and\s+(?=(?:(?:i|we)\s+(?:also\s+)?(?:think|propose|suggest|wonder|would|want|wish)|(?:an?|my|another|one)\s+(?:\w+\s+)?(?:idea|proposal|suggestion|question|request|wish|bug|typo)|it\s+would|could\s+(?:we|you)|how\s+(?:do|can)|is\s+there)\b)/gi,
  },
]
/** A longer text describes one matter at length, so we do not split it. */
const MAX_LENGTH = 1_000

/** Returns the first matter of a text and, if the text has a second matter, where the second matter belongs. */
export function mattersOf(
  policy: Policy,
  known: PartialAnswers,
  text: string,
  classify: Classifier,
): { readonly text: string; readonly otherMatter: OtherMatter | null } {
  const matters = known.type === undefined ? splitMatters(text, classify) : null
  if (matters === null) return { text, otherMatter: null }
  const [first, second] = matters
  return {
    text: first,
    otherMatter: { text: second, recommendation: placeText(policy, { known, text: second }, classify).recommendation },
  }
}

/**
 * Returns the two matters of a text like "X crashes, and I propose to add Y to the specification". null: the text is too long, is
 * not clearly about two matters, or may be private in part, so that the whole text has to stay together.
 */
function splitMatters(text: string, classify: Classifier): readonly [first: string, second: string] | null {
  if (text.length > MAX_LENGTH) return null
  const lower = text.toLowerCase()
  const boundaries = BOUNDARIES.flatMap(({ mayMatch, pattern }) => (mayMatch(lower) ? [...text.matchAll(pattern)] : []))
  for (const { 0: words, index } of boundaries) {
    const parts = [text.slice(0, index).trim(), text.slice(index + words.length).trim()] as const
    if (areTwoMatters(text, parts, classify)) return parts
  }
  return null
}

function areTwoMatters(text: string, [first, second]: readonly [string, string], classify: Classifier): boolean {
  const firstResult = classify(first, {})
  if (!isClearlyPublic(firstResult)) return false
  const secondResult = classify(second, {})
  if (!isClearlyPublic(secondResult) || firstResult.channel === secondResult.channel) return false
  return classify(text, {}).answers.sensitivity === 'public'
}

function isClearlyPublic({ answers, saysTooLittle, confidence }: Classification): boolean {
  return answers.sensitivity === 'public' && !saysTooLittle && confidence !== 'low'
}
