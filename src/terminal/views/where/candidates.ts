import type { Placement, RepoCandidate } from '../../../classifier/placement.ts'
import { plain, quote } from '../../../text/quote.ts'
import { indented, labelled, padded, type Style, widestOf } from '../../style.ts'

/** Why it can be this repository: the words of the person in quotation marks, and what the folder says. */
export function evidenceText({ evidence }: RepoCandidate): string {
  const quotedWords = evidence.filter(({ from }) => from === 'text').map(({ words }) => `"${quote(words, 40)}"`)
  const others = evidence.filter(({ from }) => from === 'folder').map(({ words }) => plain(words))
  return [...others, ...quotedWords].join(', ')
}

/** The likely repositories, if the answer names none or is not certain of the one that it names. */
export function candidateRows(placement: Placement, width: number, style: Style): readonly string[] {
  const { recommendation, repoConfidence, repoCandidates } = placement
  if (repoConfidence === null || repoConfidence === 'high') return []
  const others = repoCandidates.filter(({ repo }) => repo !== recommendation.repo)
  if (others.length === 0) return []
  const areas = others.flatMap(({ area }) => (area === null ? [] : [`--area ${area}`]))
  return [
    '',
    ...others.map((one, index) => {
      const why = evidenceText(one)
      const label = index === 0 ? (recommendation.repo === null ? 'Perhaps' : 'Or in') : ''
      return labelled(label, why === '' ? one.repo : `${one.repo}  (${why})`, width, style)
    }),
    indented(style.quiet(`To choose one, add ${areas.join(', or ')}`), width, 10),
  ]
}

/** `--explain`: each candidate with its weight. */
export function weightRows({ repoConfidence, repoCandidates }: Placement, style: Style): readonly string[] {
  if (repoConfidence === null) return []
  const repoWidth = widestOf(repoCandidates.map(({ repo }) => repo))
  return [
    `  ${style.label('Where')}   Repository, confidence ${repoConfidence}`,
    ...repoCandidates.map((one) => {
      const why = evidenceText(one)
      const share = `${Math.round(one.share * 100)} %`.padStart(5)
      return `    ${share}  ${padded(one.repo, repoWidth)}${why === '' ? '' : style.quiet(`  (${why})`)}`
    }),
  ]
}
