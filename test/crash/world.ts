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

/** A fake GitHub and a folder with a plan, which all runs share. */
export type CrashWorld = {
  readonly fake: FakeGitHub
  readonly clock: FastClock
  /** Runs the program on the plan. `kill` is null if it is not killed. */
  start(kill: KillAt | null): Promise<Ended>
  /** Waits until GitHub has processed every request. */
  settle(): Promise<void>
  ledger(): string
  close(): Promise<void>
}

const PLAN = 'plan.yaml'
const ARGV = ['issue', 'bulk', PLAN, '--apply', '--yes', '--json', '--create-labels', '--pace', '6000']
const MAX_DELAY_MS = 10_000

export async function crashWorld(plan: Plan): Promise<CrashWorld> {
  const home = mkdtempSync(join(tmpdir(), 'mcp-comms-crash-'))
  const folder = join(home, 'work')
  mkdirSync(folder)
  writeFileSync(join(folder, PLAN), planText(plan))
  const clock = fastClock(join(home, 'clock'))
  const fake = createFakeGitHub(seedOfGitHub(), clock)
  const late = lateWrites(clock)
  const inProgress = new Set<Promise<unknown>>()
  const handle = (request: Request) => {
    const answer = fake.fetch(request)
    const settled = answer.catch(() => undefined).finally(() => inProgress.delete(settled))
    inProgress.add(settled)
    return answer
  }
  let current: Killer = NO_KILL
  const fetch: FakeGitHub['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    await late.handleDue()
    current.githubActs()
    const isWrite = /"query":"\s*mutation/.test(await request.clone().text())
    const delay = isWrite ? current.writes() : null
    const answer = await (delay === null ? handle(request) : late.hold(delay, () => handle(request)))
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
      const killer = kill === null ? NO_KILL : killerAt(kill, folder)
      current = killer
      const ended = await spawnProgram([...ARGV], { cwd: folder, env, onStart: killer.starts })
      killer.ends()
      current = NO_KILL
      return ended
    },
    async settle() {
      clock.advance(MAX_DELAY_MS)
      await late.handleDue()
      await Promise.all(inProgress)
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
  /** Called when a write arrives. @returns how many milliseconds GitHub delays it; null: no delay. */
  writes(): number | null
}

const NO_KILL: Killer = { starts: () => {}, githubActs: () => {}, ends: () => {}, writes: () => null }

function killerAt(at: KillAt, folder: string): Killer {
  if (at.by !== 'write') return { ...killingAt(at, folder), writes: () => null }
  let kill = () => {}
  let remaining = at.after
  return {
    ...NO_KILL,
    starts: (killIt) => {
      kill = killIt
    },
    writes() {
      remaining -= 1
      if (remaining !== 0) return null
      kill()
      return at.late
    },
  }
}
