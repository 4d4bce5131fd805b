import { type Clock, systemClock } from '../../../src/system/clock.ts'
import { ANONYMOUS_REQUESTS_PER_HOUR, createBudget } from './budget.ts'
import { type ConditionsInput, parseConditions } from './conditions.ts'
import { createContentLimits } from './content-limits.ts'
import { createWorld } from './create-world.ts'
import { createFaults, type FaultInput } from './faults.ts'
import { createGitHubClock } from './github-clock.ts'
import { copyOf, type WorldCopy } from './history.ts'
import { createLateWrites } from './late-writes.ts'
import { createReplicas } from './replicas.ts'
import type { LoggedRequest } from './requests.ts'
import { json, type Outcome } from './response.ts'
import { parseSeed, type SeedInput } from './seed.ts'
import { createService } from './service.ts'
import { type State, stateOf } from './state.ts'
import type { World } from './world.ts'
import { changeWorld, type WorldChange } from './world-changes.ts'

export type FakeGitHub = {
  readonly fetch: typeof globalThis.fetch
  state(): State
  requests(): readonly LoggedRequest[]
  faults(faults: readonly FaultInput[]): void
  /** Applies this fault before all others, to the next request that it matches. */
  nextFault(fault: FaultInput): void
  /** Changes the lags and the clock of the fake from now on. The replicas restart with what exists now. */
  conditions(conditions: ConditionsInput): void
  /** Applies changes that others make on GitHub, such as a rename or a transfer, or signs in another account. */
  change(changes: readonly WorldChange[]): void
  /** What exists now, apart from commits. */
  save(): WorldCopy
  /** Replaces what exists with a copy of another world, and changes that copy from then on. The replicas keep what they have. */
  load(saved: WorldCopy): void
  /** @throws Error if a request was not supported, or a fault was used less often than planned */
  verify(): void
}

/** An in-memory GitHub that answers through `fetch`, without a network. */
export function createFakeGitHub(seed: SeedInput, machineClock: Clock = systemClock): FakeGitHub {
  const { limits, random, clockAhead, faults: seededFaults, knowsIssueTypes, ...parsedSeed } = parseSeed(seed)
  const clock = createGitHubClock(machineClock)
  clock.setAhead(clockAhead)
  const world = createWorld(parsedSeed, clock)
  const replicas = createReplicas(world, clock.local, random)
  replicas.restart()
  const faults = createFaults()
  faults.add(seededFaults)
  const late = createLateWrites(clock)
  const unsupported: string[] = []
  const serve = createService({
    world,
    replicas,
    faults,
    late,
    knowsIssueTypes,
    budget: createBudget(clock),
    anonymous: createBudget(clock, ANONYMOUS_REQUESTS_PER_HOUR),
    limits: createContentLimits(clock.local, limits),
    onUnsupported: (what) => unsupported.push(what),
  })
  const requests: LoggedRequest[] = []

  function setConditions(conditions: unknown): void {
    const { lag, clockAhead } = parseConditions(conditions)
    void late.executeDue()
    Object.assign(world.lag, lag)
    if (clockAhead !== undefined) clock.setAhead(clockAhead)
    replicas.restart()
  }

  function change(changes: unknown): void {
    void late.executeDue()
    changeWorld(world, changes)
    replicas.record()
  }

  /** The state after all late writes that are due. */
  function state(): State {
    void late.executeDue()
    return stateOf(world)
  }

  async function answer({ method, url, headers }: Request, text: string): Promise<Outcome> {
    const { pathname, searchParams } = new URL(url)
    const body = parseJsonOrNull(text)
    switch (`${method} ${pathname}`) {
      case 'GET /_fake/state':
        return json(200, state())
      case 'GET /_fake/requests':
        return json(200, requests)
      case 'POST /_fake/faults':
        return control(() => faults.add(body))
      case 'POST /_fake/conditions':
        return control(() => setConditions(body))
      case 'POST /_fake/changes':
        return control(() => change(body))
    }
    const authorization = headers.get('authorization')
    const served = await serve({ method, path: pathname, query: searchParams, authorization, body })
    requests.push(served.logged)
    return served.outcome
  }

  const fake: FakeGitHub = {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { method, headers: requestHeaders, signal } = request
      const text = await request.text()
      const outcome = await answer(request, text)
      signal.throwIfAborted()
      if (outcome === 'dropped') throw new TypeError('fetch failed', { cause: connectionReset() })
      const { location } = outcome.headers
      if (location !== undefined && request.redirect === 'follow')
        return fake.fetch(new URL(location, request.url), {
          method,
          headers: requestHeaders,
          signal,
          body: text || null,
        })
      const { status, headers, body } = outcome
      return new Response(status === 204 ? null : body, { status, headers })
    },
    state,
    requests: () => requests,
    faults: (added) => faults.add(added),
    nextFault: (fault) => faults.addNext(fault),
    conditions: setConditions,
    change,
    save: () => copyOf(world),
    load: (saved) => replaceContent(world, saved),
    verify() {
      const unused = faults.unused().map(({ operation, mode }) => `the fault ${mode} on ${operation} was not used up`)
      const failures = [...unsupported, ...unused]
      if (failures.length > 0) throw new Error(failures.join('\n'))
    },
  }
  return fake
}

function replaceContent(world: World, { nodes, repositories }: WorldCopy): void {
  world.nodes.clear()
  for (const [id, node] of nodes) world.nodes.set(id, node)
  world.repositories.splice(0, world.repositories.length, ...repositories)
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

function parseJsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
