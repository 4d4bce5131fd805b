import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

export type Recorder = {
  /** The arguments for Node, before the program. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Call this after the program has exited. */
  usage(): Usage
}
/** The peak memory of a program and its CPU time, which is more reliable than real time on a busy machine. */
export type Usage = { readonly peakMegabytes: number; readonly cpuSeconds: number }

const usage = z.object({ maxRSS: z.number(), userCPUTime: z.number(), systemCPUTime: z.number() })

/** Records in a file in `folder` the resources that a Node program has used by the time it exits. */
export function recorderIn(folder: string): Recorder {
  const code = join(folder, 'usage.cjs')
  const file = join(folder, 'usage.json')
  const write = 'require("node:fs").writeFileSync(process.env.USAGE_FILE, JSON.stringify(process.resourceUsage()))'
  writeFileSync(code, `process.on('exit', () => ${write})`)
  return {
    argv: ['--require', code],
    env: { USAGE_FILE: file },
    usage: () => {
      const { maxRSS, userCPUTime, systemCPUTime } = usage.parse(JSON.parse(readFileSync(file, 'utf8')))
      return { peakMegabytes: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }
    },
  }
}
