import type { App } from '../../app.ts'
import { maskFor } from '../../checks/quick-mask.ts'
import type { Classification, Classifier } from '../../classifier/classify.ts'
import type { Interview } from '../../classifier/interview.ts'
import { candidatesOf, type FolderArea, type Placement } from '../../classifier/placement.ts'
import { PRIVATE_SENSITIVITIES, type Question } from '../../policy/answers.ts'
import { choices, wordingOf } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Prompter, Select } from '../../terminal/questions.ts'
import { evidenceText } from '../../terminal/views/where/answer.ts'
import { quote } from '../../text/quote.ts'

export type WhereSession = {
  readonly app: App
  readonly policy: Policy
  readonly prompter: Prompter
  /** Empty: the person gave no text. */
  readonly text: string
  readonly classify: Classifier | null
  /** Returns the areas that the working directory suggests. Reads the directory when they are first needed. */
  readonly readFolderAreas: () => Promise<readonly FolderArea[]>
  readonly show: (placement: Placement) => Promise<void>
  /** Whether the person can start to write a draft now. */
  readonly canWrite: boolean
}

/**
 * Preselects the answer that the text suggests; for the area, lists the likely areas first instead. If the suggested answer is a
 * private one, prints the words that suggest it, or preselects nothing if there are none.
 */
export async function promptFor(
  session: WhereSession,
  { answers }: Interview,
  question: Question,
  inference: Classification | null,
): Promise<Select<string | null>> {
  const { policy, app } = session
  const message = wordingOf(policy, question, answers.type)
  if (question === 'area') return { message, choices: await areaChoices(session, inference) }
  const { frequent } = policy.questions.type
  const suggestedAnswer = inference?.answers[question] ?? null
  const reason = inference === null ? null : await reasonFor(session, question, inference)
  if (reason !== null) app.terminal.err.write(`${reason}\n`)
  const isUnexplained = isPrivate(policy, question, suggestedAnswer) && reason === null
  return {
    message,
    choices: choices(policy, question, answers.type),
    ...(question === 'type' && frequent.length > 0 ? { frequent } : {}),
    ...(suggestedAnswer === null || isUnexplained ? {} : { preselected: suggestedAnswer }),
  }
}

async function reasonFor(
  { policy, text }: WhereSession,
  question: Question,
  { answers, evidence }: Classification,
): Promise<string | null> {
  if (!isPrivate(policy, question, answers[question])) return null
  const reasons = evidence.filter((item) => item.question === question).map(({ words }) => words)
  const mask = await maskFor(reasons, text)
  const quotes = reasons.map((words) => `"${quote(mask(words), 40)}"`)
  return quotes.length === 0 ? null : `This may have to stay private, because it says ${quotes.join(', ')}.`
}

function isPrivate({ questions }: Policy, question: Question, value: string | null): boolean {
  if (question === 'sensitivity') return value !== null && value !== 'public'
  if (question !== 'type') return false
  const [, type] = Object.entries(questions.type.options).find(([id]) => id === value) ?? []
  return PRIVATE_SENSITIVITIES.some((sensitivity) => sensitivity === type?.implies)
}

async function areaChoices({ policy, text, readFolderAreas }: WhereSession, inference: Classification | null) {
  const candidates = candidatesOf(policy, inference?.repositories ?? [], await readFolderAreas())
  const mask = await maskFor(candidates.map(evidenceText), text)
  const likelyChoices = candidates.flatMap((candidate) => {
    const area = candidate.area === null ? undefined : policy.areas[candidate.area]
    const hint = mask(evidenceText(candidate))
    return area === undefined
      ? []
      : [{ value: candidate.area, label: area.label, hint: hint === '' ? area.hint : hint, section: LIKELY }]
  })
  const otherChoices = choices(policy, 'area', undefined).filter(({ value }) =>
    likelyChoices.every((choice) => choice.value !== value),
  )
  return likelyChoices.length === 0
    ? otherChoices
    : [...likelyChoices, ...otherChoices.map((choice) => ({ ...choice, section: OTHERS }))]
}

const LIKELY = 'Likely'
const OTHERS = 'All others'
