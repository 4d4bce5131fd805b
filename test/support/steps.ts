import { Session } from 'node:inspector'

/** Counts the steps that some code takes. Starting takes the engine longer than most tests, so a file of tests has one. */
export type StepCounter = {
  /**
   * How many steps some code takes: calls of functions and runs of their blocks, as the engine counts them for coverage, and
   * the characters that `Intl.Segmenter` is given, squared, because it takes quadratic time for a long word. Unlike a
   * duration, the number is the same on every machine.
   */
  count(act: () => unknown): Promise<number>
  close(): void
}

export function stepCounter(): StepCounter {
  const session = new Session()
  session.connect()
  call(session, 'Profiler.enable')
  call(session, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    async count(act) {
      const segmenter = countSegments()
      try {
        // Each call takes the counts since the last one.
        call(session, 'Profiler.takePreciseCoverage')
        await act()
        return call(session, 'Profiler.takePreciseCoverage') + segmenter.steps()
      } finally {
        segmenter.restore()
      }
    },
    close: () => session.disconnect(),
  }
}

/** Sums the counts in an answer of the engine, which comes before `post` returns. */
function call(session: Session, method: string, params: object = {}): number {
  let steps = 0
  session.post(method, params, (error, answer) => {
    if (error !== null) throw new Error(`${method}: ${error.message}`)
    for (const { functions } of scriptsIn(answer))
      for (const { ranges } of functions) for (const { count } of ranges) steps += count
  })
  return steps
}

type Script = { readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[] }

function scriptsIn(answer: object | undefined): readonly Script[] {
  return answer !== undefined && 'result' in answer && Array.isArray(answer.result) ? answer.result : []
}

function countSegments() {
  const { segment } = Intl.Segmenter.prototype
  let steps = 0
  Intl.Segmenter.prototype.segment = function (this: Intl.Segmenter, text: string) {
    const longest = text.split(/\s+/).reduce((length, word) => Math.max(length, word.length), 0)
    steps += longest * longest
    return segment.call(this, text)
  }
  return {
    steps: () => steps,
    restore: () => {
      Intl.Segmenter.prototype.segment = segment
    },
  }
}
