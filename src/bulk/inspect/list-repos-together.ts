import { describeProblem } from '../../publish/post-input.ts'
import type { RowProblem } from './check-row.ts'

const MAX_REPOS = 4

/**
 * Gives problems about the same unknown name, such as a label, one message that covers their repositories. The
 * preview prints equal messages only once.
 */
export function listReposTogether(problems: readonly RowProblem[]): readonly RowProblem[] {
  const reposByRefusal = new Map<string, Set<string>>()
  for (const { refusal, repo } of problems) {
    if (refusal?.code !== 'unknown-name' || repo === null) continue
    const key = JSON.stringify(refusal)
    reposByRefusal.set(key, (reposByRefusal.get(key) ?? new Set()).add(repo))
  }
  return problems.map((problem) => {
    const repos = reposByRefusal.get(JSON.stringify(problem.refusal))
    if (problem.refusal === null || repos === undefined) return problem
    return { ...problem, message: describeProblem(problem.refusal, listOf([...repos])) }
  })
}

function listOf(repos: readonly string[]): string {
  const unlistedCount = repos.length - MAX_REPOS
  return `${repos.slice(0, MAX_REPOS).join(', ')}${unlistedCount > 0 ? ` and ${unlistedCount} more` : ''}`
}
