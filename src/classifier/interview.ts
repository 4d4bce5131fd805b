import { QUESTIONS, type Question } from '../policy/answers.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import type { AnsweredBy } from './answered.ts'

/** What is known so far and who said it. `doubted`: the person wants to answer it, whatever the words say. */
export type Progress = {
  readonly known: PartialAnswers
  readonly by: ReadonlyMap<Question, AnsweredBy>
  readonly doubted: ReadonlySet<Question>
}

export function startingWith(flags: PartialAnswers): Progress {
  const by = new Map<Question, AnsweredBy>(
    QUESTIONS.filter((question) => flags[question] !== undefined).map((question) => [question, 'flag']),
  )
  return { known: flags, by, doubted: new Set() }
}

export function given(by: Progress['by'], question: Question, who: AnsweredBy): Progress['by'] {
  return new Map([...by, [question, who]])
}

/** Starts again from what was said, but for one answer and for what was only read from the words. */
export function doubting({ known, by, doubted }: Progress, question: Question): Progress {
  const keeps = (other: Question) => other !== question && by.get(other) !== 'text'
  const { type, sensitivity, actionability, area } = known
  return {
    known: {
      type: keeps('type') ? type : undefined,
      sensitivity: keeps('sensitivity') ? sensitivity : undefined,
      actionability: keeps('actionability') ? actionability : undefined,
      area: keeps('area') ? area : undefined,
    },
    by: new Map([...by].filter(([other]) => keeps(other))),
    doubted: new Set([...doubted, question]),
  }
}
