import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

export type Recorder = {
  /** For Node, before the program. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Once the program has left. */
  told(): Told
}
/** The most memory that a program had at once, and what it took of the processor, which tells more where others use the machine too. */
export type Told = { readonly peakMegabytes: number; readonly cpuSeconds: number }

const usage = z.object({ maxRSS: z.number(), userCPUTime: z.number(), systemCPUTime: z.number() })

/** Node tells what a program used when it leaves. `folder`: for two files. */
export function recorderIn(folder: string): Recorder {
  const code = join(folder, 'usage.cjs')
  const file = join(folder, 'usage.json')
  const write = 'require("node:fs").writeFileSync(process.env.USAGE_FILE, JSON.stringify(process.resourceUsage()))'
  writeFileSync(code, `process.on('exit', () => ${write})`)
  return {
    argv: ['--require', code],
    env: { USAGE_FILE: file },
    told: () => {
      const { maxRSS, userCPUTime, systemCPUTime } = usage.parse(JSON.parse(readFileSync(file, 'utf8')))
      return { peakMegabytes: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }
    },
  }
}
