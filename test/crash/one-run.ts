import type { ProgramResult } from '../support/program.ts'
import { type Random, randomFrom } from '../support/random.ts'
import { bulkJob } from './bulk-job.ts'
import { type CrashEnvironment, createEnvironment } from './environment.ts'
import type { Job } from './job.ts'
import { faultsFrom, lagFrom, momentFrom } from './moments.ts'
import { decisionJob, postJob, reportJob, sepJob } from './post-jobs.ts'

export const CHANNELS = ['issue', 'discussion', 'decision', 'sep', 'bulk', 'report'] as const
export type Channel = (typeof CHANNELS)[number]

/** The result of one job, whose run is killed and restarted until it is complete. */
export type RunReport = {
  readonly seed: number
  readonly channel: Channel
  readonly killCount: number
  readonly startCount: number
  readonly faults: readonly string[]
  readonly violations: readonly string[]
  /** What helps to find the cause of the violations; null if there are no violations. */
  readonly evidence: string | null
}

const MAX_KILLS = 10
const MAX_FAULTS = 8
/** Enough even if every fault stops a run. */
const MAX_STARTS = 60
/** How long a person waits before restarting, for example for a rate limit to reset. */
const PAUSES_MS = [0, 61_000, 3_601_000] as const

/** @param lag the largest number of seconds by which GitHub is behind */
export async function crashRun(seed: number, channel: Channel, lag: number): Promise<RunReport> {
  const random = randomFrom(seed)
  const job = jobFor(channel, random)
  const environment = await createEnvironment(job, { lag: lagFrom(random, lag), random: seed })
  try {
    const faultCount = random.between(0, channel === 'bulk' ? MAX_FAULTS : MAX_FAULTS / 2)
    environment.fake.faults(faultsFrom(random, faultCount, job.operations, lag))
    const { starts, killCount, isDone } = await runUntilDone(environment, job, random, lag)
    await environment.settle()
    const violations = [
      ...job.violationsAtAnyTime(environment.fake.state()),
      ...(isDone
        ? [
            ...job.violationsAtEnd(environment.fake.state(), environment.files()),
            ...(await rerunViolations(environment, job, random)),
            ...unexpectedRequests(environment),
          ]
        : [`the ${channel} is not complete after ${starts.length} starts`]),
      ...starts.flatMap(unexpectedExit),
      ...starts.flatMap((start) => unreportedPost(job, start)),
    ]
    const faults = environment.fake
      .requests()
      .flatMap(({ operation, fault }) => (fault === null ? [] : [`${operation} ${fault}`]))
    const evidence = violations.length === 0 ? null : evidenceOf(environment, starts)
    return { seed, channel, killCount, startCount: starts.length, faults, violations, evidence }
  } finally {
    await environment.close()
  }
}

function jobFor(channel: Channel, random: Random): Job {
  switch (channel) {
    case 'issue':
    case 'discussion':
      return postJob(channel)
    case 'decision':
      return decisionJob()
    case 'sep':
      return sepJob()
    case 'report':
      return reportJob()
    case 'bulk':
      return bulkJob(random)
  }
}

/** One start of the program, and whether a post was unconfirmed when it ended. */
type Start = ProgramResult & { readonly isUnconfirmed: boolean }

async function runUntilDone(environment: CrashEnvironment, job: Job, random: Random, lag: number) {
  const { operations, isFinished } = job
  const plannedKillCount = random.between(3, MAX_KILLS)
  const starts: Start[] = []
  let killCount = 0
  while (starts.length < MAX_STARTS) {
    const result = await environment.start(killCount < plannedKillCount ? momentFrom(random, operations, lag) : null)
    starts.push({ ...result, isUnconfirmed: job.isUnconfirmed(environment.files()) })
    if (result.exitCode === 0 || isFinished(environment.files())) return { starts, killCount, isDone: true }
    if (result.exitCode === null) killCount += 1
    else environment.clock.advance(random.pick(PAUSES_MS))
  }
  return { starts, killCount, isDone: false }
}

/**
 * A run of a completed job must change nothing, even if reads fail. Except in bulk, it may refuse the published draft with the exit
 * code 1 or 2.
 */
async function rerunViolations(
  environment: CrashEnvironment,
  { name }: Job,
  random: Random,
): Promise<readonly string[]> {
  const before = mutationsIn(environment).length
  const expected = name === 'bulk' ? [0] : [0, 1, 2]
  for (let start = 0; start < MAX_STARTS; start++) {
    const { exitCode } = await environment.start(null)
    await environment.settle()
    const sent = mutationsIn(environment).slice(before)
    if (sent.length > 0) return [`a run of the completed job sent ${sent.map(({ operation }) => operation).join(', ')}`]
    if (exitCode !== null && expected.includes(exitCode)) return []
    environment.clock.advance(random.pick(PAUSES_MS))
  }
  return ['no run of the completed job exited with an expected code']
}

function mutationsIn({ fake }: CrashEnvironment) {
  return fake.requests().filter(({ kind, operation }) => kind === 'mutation' || operation.startsWith('POST '))
}

const EXPECTED_EXIT_CODES: readonly (number | null)[] = [null, 0, 1, 3, 4, 5]

/** Unless it is killed, a run must end with one of the expected exit codes. It must not print a stack trace. */
function unexpectedExit({ exitCode, stderr }: ProgramResult): readonly string[] {
  const hasStack = /^\s+at .+:\d+:\d+\)?$/m.test(stderr)
  return EXPECTED_EXIT_CODES.includes(exitCode) && !hasStack ? [] : [`a run exited with ${exitCode}: ${stderr}`]
}

/** A run that leaves a post unconfirmed must say so, print the command that resumes it, and exit with 1, or with 5 in bulk. */
function unreportedPost({ name, argv }: Job, { exitCode, stderr, isUnconfirmed }: Start): readonly string[] {
  if (exitCode === null || !isUnconfirmed) return []
  const text = stderr.replaceAll(/\s+/g, ' ')
  const isReported = /unconfirmed/.test(text) && text.includes(`mcp-comms ${argv.slice(0, 3).join(' ')}`)
  const isExpected = exitCode === (name === 'bulk' ? 5 : 1)
  return isReported && isExpected ? [] : [`a post is unconfirmed, but a run exited with ${exitCode}: ${stderr}`]
}

/** Requests that the fake GitHub does not support. Faults that were not used up are fine here. */
function unexpectedRequests({ fake }: CrashEnvironment): readonly string[] {
  try {
    fake.verify()
    return []
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : []
    return lines.filter((line) => !line.endsWith('was not used up'))
  }
}

function evidenceOf(environment: CrashEnvironment, starts: readonly ProgramResult[]): string {
  const requests = environment.fake
    .requests()
    .map(
      ({ operation, status, fault, variables }) => `${operation} ${status} ${fault ?? ''} ${JSON.stringify(variables)}`,
    )
  const ends = starts.map(({ exitCode, stderr }) => `exit ${exitCode}: ${stderr.trim()}`)
  const files = Object.entries(environment.files()).flatMap(([path, text]) => [`-- ${path}`, text])
  return ['-- starts', ...ends, '-- requests', ...requests, ...files].join('\n')
}
