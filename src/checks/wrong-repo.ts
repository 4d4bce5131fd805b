import { PRIVATE_SENSITIVITIES } from '../policy/answers.ts'
import { isSameRepo } from '../text/repo-name.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'
import { CHANNEL_OF, insteadOf, isGoverned, severityOf } from './place.ts'

/** `where` names another repository, or another product. */
export function wrongRepo(input: CheckInput): readonly Finding[] {
  const { draft, lines, policy, placement } = input
  if (draft.repo === null || !isGoverned(policy, draft.repo) || isRightRepo(input, draft.repo)) return []
  const { channel, answers, repo } = placement.recommendation
  if (PRIVATE_SENSITIVITIES.includes(answers.sensitivity)) return []
  const isElsewhere = channel === 'elsewhere'
  if (!isElsewhere && (repo === null || answers.area === null || channel !== CHANNEL_OF[draft.kind])) return []
  return [
    {
      check: 'wrong-repo',
      severity: severityOf(input),
      message: `${draft.repo} may not be the right place for this${repo === null ? '' : `; it looks like something for ${repo}`}`,
      line: lines.title,
      fix: insteadOf(placement.recommendation),
    },
  ]
}

/** The recommended repository, or the one with the area's code: both are right. */
function isRightRepo({ policy, placement }: CheckInput, chosen: string): boolean {
  const { answers, repo, channel } = placement.recommendation
  const area = answers.area === null || channel === 'elsewhere' ? undefined : policy.areas[answers.area]
  const home = area?.repository == null ? undefined : policy.repositories[area.repository]?.repo
  return [repo, home].some((right) => right != null && isSameRepo(right, chosen))
}
