import type { App } from '../../app.ts'
import type { Classification, Classifier } from '../../classifier/classify.ts'
import {
  finishInterview,
  type Interview,
  isOpen,
  mustAsk,
  reopen,
  startInterview,
  withAnswers,
} from '../../classifier/interview.ts'
import { candidatesOf, type FolderArea, type Placement, questionsAnsweredByText } from '../../classifier/placement.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import { choices, complete, type PartialAnswers } from '../../policy/questions.ts'
import { withImplied } from '../../policy/recommend.ts'
import type { Policy } from '../../policy/schema.ts'
import { askIntended } from '../../preflight/ask-intended.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { answerLabel, privacyWarning } from '../../terminal/views/where/answer.ts'
import { evidenceText } from '../../terminal/views/where/candidates.ts'

type Asking = {
  readonly app: App
  readonly policy: Policy
  readonly text: string
  readonly classify: Classifier | null
  /** What the working directory suggests, read when it is first needed. */
  readonly folder: () => Promise<readonly FolderArea[]>
  readonly show: (answered: Placement) => Promise<void>
}

/**
 * Asks what neither flags nor words have answered, at most four questions, and shows the recommendation. The person can
 * correct an answer that was inferred from their words; then we ask that question and continue.
 */
export async function askQuestions(asking: Asking, flags: PartialAnswers): Promise<Placement> {
  const prompter = await asking.app.prompter()
  let interview = startInterview(flags)
  for (;;) {
    for (const question of QUESTIONS) {
      interview = await answerQuestion(asking, prompter, interview, question)
      if (question !== 'sensitivity') continue
      interview = await askForReason(asking, prompter, interview)
      interview = await warnIfSensitive(asking, prompter, interview)
    }
    const inference = inferFrom(asking, interview)
    const answered = finishInterview(asking.policy, interview, asking.text, inference, await asking.folder())
    await asking.show(answered)
    const wrongQuestion = await askCorrection(asking.policy, prompter, answered)
    if (wrongQuestion === null) return answered
    interview = reopen(interview, wrongQuestion)
  }
}

/** Words that say too little suggest nothing, least of all that something must not be public. */
function inferFrom({ text, classify }: Asking, { answers }: Interview): Classification | null {
  const inference = text === '' ? null : (classify?.(text, answers) ?? null)
  return inference === null || inference.saysTooLittle ? null : inference
}

/** Skips a question that needs no answer, takes the answer from the words if they are clear, and asks otherwise. */
async function answerQuestion(asking: Asking, prompter: Prompter, interview: Interview, question: Question) {
  const { policy } = asking
  if (!isOpen(policy, interview, question)) return interview
  const inference = inferFrom(asking, interview)
  if (inference !== null && !mustAsk(interview, question, inference))
    return withAnswers(interview, { [question]: inference.answers[question] }, 'text')
  const message = policy.questions[question].ask
  const value = await (question === 'area'
    ? askArea(asking, prompter, message, inference)
    : prompter.select<string | null>({
        message,
        choices: choices(policy, question, interview.answers.type),
        ...(inference === null ? {} : { preselected: inference.answers[question] }),
      }))
  return withAnswers(interview, { [question]: value }, 'prompt')
}

/** A private channel is an exception, so each reason for one is asked. If none holds, the matter is public. */
async function askForReason({ app, policy }: Asking, prompter: Prompter, interview: Interview): Promise<Interview> {
  const { private: reasons } = policy.questions
  const isByFlag = interview.answeredBy.get('sensitivity') === 'flag'
  if (interview.answers.sensitivity !== 'limited-audience' || reasons === null || isByFlag) return interview
  for (const { ask, sensitivity } of reasons.criteria)
    if (await prompter.confirm({ message: ask, preset: false }))
      return withAnswers(interview, { sensitivity }, 'prompt')
  app.terminal.err.write(`${reasons.none}\n`)
  return withAnswers(interview, { sensitivity: 'public' }, 'prompt')
}

/** Offers what the words and the folder suggest first, each with its evidence, and then the others. */
async function askArea(
  { policy, folder }: Asking,
  prompter: Prompter,
  message: string,
  inference: Classification | null,
): Promise<string | null> {
  const likely = candidatesOf(policy, inference?.repositories ?? [], await folder()).flatMap((one) => {
    const area = one.area === null ? undefined : policy.areas[one.area]
    const hint = evidenceText(one)
    return area === undefined
      ? []
      : [{ value: one.area, label: area.label, hint: hint === '' ? area.hint : hint, section: LIKELY }]
  })
  const others = choices(policy, 'area', undefined).filter(({ value }) => likely.every((one) => one.value !== value))
  return prompter.select<string | null>({
    message,
    choices: likely.length === 0 ? others : [...likely, ...others.map((one) => ({ ...one, section: OTHERS }))],
  })
}

const LIKELY = 'Likely'
const OTHERS = 'All others'

/**
 * Warns at once if the matter is sensitive. A possible vulnerability may be behaviour that the project intends
 * (SECURITY.md, "Behaviors That Are Not Vulnerabilities"), so we ask about that before we suggest a private report.
 */
async function warnIfSensitive({ app, policy }: Asking, prompter: Prompter, interview: Interview): Promise<Interview> {
  const { sensitivity } = withImplied(policy, complete(policy, interview.answers))
  if (sensitivity !== 'security' && sensitivity !== 'people') return interview
  app.terminal.err.write(privacyWarning(await app.terminal.err.style()))
  if (sensitivity === 'people' || isForeignArea(policy, interview)) return interview
  const intended = await askIntended(policy, prompter)
  const answers = intended === null ? undefined : policy.questions.intended.options[intended]?.answers
  return answers === undefined ? interview : withAnswers(interview, answers, 'prompt')
}

/** Whether the area belongs to another project; we do not know what that one intends. */
function isForeignArea({ areas }: Policy, { answers }: Interview): boolean {
  return typeof answers.area === 'string' && areas[answers.area]?.ours === false
}

/** Asks whether an inferred answer is wrong. @returns its question; null: none is wrong. */
async function askCorrection(policy: Policy, prompter: Prompter, answered: Placement): Promise<Question | null> {
  const inferred = questionsAnsweredByText(answered)
  if (inferred.length === 0) return null
  return prompter.select<Question | null>({
    message: 'Is that what you meant?',
    choices: [
      { value: null, label: 'Yes', hint: 'looks right' },
      ...inferred.map((question) => ({
        value: question,
        label: `No: ${policy.questions[question].ask}`,
        hint: `not "${answerLabel(policy, answered.recommendation.answers, question)}"`,
      })),
    ],
  })
}
