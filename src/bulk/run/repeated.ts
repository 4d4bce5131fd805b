import type { WriteResult } from '../../github/once.ts'
import { DOCUMENTED } from '../pace/limits.ts'
import { isEnough, noted } from './dispatch.ts'
import type { Running } from './running.ts'
import { Stopped } from './stopped.ts'

const MOST_SENDS = 3
const PAUSE_MS = 4_000

/**
 * Sends, when the pace lets it, a write that changes nothing the second time: until it is done, or refused for what it asks.
 * It belongs to a post that is there already, so a person who stops gets it all the same, but does not wait for a limit.
 * @throws GitHubFailure for what may be otherwise at the next run; Stopped.
 */
export async function repeated<T>(running: Running, send: () => Promise<WriteResult<T>>): Promise<WriteResult<T>> {
  for (let unknown = 0; ; ) {
    await turn(running)
    const { sent, refusal } = await noted(running, send)
    if (sent.outcome === 'done') return sent
    if (sent.outcome === 'unknown') {
      unknown += 1
      if (unknown === MOST_SENDS) throw sent.failure
      await running.clock.sleep(PAUSE_MS)
    } else if (refusal === null) {
      if (sent.failure.reason.kind === 'bad-credentials') throw sent.failure
      return sent
    } else if (isEnough(running)) throw sent.failure
  }
}

async function turn({ pacer, clock }: Running): Promise<void> {
  try {
    await pacer.turn()
  } catch (error) {
    if (!(error instanceof Stopped) || pacer.current().streak !== null) throw error
    await clock.sleep(DOCUMENTED.gap)
  }
}
