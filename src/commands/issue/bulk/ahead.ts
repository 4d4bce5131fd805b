import type { Lot } from '../../../bulk/plan/plan.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Answered, Asked } from '../../../classifier/answered.ts'

export type Ahead = {
  /** Answers for these rows, which come next. What was found for others is forgotten. */
  readonly foresee: (lot: Lot) => void
  readonly answer: (asked: Asked) => Answered
}

/**
 * Finds the answers for some rows one after the other, before each of them is looked at: doing the same for many texts is
 * quicker by a tenth of all the time than doing everything for each. A text that was not foreseen is answered when it is asked.
 * @param ask what will be asked of a row; null: nothing.
 */
export function answersAhead(ask: (row: PlannedRow) => Asked | null, answer: (asked: Asked) => Answered): Ahead {
  const known = new Map<string, Answered>()
  return {
    foresee: (lot) => {
      known.clear()
      for (const read of lot) {
        const asked = read.ok ? ask(read.value) : null
        if (asked !== null) known.set(nameOf(asked), answer(asked))
      }
    },
    answer: (asked) => known.get(nameOf(asked)) ?? answer(asked),
  }
}

function nameOf({ known, text }: Asked): string {
  return `${JSON.stringify(known)}\n${text}`
}
