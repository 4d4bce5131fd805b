import type { App } from '../../../app.ts'
import type { TaskList } from '../../../bulk/task-list/tasks.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { countOf, plain } from '../../../text/quote.ts'
import { shellOf, shellWord } from '../../../text/shell.ts'

type PlanOutput = {
  readonly text: string
  readonly output: string | null
  readonly json: boolean
  readonly tasks: TaskList
  /** The number of items whose text the plan leaves out, because they are existing issues. */
  readonly droppedNoteCount: number
  readonly repo: string | null
  readonly source: string
}

export function showPlan(
  { terminal: { out, err }, env }: App,
  { text, output, json, tasks, droppedNoteCount, repo, source }: PlanOutput,
): void {
  // A pipe gets the exact text; for a terminal, control characters are removed.
  if (output === null) out.write(out.isTerminal ? plain(text) : text)
  else if (json) out.write(jsonLine({ output, rows: tasks.open.length, done: tasks.done.length, source }))
  else out.write(plain(`${output}\n`))
  for (const line of leftOutLines(tasks)) err.write(`${line}\n`)
  if (droppedNoteCount > 0) {
    const why = droppedNoteCount === 1 ? 'the item is an existing issue' : 'the items are existing issues'
    err.write(`The text below ${countOf(droppedNoteCount, 'item')} was left out, because ${why}\n`)
  }
  if (repo === null) err.write('The plan names no repository: fill in "repo" under "defaults"\n')
  if (output !== null && err.isTerminal)
    err.write(plain(`Review the plan, then preview it: mcp-comms issue bulk ${shellWord(output, shellOf(env))}\n`))
}

export function leftOutLines({ done, wordlessCount }: TaskList): readonly string[] {
  return [
    ...(done.length === 0 ? [] : [`${countOf(done.length, 'done item was', 'done items were')} left out`]),
    ...(wordlessCount === 0
      ? []
      : [`${countOf(wordlessCount, 'item without words was', 'items without words were')} left out`]),
  ]
}
