import { createClassifier } from '../../src/classifier/classify.ts'
import type { Model } from '../../src/classifier/model.ts'
import { mapQuestions, toPlacement } from '../../src/classifier/placement.ts'
import type { Policy } from '../../src/policy/schema.ts'
import type { ScoredText } from './report.ts'
import type { LabelledText } from './texts.ts'

/** Classifies each text as the program would when it is not running interactively. */
export function scoreTexts(texts: readonly LabelledText[], model: Model, policy: Policy): readonly ScoredText[] {
  const classify = createClassifier(policy, model)
  const answeredBy = mapQuestions(() => 'text' as const)
  return texts.map((labelled) => {
    const classification = classify(labelled.text, {})
    const { channel, confidence, probability, answers } = classification
    const { recommendation, repoConfidence, repoCandidates } = toPlacement(
      policy,
      answers,
      labelled.text,
      answeredBy,
      classification,
    )
    const repo = recommendation.repo === null ? null : nameOf(recommendation.repo)
    const candidates = repoCandidates.map((candidate) => nameOf(candidate.repo))
    return { labelled, channel, confidence, probability, repo, repoConfidence, candidates }
  })
}

function nameOf(repo: string): string {
  return repo.split('/')[1] ?? ''
}
