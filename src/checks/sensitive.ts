import { findCase, RESTRICTING_CASES } from '../classifier/cases.ts'
import type { Classifier } from '../classifier/classify.ts'
import { isGuess, saysNothing } from '../classifier/content.ts'
import { type Placement, placeText } from '../classifier/placement.ts'
import { PRIVATE_SENSITIVITIES, type Sensitivity } from '../policy/answers.ts'
import { cite } from '../policy/match.ts'
import { isStandardDisclosure } from '../text/ai-disclosure.ts'
import { excerpt } from '../text/quote.ts'
import {
  type CheckInput,
  type Finding,
  formLineTest,
  type Mask,
  type MaskedInput,
  publishedText,
  type Suspicion,
} from './check.ts'
import { peopleNamed } from './private.ts'
import { nameStatement, statementsIn, titleStatement } from './statements.ts'

/** Reports what may describe a vulnerability: https://modelcontextprotocol.io/community/communication#security-issues */
export function vulnerability(input: MaskedInput): readonly Finding[] {
  const { draft, policy, mask } = input
  if (draft.kind === 'advisory' || isIntended(draft.intended, policy)) return []
  return suspicionsOf(input, 'security').map(({ placement, line }) => {
    const { title, url } = placement.recommendation
    return {
      check: 'vulnerability',
      severity: 'block',
      message: `this may describe an undisclosed vulnerability${reasonText(placement, mask)}; never post one publicly`,
      line,
      fix: `${title}${url === null ? '' : `: ${url}`}. ${intendedHint(policy)}`,
    }
  })
}

/** The finding for a draft that became a private report. No flag overrides it; only the author can remove the block from the file. */
export function blockedFinding({ draft, lines }: Pick<CheckInput, 'draft' | 'lines'>): Finding {
  return {
    check: 'vulnerability',
    code: 'became-a-report',
    severity: 'block',
    message: 'this draft is blocked, because what it says became a private report; never post it publicly',
    line: lines.title,
    fix:
      draft.kind === 'sep'
        ? 'Once nothing in it has to stay private, remove the comment at its end.'
        : 'Once nothing in it has to stay private, remove "blocked" from it.',
  }
}

/** The whole draft if all its words together are sensitive, otherwise the parts that are. */
function suspicionsOf(
  { draft, lines, privacy, suspicions, mask }: MaskedInput,
  sensitivity: Sensitivity,
): readonly Suspicion[] {
  const hasSensitivity = (placement: Placement) => placement.recommendation.answers.sensitivity === sensitivity
  if (privacy !== null && hasSensitivity(privacy) && !saysNothing(publishedText(draft)))
    return [{ placement: privacy, line: lines.title }]
  const found = suspicions.filter(({ placement }) => hasSensitivity(placement))
  // A sentence and the paragraph around it would give two equal findings.
  const isRepeated = (suspicion: Suspicion, index: number) =>
    found
      .slice(0, index)
      .some(
        (earlier) =>
          earlier.line === suspicion.line &&
          reasonText(earlier.placement, mask) === reasonText(suspicion.placement, mask),
      )
  return found.filter((suspicion, index) => !isRepeated(suspicion, index)).slice(0, MAX_PARTS)
}

/** A single part is enough to stop a draft; a few parts show the author what to change. */
const MAX_PARTS = 3

/** In the record of a private decision, this threshold is enough for a part about people, even if the part's own threshold is higher. */
const PRIVATE_THRESHOLD = 0.7

/** Finds the parts of a draft that must not be public, even if the rest of it is harmless. */
export function findSuspicions(
  input: Pick<CheckInput, 'draft' | 'lines' | 'form' | 'otherTexts' | 'policy'>,
  classify: Classifier,
): readonly Suspicion[] {
  const { draft, lines, otherTexts, policy } = input
  const statements = [
    ...titleStatement(draft.title, lines.title),
    ...otherTexts.flatMap(({ text, line }) => nameStatement(text, line)),
    ...statementsIn(ownLines(input).join('\n')).map((statement) => ({
      ...statement,
      line: lines.body + statement.line - 1,
    })),
  ]
  return statements.flatMap(({ text, line, threshold }) => {
    const probability = classify.sensitivityOf(text)
    const minimum = draft.fromPrivate ? Math.min(threshold, PRIVATE_THRESHOLD) : threshold
    if (probability < minimum || saysNothing(text) || isGuess(text, probability)) return []
    const placement = placeText(policy, {}, text, classify)
    const isAboutPeople = placement.recommendation.answers.sensitivity === 'people'
    return probability >= threshold || isAboutPeople ? [{ placement, line }] : []
  })
}

