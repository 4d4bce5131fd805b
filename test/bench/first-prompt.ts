import { spawn } from '@lydell/node-pty'
import { BIN } from '../support/program.ts'
import { median, type Ratio } from './measure.ts'

/** Time from the start of the process to the first prompt in a pseudo-terminal, compared with the first output of bare Node there. */
export async function firstPrompt(runs: number): Promise<Ratio> {
  const ours: number[] = []
  const bare: number[] = []
  // The run before run 0 only warms up the system's file cache.
  for (let run = -1; run < runs; run++) {
    const ourTime = await untilShown([BIN, 'where'], 'What is it about?')
    const bareTime = await untilShown(['-e', 'console.log("up")'], 'up')
    if (run >= 0) {
      ours.push(ourTime)
      bare.push(bareTime)
    }
  }
  const ratios = ours.map((time, index) => time / (bare[index] ?? time))
  return { name: 'first prompt', baseline: median(bare), median: median(ours), ratio: median(ratios) }
}

function untilShown(argv: readonly string[], words: string): Promise<number> {
  return new Promise((done) => {
    const start = performance.now()
    const terminal = spawn(process.execPath, [...argv], { cols: 80, rows: 30, env: { ...process.env, CI: '' } })
    let shown = ''
    terminal.onData((data) => {
      shown += data
      if (!shown.includes(words)) return
      done(performance.now() - start)
      terminal.kill()
    })
  })
}
