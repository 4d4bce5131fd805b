import type { Placement } from '../../../classifier/placement.ts'
import { QUESTIONS } from '../../../policy/answers.ts'
import { labelRow, maxWidthOf, padText, type Style, textWidth, wrapBeside } from '../../style.ts'
import { evidenceText, wordsFor } from './answer.ts'

/** `--explain`: the rule that matched, each question with its answer, and the likely repositories. */
export function explainView(placement: Placement, style: Style, columns: number): string {
  const width = textWidth(columns)
  const { recommendation, answeredBy, confidence } = placement
  const answerRows = QUESTIONS.map((question) => {
    const words = wordsFor(placement, question)
    const by = words === '' ? answeredBy[question] : `${answeredBy[question]}: ${words}`
    const text = `${recommendation.answers[question] ?? 'unknown'}  ${style.quiet(`(${by})`)}`
    return wrapBeside(`    ${padText(question, 14)} `, text, width)
  })
  const founding = recommendation.founding
  return [
    labelRow('How', `Rule ${style.answer(recommendation.rule)}, confidence ${confidence}`, width, style),
    ...answerRows,
    ...shareRows(placement, width, style),
    ...(founding === null ? [] : [labelRow('Note', `In the first edition: ${founding}`, width, style)]),
    '',
    '',
  ].join('\n')
}

function shareRows({ repoConfidence, repoCandidates }: Placement, width: number, style: Style): readonly string[] {
  if (repoConfidence === null) return []
  const repoWidth = maxWidthOf(repoCandidates.map(({ repo }) => repo))
  return [
    labelRow('Where', `Repository, confidence ${repoConfidence}`, width, style),
    ...repoCandidates.map((candidate) => {
      const why = evidenceText(candidate)
      const share = `${Math.round(candidate.share * 100)} %`.padStart(5)
      const text = why === '' ? candidate.repo : `${padText(candidate.repo, repoWidth)}  ${style.quiet(`(${why})`)}`
      return wrapBeside(`    ${share}  `, text, width)
    }),
  ]
}
