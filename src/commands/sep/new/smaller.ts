import type { App } from '../../../app.ts'
import { byEach, conclude } from '../../../classifier/answered.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import type { Answers } from '../../../policy/answers.ts'
import type { Policy } from '../../../policy/schema.ts'
import { answerView } from '../../../terminal/views/where/answer.ts'
import type { Smaller } from './ask.ts'

const PLACES: Readonly<Record<Smaller, Pick<Answers, 'type' | 'actionability'>>> = {
  slip: { type: 'docs', actionability: 'ad-hoc' },
  fault: { type: 'bug', actionability: 'actionable' },
  feature: { type: 'feature', actionability: 'actionable' },
}

/** Small things need no SEP: where they belong instead. */
export async function showSmaller({ terminal }: App, policy: Policy, smaller: Smaller): Promise<ExitCode> {
  const answers: Answers = { ...PLACES[smaller], sensitivity: 'public', area: null }
  const answered = conclude(
    policy,
    answers,
    '',
    byEach(() => 'prompt'),
    null,
  )
  const { out, err } = terminal
  err.write('That needs no SEP.\n')
  out.write(answerView(policy, answered, await out.style(), out.columns))
  return EXIT.done
}
