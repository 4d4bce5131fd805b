import { createClassifier } from '../../src/classifier/classify.ts'
import type { Model } from '../../src/classifier/model.ts'
import { mapQuestions, toPlacement } from '../../src/classifier/placement.ts'
import type { Policy } from '../../src/policy/schema.ts'
import type { ScoredText } from './report.ts'
import type { LabeledText } from './texts.ts'

/** Classifies each text as the program would when it is not running interactively. */
export function scoreTexts(texts: readonly LabeledText[], model: Model, policy: Policy): readonly ScoredText[] {
  const classify = createClassifier(policy, model)
  const answeredBy = mapQuestions(() => 'text' as const)
  return texts.map((labeled) => {
    const classification = classify(labeled.text, {})
    const { channel, confidence, probability, answers } = classification
    const { recommendation, repoConfidence, repoCandidates } = toPlacement(policy, {
      answers,
      answeredBy,
      text: labeled.text,
      classification,
    })
    const repo = recommendation.repo === null ? null : nameOf(recommendation.repo)
    const candidates = repoCandidates.map((candidate) => nameOf(candidate.repo))
    return { labeled, channel, confidence, probability, repo, repoConfidence, candidates }
  })
}

function nameOf(repo: string): string {
  return repo.split('/')[1] ?? ''
}
