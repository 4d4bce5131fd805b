import { readFileSync } from 'node:fs'
import { type Classification, type Classifier, createClassifier } from '../../src/classifier/classify.ts'
import { readModel } from '../../src/classifier/model.ts'
import type { PartialAnswers } from '../../src/policy/questions.ts'
import type { Policy } from '../../src/policy/schema.ts'
import { getOrCreate, memoize } from '../../src/text/words.ts'

/** The model that ships. */
export const shippedModel = readModel(readFileSync('src/classifier/model.bin'))

const withEvidence = new WeakMap<Policy, Classifier>()
const withoutEvidence = new WeakMap<Policy, Classifier>()

/** The classifier with the shipped model. Calls with the same policy and `evidence` share it, because its caches fill slowly. */
export function sharedClassifier(policy: Policy, { evidence = true } = {}): Classifier {
  const classifiers = evidence ? withEvidence : withoutEvidence
  return getOrCreate(classifiers, policy, () => withMemory(createClassifier(policy, shippedModel, { evidence })))
}

/** Remembers what the classifier inferred, because thousands of tests run the program on the same few texts. */
function withMemory(classify: Classifier): Classifier {
  const remember = memoize(
    (call): Classification => {
      const [text, known] = JSON.parse(call)
      return classify(text, known)
    },
    { maxLength: 5_000, maxEntries: 5_000 },
  )
  const classifier = (text: string, known: PartialAnswers) => remember(JSON.stringify([text, known]))
  return Object.assign(classifier, { reportProbabilityOf: classify.reportProbabilityOf })
}
