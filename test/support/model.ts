import { readFileSync } from 'node:fs'
import { type Classifier, createClassifier } from '../../src/classifier/classify.ts'
import { readModel } from '../../src/classifier/model.ts'
import type { Policy } from '../../src/policy/schema.ts'

/** The model that ships. */
export const shippedModel = readModel(readFileSync('src/classifier/model.bin'))

const withEvidence = new WeakMap<Policy, Classifier>()
const withoutEvidence = new WeakMap<Policy, Classifier>()

/** The classifier with the model that ships, shared by calls with the same policy and `evidence`: its caches take long to fill. */
export function sharedClassifier(policy: Policy, { evidence = true } = {}): Classifier {
  const classifiers = evidence ? withEvidence : withoutEvidence
  const classifier = classifiers.get(policy) ?? createClassifier(policy, shippedModel, { evidence })
  classifiers.set(policy, classifier)
  return classifier
}
