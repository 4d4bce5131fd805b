import type { App } from '../../../app.ts'
import { printPlan } from '../../../bulk/task-list/print.ts'
import { type Origin, rowsOf } from '../../../bulk/task-list/rows.ts'
import { type TaskList, tasksIn } from '../../../bulk/task-list/tasks.ts'
import { maskFor } from '../../../checks/quick-mask.ts'
import { draftBody } from '../../../drafts/private-text.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import { pageServer } from '../../../github/endpoints.ts'
import { requestedRepo } from '../../../policy/repositories.ts'
import { refusePrivateText } from '../../shared/private-text.ts'
import { readSource } from '../../shared/read-source.ts'
import type { Source } from '../../shared/source.ts'
import { requirePlanName, writeResult } from '../../shared/write-result.ts'
import type { IssuePlanOptions } from './command.ts'
import { leftOutLines, showPlan } from './show.ts'

export async function run(app: App, sourceName: string, options: IssuePlanOptions): Promise<ExitCode> {
  const output = options.output === undefined || options.output === '-' ? null : options.output
  await refuseUnsuitableOutput(app, sourceName, output, options)
  const namedRepo = requestedRepo(app, app.builtInPolicy(), options.repo)
  const source = await readSource(app, sourceName)
  const { post } = source
  if (post === null) for (const { name, markdown } of source.texts) refusePrivateText(markdown, name)
  const tasks = tasksOf(post === null ? withoutFrontMatter(source) : source)
  const repo = namedRepo ?? post?.repo ?? null
  const titles = [...tasks.open.map(({ title }) => title), ...tasks.done]
  const mask = await maskFor(titles, titles.join('\n'))
  const rows = rowsOf(tasks, originOf(app, source, repo), mask)
  const parent = post?.isIssue === true ? post.url : null
  const droppedNoteCount = rows.filter((row, index) => 'reuse' in row && tasks.open[index]?.notes !== '').length
  const text = printPlan({
    repo,
    labels: options.label,
    parent,
    rows,
    source: post?.isPrivate === true ? { url: post.url, private: true } : null,
  })
  if (output !== null) await writeResult(app, options, text, { path: output, flag: '-o' })
  showPlan(app, { text, output, json: options.json === true, tasks, droppedNoteCount, repo, source: source.name })
  return EXIT.done
}

async function refuseUnsuitableOutput(
  app: App,
  sourceName: string,
  output: string | null,
  { json }: IssuePlanOptions,
): Promise<void> {
  if (output === null) {
    if (json === true) throw new UsageError('--json describes the plan file', { hint: 'add -o plan.yaml' })
    return
  }
  if (await isSameFile(app, output, sourceName))
    throw new UsageError(`${output} is the source of the plan`, { hint: 'name another file with -o' })
  requirePlanName(output, '-o')
}

async function isSameFile({ files }: App, one: string, other: string): Promise<boolean> {
  if (one === other) return true
  return (await files.exists(other)) && (await files.realPath(one)) === (await files.realPath(other))
}

/** Leaves out the front matter of a draft, which is never posted, and whose answers repeat the text. */
function withoutFrontMatter({ texts, ...source }: Source): Source {
  return {
    ...source,
    texts: texts.map(({ name, markdown }) => ({ name, markdown: draftBody(markdown) ?? markdown })),
  }
}

function tasksOf({ texts }: Source): TaskList {
  const lists = texts.map(({ name, markdown }) => tasksIn(markdown, name))
  const tasks = {
    open: lists.flatMap(({ open }) => open),
    done: lists.flatMap(({ done }) => done),
    wordlessCount: lists.reduce((total, { wordlessCount }) => total + wordlessCount, 0),
  }
  if (tasks.open.length > 0) return tasks
  const where = texts.map(({ name }) => name).join(' and ')
  const why = ['no list item like "- [ ] text" outside of code and comments', ...leftOutLines(tasks)].join('; ')
  throw new Failure('validation', `${where}: there is nothing to plan: ${why}`)
}

/** `#12` refers to the repository of the source; in a file, to that of the plan. */
function originOf({ env }: App, { post }: Source, repo: string | null): Origin {
  if (post !== null) return { url: post.url, repo: post.repo, server: new URL(post.url).origin }
  return { url: null, repo, server: pageServer(env) }
}
