import { GitHubFailure } from './failure.ts'
import type { WriteResult } from './send-once.ts'

/** What a write made. An answer without it leaves open whether it is there. */
export function created<Data, Made>(
  sent: WriteResult<Data>,
  repo: string,
  madeIn: (data: Data) => Made | null,
): WriteResult<Made> {
  if (sent.outcome !== 'done') return sent
  const value = madeIn(sent.value)
  if (value !== null) return { outcome: 'done', value }
  return { outcome: 'unknown', failure: new GitHubFailure({ kind: 'partial', about: repo }) }
}
