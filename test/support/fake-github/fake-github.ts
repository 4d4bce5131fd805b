import { type Clock, systemClock } from '../../../src/system/clock.ts'
import { json, type Outcome } from './answer.ts'
import { createBudget } from './budget.ts'
import { createContentLimits } from './content-limits.ts'
import { createWorld } from './create-world.ts'
import { createFaults, type FaultInput } from './faults.ts'
import type { Logged } from './requests.ts'
import { parseSeed, type SeedInput } from './seed.ts'
import { createService } from './service.ts'
import { type State, stateOf } from './state.ts'

export type FakeGitHub = {
  readonly fetch: typeof globalThis.fetch
  state(): State
  requests(): readonly Logged[]
  faults(faults: readonly FaultInput[]): void
  /** @throws when something was asked for that GitHub or the fake does not have, or a fault never struck. */
  verify(): void
}

/** A GitHub in memory that behaves as the real one is known to. Speaks HTTP through `fetch`; touches no network. */
export function createFakeGitHub(seed: SeedInput, clock: Clock = systemClock): FakeGitHub {
  const parsedSeed = parseSeed(seed)
  const world = createWorld(parsedSeed, clock)
  const faults = createFaults()
  const limits = createContentLimits(clock, parsedSeed.limits)
  const serve = createService({ world, faults, budget: createBudget(clock), limits })
  const requests: Logged[] = []
  const unsupported: string[] = []

  async function answer(request: Request): Promise<Outcome> {
    const { pathname } = new URL(request.url)
    const body = parsed(await request.text())
    const route = `${request.method} ${pathname}`
    if (route === 'GET /_fake/state') return json(200, stateOf(world))
    if (route === 'GET /_fake/requests') return json(200, requests)
    if (route === 'POST /_fake/faults') return addFaults(body)
    const authorization = request.headers.get('authorization')
    const served = await serve({ method: request.method, path: pathname, authorization, body })
    requests.push(served.logged)
    unsupported.push(...served.unsupported)
    return served.outcome
  }

  function addFaults(body: unknown): Outcome {
    try {
      faults.add(body)
      return json(204, null)
    } catch (error) {
      return json(400, { message: String(error) })
    }
  }

  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const outcome = await answer(request)
      request.signal.throwIfAborted()
      if (outcome === 'dropped') throw new TypeError('fetch failed', { cause: connectionReset() })
      const { status, headers, body } = outcome
      return new Response(status === 204 ? null : body, { status, headers })
    },
    state: () => stateOf(world),
    requests: () => requests,
    faults: (added) => faults.add(added),
    verify() {
      const unused = faults.unused().map(({ operation, mode }) => `the fault ${mode} on ${operation} never struck`)
      const wrong = [...unsupported, ...unused]
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
    },
  }
}

function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
