import type { Policy } from '../../src/policy/schema.ts'
import { fitModel } from './fit.ts'
import { foldsByAuthor } from './folds.ts'
import type { ScoredText } from './report.ts'
import { scoreTexts } from './score.ts'
import type { Example } from './texts.ts'
import { THRESHOLDS } from './thresholds.ts'

const FOLDS = 5

/**
 * Scores every text with a model that was not trained on texts by its author. This is strict, because some kinds of text come
 * from one author only, but it shows how well the model works for people it does not know.
 */
export function crossValidate(examples: readonly Example[], policy: Policy): readonly ScoredText[] {
  return foldsByAuthor(examples, FOLDS).flatMap(({ training, heldOut }) =>
    scoreTexts(heldOut, fitModel(training, THRESHOLDS), policy),
  )
}
