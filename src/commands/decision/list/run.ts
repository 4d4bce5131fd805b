import type { App } from '../../../app.ts'
import { readRecord } from '../../../drafts/record.ts'
import { filterRecords, parseRecordSubject, type RecordFilters } from '../../../drafts/record-search.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import type { RecordPost } from '../../../github/records.ts'
import { groupNamed } from '../../../policy/groups.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { githubOrNull, readPublicly } from '../../../preflight/github-access.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { notesView } from '../../../terminal/terminal.ts'
import { isSameRepo } from '../../../text/github-names.ts'
import { plain } from '../../../text/quote.ts'
import { applyLimit } from '../../shared/limit.ts'
import type { DecisionListOptions } from './command.ts'

/** The label of records if the policy has no rules for them. */
const DEFAULT_LABEL = 'notes'

export async function run(app: App, options: DecisionListOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const repo = targetRepo(app, policy, options.repo)
  const filters = filtersOf(policy, repo, options)
  const label = policy.records?.label ?? DEFAULT_LABEL
  const { posts, repoNames, notes: readNotes } = await readPosts(app, repo, label)
  const { shown, notes: limitNotes } = applyLimit(filterRecords(posts, filters, repoNames), options.limit)
  const notes = [...readNotes, ...limitNotes]
  const { out, err } = app.terminal
  if (options.json === true)
    out.write(jsonDocument({ repo, count: posts.length, records: shown.map(recordJson), notes }))
  else if (posts.length === 0) err.write(plain(`${repo} has no posts labeled "${label}".\n`))
  else if (shown.length === 0) err.write(plain(`No record in ${repo} matches (${posts.length} searched).\n`))
  else {
    const { recordTable } = await import('../../../terminal/views/decision/list.ts')
    out.write(recordTable(shown, await out.style(), out.columns))
  }
  if (options.json !== true) err.write(notesView(notes))
  return EXIT.done
}

type RecordPosts = {
  readonly posts: readonly RecordPost[]
  /** The repository as the person named it, and its current name if it was renamed. */
  readonly repoNames: readonly string[]
  readonly notes: readonly string[]
}

/** Without a token, GitHub shows only the issues. */
async function readPosts(app: App, repo: string, label: string): Promise<RecordPosts> {
  const github = await githubOrNull(app)
  const progress = await app.progress(`Looking for records in ${repo} …`)
  try {
    if (github === null) return await readPublicPosts(app, repo, label)
    const { posts, isCut, repo: name } = await github.records(repo, label)
    const repoNames = isSameRepo(name, repo) ? [repo] : [repo, name]
    return {
      posts,
      repoNames,
      notes: isCut ? [`${repo} has more posts labeled "${label}"; the oldest were not read`] : [],
    }
  } finally {
    progress.stop()
  }
}

function readPublicPosts(app: App, repo: string, label: string): Promise<RecordPosts> {
  return readPublicly(app, `look at the issues labeled "${label}" on the page of ${repo}`, async (reader) => {
    const { describeAnonymousAccess } = await import('../../../github/public-reader.ts')
    const issues = await reader.issues(repo, label)
    const posts = issues.map((issue) => ({ kind: 'issue', category: null, ...issue }) as const)
    return {
      posts,
      repoNames: [repo],
      notes: [`${describeAnonymousAccess(reader)}; records in Discussions are not shown without a token`],
    }
  })
}

function recordJson({ kind, number, url, title, createdAt, closed, author, category, body, steps }: RecordPost) {
  const { kind: decision, parts } = readRecord(body)
  const date = createdAt.toISOString()
  return { kind, number, url, title, date, closed, author, category, decision, parts: [...parts.keys()], steps }
}

function filtersOf(
  policy: Policy,
  repo: string,
  { text, group, since, until, about }: DecisionListOptions,
): RecordFilters {
  return {
    ...(text === undefined ? {} : { text }),
    ...(group === undefined ? {} : { group: groupNames(policy, group) }),
    ...(since === undefined ? {} : { since: parseDay('--since', since) }),
    ...(until === undefined ? {} : { until: parseDay('--until', until) }),
    ...(about === undefined ? {} : { about: parseSubject(about, repo) }),
  }
}

function groupNames(policy: Policy, typedName: string): readonly string[] {
  const group = groupNamed(policy, typedName)
  if (group === undefined) return [typedName.trim()]
  return [typedName.trim(), group.name, ...group.formerly, ...(group.channel === null ? [] : [group.channel])]
}

function parseDay(flag: string, text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new UsageError(`${flag} expects a day like 2026-11-24, not "${text}"`)
}

function parseSubject(text: string, repo: string) {
  const subject = parseRecordSubject(text, repo)
  if (subject !== null) return subject
  throw new UsageError(`--about expects #12, SEP-12, owner/name#12 or the address of a post, not "${text}"`)
}
