import { type Clock, systemClock } from '../../../src/system/clock.ts'
import { json, type Outcome } from './answer.ts'
import { createBudget } from './budget.ts'
import { type ConditionsInput, parseConditions } from './conditions.ts'
import { createContentLimits } from './content-limits.ts'
import { createWorld } from './create-world.ts'
import { createFaults, type FaultInput } from './faults.ts'
import { createGitHubClock } from './github-clock.ts'
import { createLateWrites } from './late-writes.ts'
import { createReplicas } from './replicas.ts'
import type { Logged } from './requests.ts'
import { parseSeed, type SeedInput } from './seed.ts'
import { createService } from './service.ts'
import { type State, stateOf } from './state.ts'

export type FakeGitHub = {
  readonly fetch: typeof globalThis.fetch
  state(): State
  requests(): readonly Logged[]
  faults(faults: readonly FaultInput[]): void
  /** Sets how far the fake is behind, and its clock, from now on. */
  conditions(conditions: ConditionsInput): void
  /** @throws when something was asked for that GitHub or the fake does not have, or a fault never struck. */
  verify(): void
}

/** A GitHub in memory that behaves as the real one is known to. Speaks HTTP through `fetch`; touches no network. */
export function createFakeGitHub(seed: SeedInput, machineClock: Clock = systemClock): FakeGitHub {
  const { limits, random, clockAhead, faults: seededFaults, ...parsedSeed } = parseSeed(seed)
  const clock = createGitHubClock(machineClock)
  clock.setAhead(clockAhead)
  const world = createWorld(parsedSeed, clock)
  const replicas = createReplicas(world, clock.local, random)
  replicas.begin()
  const faults = createFaults()
  faults.add(seededFaults)
  const late = createLateWrites(clock)
  const unsupported: string[] = []
  const serve = createService({
    ...{ world, replicas, faults, late },
    budget: createBudget(clock),
    limits: createContentLimits(clock.local, limits),
    onUnsupported: (what) => unsupported.push(what),
  })
  const requests: Logged[] = []

  function setConditions(conditions: unknown): void {
    const { lag, clockAhead } = parseConditions(conditions)
    void late.carryOutDue()
    Object.assign(world.lag, lag)
    if (clockAhead !== undefined) clock.setAhead(clockAhead)
    replicas.begin()
  }

  /** What exists, once everything has happened that is due. */
  function state(): State {
    void late.carryOutDue()
    return stateOf(world)
  }

  async function answer(request: Request): Promise<Outcome> {
    const { pathname } = new URL(request.url)
    const body = parsed(await request.text())
    switch (`${request.method} ${pathname}`) {
      case 'GET /_fake/state':
        return json(200, state())
      case 'GET /_fake/requests':
        return json(200, requests)
      case 'POST /_fake/faults':
        return control(() => faults.add(body))
      case 'POST /_fake/conditions':
        return control(() => setConditions(body))
    }
    const authorization = request.headers.get('authorization')
    const served = await serve({ method: request.method, path: pathname, authorization, body })
    requests.push(served.logged)
    return served.outcome
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
    state,
    requests: () => requests,
    faults: (added) => faults.add(added),
    conditions: setConditions,
    verify() {
      const unused = faults.unused().map(({ operation, mode }) => `the fault ${mode} on ${operation} never struck`)
      const wrong = [...unsupported, ...unused]
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
    },
  }
}

function control(change: () => void): Outcome {
  try {
    change()
    return json(204, null)
  } catch (error) {
    return json(400, { message: String(error) })
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