/** The lines of the body without the text of the form. Those stay as empty lines or headings, so that line numbers stay right. */
function ownLines(input: Parameters<typeof formLineTest>[0]): readonly string[] {
  const isOfForm = formLineTest(input)
  return input.draft.body
    .split('\n')
    .map((line) => (isStandardDisclosure(line) ? '' : isOfForm(line) ? (line.startsWith('#') ? '#### .' : '') : line))
}

/** Returns the placement by all the words of a draft. null: the placement is private, but that is only a guess of the classifier. */
export function privacyOf(placement: Placement, text: string, classify: Classifier): Placement | null {
  const { sensitivity } = placement.recommendation.answers
  return PRIVATE_SENSITIVITIES.includes(sensitivity) && isGuess(text, classify.sensitivityOf(text)) ? null : placement
}

function isIntended(intended: string | null, { questions }: CheckInput['policy']): boolean {
  return intended !== null && Object.hasOwn(questions.intended.options, intended)
}

/** Quotes the words that made the classifier call a text sensitive, if they are known. */
function reasonText({ evidence }: CheckInput['placement'], mask: Mask): string {
  const words = evidence
    .filter(({ answer }) => answer === 'sensitivity')
    .map(({ words }) => `"${mask(excerpt(words))}"`)
  return words.length === 0 ? '' : `, because it says ${words.join(' and ')}`
}

/** The hint for a person: behaviour that the project intends is not a vulnerability, but only a person can know that. */
export function intendedHint(policy: CheckInput['policy']): string {
  const { source } = cite(policy, policy.questions.intended.source)
  return `If it describes behaviour that the project intends (${source}), post it alone in a terminal, where you are asked about it.`
}

/** Reports what may be about a person, because such matters are never public: https://modelcontextprotocol.io/community/communication#private-channels-exceptions */
export function people(input: MaskedInput): readonly Finding[] {
  const aboutPeople = suspicionsOf(input, 'people').map(({ placement, line }): Finding => {
    const { title, url } = placement.recommendation
    return {
      check: 'people',
      severity: 'block',
      message: "this may be about a person or someone's behaviour; never post such a matter publicly",
      line,
      fix: `${title}${url === null ? '' : `: ${url}`}. If it is not about anyone, rephrase it without naming people.`,
    }
  })
  return [...fromPrivateSource(input), ...aboutPeople, ...closedCircle(input), ...peopleNamed(input)]
}

/** Warns about words like "under NDA", which say that only a few people may know yet. They can also be about something else. */
function closedCircle(input: MaskedInput): readonly Finding[] {
  const { draft, lines, policy, mask } = input
  if (draft.kind === 'advisory') return []
  const numbered = [
    { text: draft.title, line: lines.title },
    ...ownLines(input).map((text, index) => ({ text, line: lines.body + index })),
  ]
  return numbered
    .flatMap(({ text, line }): readonly Finding[] => {
      const found = findCase(policy, text, RESTRICTING_CASES)
      if (found === null) return []
      const { title, url } = policy.channels['private-discord']
      return [
        {
          check: 'people',
          code: 'closed-circle',
          severity: 'warn',
          message: `"${mask(excerpt(found.words.trim()))}" reads as if only a few people may know this yet, and everyone could read it here`,
          line,
          fix: `${title}${url === null ? '' : `: ${url}`}, if it must stay among them.`,
        },
      ]
    })
    .slice(0, 1)
}

/** People who wrote in private have not agreed that everyone may read what they wrote. */
function fromPrivateSource({ draft, lines, mask }: MaskedInput): readonly Finding[] {
  if (draft.privateSource === null) return []
  return [
    {
      check: 'people',
      code: 'private-source',
      severity: 'block',
      message: `its text comes from ${mask(excerpt(draft.privateSource))}, and everyone could read it here`,
      line: lines.title,
      fix: 'Write what the public needs to know in your own words, and leave out who said what. If everybody in that conversation agrees to make it public, override this check.',
    },
  ]
}
