import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BIN, cleanEnv } from '../support/program.ts'
import { recorderIn } from './recorder.ts'

export type Throughput = { readonly texts: number; readonly perSecond: number; readonly peakMegabytes: number }

/** Runs `where --file` on this many training texts, and measures the texts per second and the peak memory of the process. */
export function measureManyTexts(texts: number): Throughput {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-bench-'))
  try {
    const file = join(folder, 'texts.jsonl')
    const lines = readFileSync('scripts/model/texts/routing-train.jsonl', 'utf8').trimEnd().split('\n')
    writeFileSync(file, Array.from({ length: texts }, (_, index) => lines[index % lines.length]).join('\n'))
    const recorder = recorderIn(folder)
    const start = performance.now()
    const { status } = spawnSync(process.execPath, [...recorder.argv, BIN, 'where', '--file', file], {
      env: cleanEnv(recorder.env),
      maxBuffer: 1e9,
    })
    const seconds = (performance.now() - start) / 1000
    if (status !== 0) throw new Error(`where --file ended with ${status}`)
    return { texts, perSecond: texts / seconds, peakMegabytes: recorder.usage().peakMegabytes }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
