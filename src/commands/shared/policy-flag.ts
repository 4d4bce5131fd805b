import type { Placement } from '../../classifier/placement.ts'
import type { Recommendation } from '../../policy/recommend.ts'
import { policyFlag, type Shell } from '../../text/shell.ts'

/** The commands that follow a policy. A policy may also name others, such as `sep lint`, which have no flag `--policy`. */
const FOLLOWS_POLICY = new RegExp(
  `^mcp-comms (?:${[
    'where|groups|check|doctor|issue bulk|security report',
    '(?:issue|discussion|decision) (?:new|open)',
    'decision (?:list|lint)',
    'sep (?:new|open|update|list|show|status|sponsors|diagram)',
    'templates (?:list|show)',
    'policy (?:show|check|diagram)',
  ].join('|')})(?: |$)`,
)

/** Adds `--policy` to the commands of a placement, because without it, they would follow other rules. */
export function withPolicyFlag(placement: Placement, file: string | undefined, shell: Shell): Placement {
  const [flag, ...value] = policyFlag(file, shell)
  if (flag === undefined) return placement
  const withFlag = (recommendation: Recommendation): Recommendation => ({
    ...recommendation,
    steps: recommendation.steps.map(({ command, ...step }) => {
      if (command === undefined) return step
      return { ...step, command: FOLLOWS_POLICY.test(command) ? [command, flag, ...value].join(' ') : command }
    }),
  })
  const { recommendation, second, otherMatter } = placement
  return {
    ...placement,
    recommendation: withFlag(recommendation),
    second: second && { ...second, recommendation: withFlag(second.recommendation) },
    otherMatter: otherMatter && { ...otherMatter, recommendation: withFlag(otherMatter.recommendation) },
  }
}
