import type { Tracked } from '../../../bulk/plan/checklist.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { RowEnd } from '../../../bulk/run/row-end.ts'
import type { Running } from '../../../bulk/run/running.ts'
import { Stopped } from '../../../bulk/run/stopped.ts'
import { editTracker } from '../../../bulk/run/tracker.ts'
import { Failure } from '../../../errors.ts'

/** What the trackers of a plan track, as a run finds it out. */
export type Trackers = {
  note(row: PlannedRow, end: RowEnd): void
  /** Whether one is on GitHub. */
  any(): boolean
  /** @returns what could not be done. */
  edit(running: Running): Promise<readonly string[]>
}

export function trackersOf(): Trackers {
  const urls = new Map<string, string>()
  const lists = new Map<string, Tracked[]>()
  return {
    note({ key, isTracker, trackerKey, draft: { title, repo } }, end) {
      const url = 'url' in end ? end.url : null
      if (isTracker && url !== null) urls.set(key, url)
      if (trackerKey === null) return
      const list = lists.get(trackerKey)
      const tracked = { url, title, repo }
      if (list === undefined) lists.set(trackerKey, [tracked])
      else list.push(tracked)
    },
    any: () => urls.size > 0,
    async edit(running) {
      const faults: string[] = []
      for (const [key, url] of urls) {
        const fault = await edited(running, { key, url, rows: lists.get(key) ?? [] })
        if (fault !== null) faults.push(fault)
      }
      return faults
    },
  }
}

async function edited(running: Running, tracker: Parameters<typeof editTracker>[1]): Promise<string | null> {
  try {
    await editTracker(running, tracker)
    return null
  } catch (error) {
    if (error instanceof Stopped) return `The list in ${tracker.url} was not brought up to date.`
    if (error instanceof Failure) return `The list in ${tracker.url} could not be brought up to date: ${error.message}`
    throw error
  }
}
