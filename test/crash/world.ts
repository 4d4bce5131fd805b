import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFakeGitHub, type FakeGitHub } from '../support/fake-github/fake-github.ts'
import { listen } from '../support/fake-github/server.ts'
import { type FastClock, fastClock } from '../support/fast-clock.ts'
import { type Killing, killingAt } from '../support/killing.ts'
import { type Ended, spawnProgram } from '../support/program.ts'
import { lateWrites } from './late-writes.ts'
import type { KillAt } from './moments.ts'
import { type Plan, planText, seedOfGitHub } from './plan.ts'

/** A GitHub, and a folder with a plan: all that one run after the other finds. */
export type CrashWorld = {
  readonly fake: FakeGitHub
  readonly clock: FastClock
  /** Starts the program on the plan; null: it is left alone. */
  start(kill: KillAt | null): Promise<Ended>
  /** All that GitHub still holds back, or is at work on, has happened. */
  settle(): Promise<void>
  ledger(): string
  close(): Promise<void>
}

const PLAN = 'plan.yaml'
const ARGV = ['issue', 'bulk', PLAN, '--apply', '--yes', '--json', '--create-labels', '--pace', '6000']
const LONGEST_DELAY_MS = 10_000

export async function crashWorld(plan: Plan): Promise<CrashWorld> {
  const home = mkdtempSync(join(tmpdir(), 'mcp-comms-crash-'))
  const folder = join(home, 'work')
  mkdirSync(folder)
  writeFileSync(join(folder, PLAN), planText(plan))
  const clock = fastClock(join(home, 'clock'))
  const fake = createFakeGitHub(seedOfGitHub(), clock)
  const late = lateWrites(clock)
  const atWork = new Set<Promise<unknown>>()
  const carryOut = (request: Request) => {
    const answer = fake.fetch(request)
    const settled = answer.catch(() => undefined).finally(() => atWork.delete(settled))
    atWork.add(settled)
    return answer
  }
  let current: Killer = UNHARMED
  const fetch: FakeGitHub['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    await late.carryOutDue()
    current.githubActs()
    const isWrite = /"query":"\s*mutation/.test(await request.clone().text())
    const delay = isWrite ? current.writes() : null
    const answer = await (delay === null ? carryOut(request) : late.hold(delay, () => carryOut(request)))
    current.githubActs()
    return answer
  }
  const { url, close } = await listen({ fetch }, 0)
  const env = {
    ...{ GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GH_TOKEN: 'ghp_ofTheCrashTest' },
    ...{ HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
    ...clock.env,
  }
  return {
    fake,
    clock,
    async start(kill) {
      const killer = kill === null ? UNHARMED : killerAt(kill, folder)
      current = killer
      const ended = await spawnProgram([...ARGV], { cwd: folder, env, onStart: killer.starts })
      killer.ends()
      current = UNHARMED
      return ended
    },
    async settle() {
      clock.advance(LONGEST_DELAY_MS)
      await late.carryOutDue()
      await Promise.all(atWork)
    },
    ledger: () => readFileSync(join(folder, `${PLAN}.ledger.jsonl`), 'utf8'),
    async close() {
      await close()
      clock.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

type Killer = Killing & {
  /** A write has arrived. @returns for how long GitHub holds it back; null: not at all. */
  writes(): number | null
}

const UNHARMED: Killer = { starts: () => {}, githubActs: () => {}, ends: () => {}, writes: () => null }

function killerAt(at: KillAt, folder: string): Killer {
  if (at.by !== 'write') return { ...killingAt(at, folder), writes: () => null }
  let kill = () => {}
  let left = at.after
  return {
    ...UNHARMED,
    starts: (killIt) => {
      kill = killIt
    },
    writes() {
      left -= 1
      if (left !== 0) return null
      kill()
      return at.late
    },
  }
}
