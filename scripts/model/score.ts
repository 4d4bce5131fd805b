import { createClassifier } from '../../src/classifier/classify.ts'
import type { Model } from '../../src/classifier/model.ts'
import type { Policy } from '../../src/policy/schema.ts'
import type { Scored } from './report.ts'
import type { Labelled } from './texts.ts'

/** Classifies each text as the program would when it is not running interactively. */
export function scoreTexts(texts: readonly Labelled[], model: Model, policy: Policy): readonly Scored[] {
  const classify = createClassifier(policy, model)
  return texts.map((labelled) => {
    const { channel, confidence, probability } = classify(labelled.text, {})
    return { labelled, channel, confidence, probability }
  })
}
