import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BIN, cleanEnv } from '../support/program.ts'

export type Throughput = { readonly texts: number; readonly perSecond: number; readonly peakMegabytes: number }

/** `where --file` with so many texts of the training set: texts a second of the whole process, and its peak memory. */
export function manyTexts(texts: number): Throughput {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-bench-'))
  try {
    const file = join(folder, 'texts.jsonl')
    const lines = readFileSync('src/policy/texts/routing-train.jsonl', 'utf8').trimEnd().split('\n')
    writeFileSync(file, Array.from({ length: texts }, (_, index) => lines[index % lines.length]).join('\n'))
    const peakFile = join(folder, 'peak')
    const start = performance.now()
    const { status } = spawnSync(process.execPath, ['--require', peakRecorder(folder), BIN, 'where', '--file', file], {
      env: cleanEnv({ PEAK_FILE: peakFile }),
      maxBuffer: 1e9,
    })
    const seconds = (performance.now() - start) / 1000
    if (status !== 0) throw new Error(`where --file ended with ${status}`)
    return { texts, perSecond: texts / seconds, peakMegabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Node tells the peak of its own memory when it leaves. */
function peakRecorder(folder: string): string {
  const file = join(folder, 'peak.cjs')
  writeFileSync(
    file,
    "process.on('exit', () => require('node:fs').writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)))",
  )
  return file
}
