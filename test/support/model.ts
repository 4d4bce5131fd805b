import { readFileSync } from 'node:fs'
import { type Classifier, createClassifier } from '../../src/classifier/classify.ts'
import { readModel } from '../../src/classifier/model.ts'
import type { Policy } from '../../src/policy/schema.ts'

/** The model that ships. */
export const shippedModel = readModel(readFileSync('src/classifier/model.bin'))

const withEvidence = new WeakMap<Policy, Classifier>()
const withoutEvidence = new WeakMap<Policy, Classifier>()

/** A classifier with the model that ships. Tests share one for each policy, because filling its caches takes long. */
export function sharedClassifier(policy: Policy, { evidence = true } = {}): Classifier {
  const classifiers = evidence ? withEvidence : withoutEvidence
  const classifier = classifiers.get(policy) ?? createClassifier(policy, shippedModel, { evidence })
  classifiers.set(policy, classifier)
  return classifier
}
