import type { App } from '../../app.ts'
import { type Answered, byEach, conclude, type Reader, readFromText } from '../../classifier/answered.ts'
import type { Inference } from '../../classifier/infer.ts'
import { doubting, given, type Progress, startingWith } from '../../classifier/interview.ts'
import { QUESTIONS, type Question } from '../../policy/answers.ts'
import { choices, complete, openQuestions, type PartialAnswers } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Prompter } from '../../terminal/prompter.ts'
import { correctionChoices } from './correct.ts'
import { stopIfSensitive } from './stop.ts'

export type Walk = {
  readonly app: App
  readonly policy: Policy
  readonly text: string
  readonly read: Reader | null
  readonly show: (answered: Answered) => Promise<void>
}

/**
 * Asks what neither flags nor words have answered, at most four questions, shows the answer, and, where something was
 * read from the words, offers to correct it.
 */
export async function walk(walk: Walk, flags: PartialAnswers): Promise<Answered> {
  const prompter = await walk.app.prompter()
  let start = startingWith(flags)
  for (;;) {
    const { answered, progress } = await once(walk, prompter, start)
    await walk.show(answered)
    const correct = await askCorrection(walk.policy, prompter, answered)
    if (correct === null) return answered
    start = doubting(progress, correct)
  }
}

async function once(walk: Walk, prompter: Prompter, start: Progress) {
  let progress = start
  for (const question of QUESTIONS) {
    progress = await settle(walk, prompter, progress, question)
    if (question === 'sensitivity') progress = await stopIfSensitive(walk, prompter, progress)
  }
  const { policy, text, read } = walk
  const reading = text === '' ? null : (read?.(text, progress.known) ?? null)
  const answers = complete(policy, progress.known)
  const answeredBy = byEach((question) => progress.by.get(question) ?? 'default')
  return { answered: conclude(policy, answers, text, answeredBy, sure(reading, progress)), progress }
}

/** One question: skipped if known or without consequence, read from the words if they are clear, else asked. */
async function settle(walk: Walk, prompter: Prompter, progress: Progress, question: Question): Promise<Progress> {
  const { policy, text, read } = walk
  const { known, by, doubted } = progress
  if (!openQuestions(policy, known).includes(question)) return progress
  const reading = text === '' ? null : (read?.(text, known) ?? null)
  if (reading !== null && !isDoubtful(question, reading, doubted))
    return { ...progress, known: { ...known, [question]: reading.answers[question] }, by: given(by, question, 'text') }
  const value = await prompter.select<string | null>({
    message: policy.questions[question].ask,
    choices: choices(policy, question, known.type),
    ...(reading === null ? {} : { preselected: reading.answers[question] }),
  })
  return { ...progress, known: { ...known, [question]: value }, by: given(by, question, 'prompt') }
}

function isDoubtful(question: Question, reading: Inference, doubted: Progress['doubted']): boolean {
  // What the third question means depends on the type, so it is open again when the type was read wrong.
  if (doubted.has(question) || (question === 'actionability' && doubted.has('type'))) return true
  switch (question) {
    case 'sensitivity':
      return reading.sensitivityDoubt
    case 'area':
      return reading.answers.area === null
    case 'type':
    case 'actionability':
      return reading.confidence !== 'high'
    default:
      return question satisfies never
  }
}

async function askCorrection(policy: Policy, prompter: Prompter, answered: Answered): Promise<Question | null> {
  const read = readFromText(answered)
  if (read.length === 0) return null
  return prompter.select({ message: 'Is that what you meant?', choices: correctionChoices(policy, answered, read) })
}

/** Where the person has said what it is, the answer is sure. */
function sure(reading: Inference | null, { by }: Progress): Inference | null {
  return reading !== null && by.get('type') === 'prompt' ? { ...reading, confidence: 'high' } : reading
}
