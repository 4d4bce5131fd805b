import type { App } from '../../app.ts'
import type { Classification, Classifier } from '../../classifier/classify.ts'
import type { Interview } from '../../classifier/interview.ts'
import { candidatesOf, type FolderArea, type Placement } from '../../classifier/placement.ts'
import { PRIVATE_SENSITIVITIES, type Question } from '../../policy/answers.ts'
import { choices, wordingOf } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Prompter, Select } from '../../terminal/questions.ts'
import { evidenceText } from '../../terminal/views/where/answer.ts'
import { quote } from '../../text/quote.ts'

/** Who is asked, about which words. */
export type Asking = {
  readonly app: App
  readonly policy: Policy
  readonly prompter: Prompter
  readonly text: string
  readonly classify: Classifier | null
  /** What the working directory suggests. It is read when it is first needed. */
  readonly folder: () => Promise<readonly FolderArea[]>
  readonly show: (placement: Placement) => Promise<void>
  /** Whether the person can start writing it here. */
  readonly canWrite: boolean
}

/** A question, with what the words suggest as its answer. */
export async function choiceOf(
  asking: Asking,
  { answers }: Interview,
  question: Question,
  inference: Classification | null,
): Promise<Select<string | null>> {
  const { policy, app } = asking
  const message = wordingOf(policy, question, answers.type)
  if (question === 'area') return { message, choices: await areaChoices(asking, inference) }
  const { frequent } = policy.questions.type
  const suggested = inference?.answers[question] ?? null
  const reason = inference === null ? null : reasonFor(policy, question, inference)
  if (reason !== null) app.terminal.err.write(`${reason}\n`)
  return {
    message,
    choices: choices(policy, question, answers.type),
    ...(question === 'type' && frequent.length > 0 ? { frequent } : {}),
    ...(suggested === null || (isPrivate(policy, question, suggested) && reason === null)
      ? {}
      : { preselected: suggested }),
  }
}

/** Why a private answer is suggested. An answer that nobody explained must not be suggested. null: it is not private, or has no reason. */
function reasonFor(policy: Policy, question: Question, { answers, evidence }: Classification): string | null {
  if (!isPrivate(policy, question, answers[question])) return null
  const words = evidence.filter(({ answer }) => answer === question).map((one) => `"${quote(one.words, 40)}"`)
  return words.length === 0 ? null : `This may have to stay private, because it says ${words.join(', ')}.`
}

function isPrivate({ questions }: Policy, question: Question, value: string | null): boolean {
  const isIn = (sensitivity: string | undefined) => PRIVATE_SENSITIVITIES.some((one) => one === sensitivity)
  if (question === 'sensitivity') return isIn(value ?? undefined)
  const type = Object.entries(questions.type.options).find(([id]) => question === 'type' && id === value)
  return isIn(type?.[1].implies)
}

/** Offers what the words and the folder suggest first, each with its evidence, and then the others. */
async function areaChoices({ policy, folder }: Asking, inference: Classification | null) {
  const likely = candidatesOf(policy, inference?.repositories ?? [], await folder()).flatMap((one) => {
    const area = one.area === null ? undefined : policy.areas[one.area]
    const hint = evidenceText(one)
    return area === undefined
      ? []
      : [{ value: one.area, label: area.label, hint: hint === '' ? area.hint : hint, section: LIKELY }]
  })
  const others = choices(policy, 'area', undefined).filter(({ value }) => likely.every((one) => one.value !== value))
  return likely.length === 0 ? others : [...likely, ...others.map((one) => ({ ...one, section: OTHERS }))]
}

const LIKELY = 'Likely'
const OTHERS = 'All others'
