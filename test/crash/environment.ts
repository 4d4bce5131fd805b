import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createFakeGitHub, type FakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { listen } from '../support/fake-github/server.ts'
import { type FastClock, fastClock } from '../support/fast-clock.ts'
import { type KillPlan, killPlanFor } from '../support/kill.ts'
import { type ProgramResult, spawnProgram } from '../support/program.ts'
import type { Job } from './job.ts'
import type { CrashMoment } from './moments.ts'

/** A fake GitHub and a folder with the files of a job. All runs of the program share them. */
export type CrashEnvironment = {
  readonly fake: FakeGitHub
  readonly clock: FastClock
  /** Runs the program. @param moment when it is killed; null: never */
  start(moment: CrashMoment | null): Promise<ProgramResult>
  /** Waits until GitHub has processed every request. */
  settle(): Promise<void>
  /** The text of each file in the folder, by its path. */
  files(): Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Longer than late writes and usual lags, so that GitHub shows every post afterward. */
const SETTLING_MS = 15 * 60_000

export async function createEnvironment(
  job: Job,
  conditions: Pick<SeedInput, 'lag' | 'random'>,
): Promise<CrashEnvironment> {
  const home = mkdtempSync(join(tmpdir(), 'mcp-comms-crash-'))
  const folder = join(home, 'work')
  for (const [path, text] of Object.entries(job.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const paths = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [join(entry.parentPath, entry.name).slice(folder.length + 1)] : [],
    )
  const clock = fastClock(join(home, 'clock'))
  const fake = createFakeGitHub({ ...job.github, ...conditions }, clock)
  const inProgress = new Set<Promise<unknown>>()
  const handle = (request: Request) => {
    const response = fake.fetch(request)
    const settled = response.catch(() => undefined).finally(() => inProgress.delete(settled))
    inProgress.add(settled)
    return response
  }
  let current: CrashKillPlan = NEVER_KILL
  const fetch: FakeGitHub['fetch'] = async (input, init) => {
    const request = new Request(input, init)
    current.onGitHubEvent()
    const isReport = request.method === 'POST' && request.url.endsWith('/security-advisories/reports')
    const isWrite = isReport || /"query":"\s*mutation/.test(await request.clone().text())
    const delay = isWrite ? current.onWrite() : null
    if (delay !== null) fake.nextFault({ operation: '*', mode: 'drop-late', ms: delay })
    const response = await handle(request)
    current.onGitHubEvent()
    return response
  }
  const server = await listen({ fetch }, 0)
  const env = {
    GITHUB_API_URL: server.url,
    GITHUB_GRAPHQL_URL: `${server.url}/graphql`,
    GH_TOKEN: 'ghp_ofTheCrashTest',
    HOME: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
    ...clock.env,
  }
  return {
    fake,
    clock,
    async start(moment) {
      const killPlan = moment === null ? NEVER_KILL : crashKillPlanFor(moment, folder)
      current = killPlan
      const result = await spawnProgram(job.argv, { cwd: folder, env, onStart: killPlan.onStart })
      killPlan.onEnd()
      current = NEVER_KILL
      return result
    },
    async settle() {
      clock.advance(SETTLING_MS)
      await Promise.all(inProgress)
    },
    files: () => Object.fromEntries(paths().map((path) => [path, readFileSync(join(folder, path), 'utf8')])),
    async close() {
      await server.close()
      clock.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

type CrashKillPlan = KillPlan & {
  /** Called when a mutation or a private report arrives. @returns by how many milliseconds GitHub delays it; null: no delay */
  onWrite(): number | null
}

const NEVER_KILL: CrashKillPlan = { onStart: () => {}, onGitHubEvent: () => {}, onEnd: () => {}, onWrite: () => null }

function crashKillPlanFor(moment: CrashMoment, folder: string): CrashKillPlan {
  if (moment.by !== 'write') return { ...killPlanFor(moment, folder), onWrite: () => null }
  let kill = () => {}
  let remaining = moment.after
  return {
    ...NEVER_KILL,
    onStart: (killRun) => {
      kill = killRun
    },
    onWrite() {
      remaining -= 1
      if (remaining !== 0) return null
      kill()
      return moment.late
    },
  }
}
