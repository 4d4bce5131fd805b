import type { Policy } from '../../src/policy/schema.ts'
import { fitModel } from './fit.ts'
import type { Scored } from './report.ts'
import { scoreTexts } from './score.ts'
import type { Example } from './texts.ts'
import { THRESHOLDS } from './thresholds.ts'

const FOLDS = 5

/**
 * Scores every text with a model that was not trained on its author. This is strict, because some kinds of text come
 * from one author only, but it shows how well the model works for people it does not know.
 */
export function crossValidate(examples: readonly Example[], policy: Policy): readonly Scored[] {
  const authors = [...new Set(examples.map(({ author }) => author))]
  const foldOf = ({ author }: Example) => authors.indexOf(author) % FOLDS
  return Array.from({ length: FOLDS }, (_, fold) => {
    const model = fitModel(
      examples.filter((example) => foldOf(example) !== fold),
      THRESHOLDS,
    )
    const unseen = examples.filter((example) => foldOf(example) === fold)
    return scoreTexts(unseen, model, policy)
  }).flat()
}
