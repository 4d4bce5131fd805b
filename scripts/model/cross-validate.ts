import type { Policy } from '../../src/policy/schema.ts'
import { fitModel } from './fit.ts'
import { foldsByAuthor } from './folds.ts'
import type { ScoredText } from './report.ts'
import { scoreTexts } from './score.ts'
import type { TrainingExample } from './texts.ts'
import { THRESHOLDS } from './thresholds.ts'
import { trainInThread } from './train-in-thread.ts'

const FOLDS = 5

/**
 * Scores every text with a model that was not trained on texts by its author. This is strict, because some kinds of text come
 * from one author only, but it shows how well the model works for people it does not know.
 */
export async function crossValidate(
  examples: readonly TrainingExample[],
  policy: Policy,
): Promise<readonly ScoredText[]> {
  const scored: (readonly ScoredText[])[] = []
  for (const { training, heldOut } of foldsByAuthor(examples, FOLDS))
    scored.push(scoreTexts(heldOut, await fitModel(training, THRESHOLDS, trainInThread), policy))
  return scored.flat()
}
