import { readFileSync } from 'node:fs'
import { type Classifier, createClassifier } from '../../src/classifier/classify.ts'
import { readModel } from '../../src/classifier/model.ts'
import type { Policy } from '../../src/policy/schema.ts'

/** The model that ships. */
export const shippedModel = readModel(readFileSync('src/classifier/model.bin'))

const withEvidence = new WeakMap<Policy, Classifier>()
const withoutEvidence = new WeakMap<Policy, Classifier>()

/** The classifier with the shipped model. Calls with the same policy and `evidence` share it, because its caches fill slowly. */
export function sharedClassifier(policy: Policy, { evidence = true } = {}): Classifier {
  const classifiers = evidence ? withEvidence : withoutEvidence
  const classifier = classifiers.get(policy) ?? createClassifier(policy, shippedModel, { evidence })
  classifiers.set(policy, classifier)
  return classifier
}
