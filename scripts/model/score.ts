import { createClassifier } from '../../src/classifier/classify.ts'
import type { Model } from '../../src/classifier/model.ts'
import type { Policy } from '../../src/policy/schema.ts'
import type { Scored } from './report.ts'
import type { Labelled } from './texts.ts'

/** What the program would answer to each text, with nobody to ask. */
export function scoreTexts(texts: readonly Labelled[], model: Model, policy: Policy): readonly Scored[] {
  const read = createClassifier(policy, model)
  return texts.map((labelled) => {
    const { channel, confidence, probability } = read(labelled.text, {})
    return { labelled, channel, confidence, probability }
  })
}
