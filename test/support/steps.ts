import { Session } from 'node:inspector'

/** Counts the steps of some code. Starting the counter takes longer than most tests, so a test file shares one. */
export type StepCounter = {
  /**
   * How many steps the code takes. A step is a function call or the execution of a block that the engine counts for coverage.
   * Each text given to `Intl.Segmenter` adds the square of the length of its longest word, because the segmenter takes quadratic
   * time. Unlike a duration, the number does not depend on the speed of the machine.
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
      const segmenter = countSegmenterSteps()
      try {
        // This resets the counts.
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

/** Calls a method of the inspector, and sums the counts in its answer. The answer arrives before `post` returns. */
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

function countSegmenterSteps() {
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
