import type { App } from '../../app.ts'
import { maskFor } from '../../checks/quick-mask.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import { type NearGroup, nearestGroups } from '../../policy/groups.ts'
import { cite } from '../../policy/match.ts'
import type { Policy } from '../../policy/schema.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { jsonDocument } from '../../terminal/json.ts'
import { notesView } from '../../terminal/terminal.ts'
import { shellOf } from '../../text/shell.ts'
import { applyLimit } from '../shared/limit.ts'
import type { GroupsOptions } from './command.ts'

export async function run(app: App, words: readonly string[], options: GroupsOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const topic = words.join(' ').trim()
  const { shown, notes } = applyLimit(topic === '' ? listedGroups(policy) : nearestGroups(policy, topic), options.limit)
  const { out, err } = app.terminal
  if (options.json === true) {
    out.write(jsonDocument(shown.map((group) => groupJson(policy, group))))
    return EXIT.done
  }
  const { groupsView, noGroupText } = await import('../../terminal/views/groups.ts')
  const mask = await maskFor([topic], topic)
  if (shown.length === 0) err.write(noGroupText(policy, mask(topic), options.policy, shellOf(app.env)))
  else out.write(groupsView(policy, shown, await out.style(), out.columns))
  err.write(notesView(notes))
  return EXIT.done
}

function listedGroups({ groups }: Policy): readonly NearGroup[] {
  return Object.entries(groups)
    .filter(([, { listed }]) => listed)
    .map(([id, group]) => ({ id, group, topics: [] }))
}

/** `matched`: the topics and names of the group that the requested topic mentions. */
function groupJson(policy: Policy, { id, group, topics }: NearGroup) {
  const { name, formerly, kind, channel, charter, about, repositories, leads, source } = group
  const { standing, seen } = source === null ? { standing: null, seen: null } : cite(policy, source)
  const since = group.since.map((change) => ({ text: change.text, ...cite(policy, change.source) }))
  return {
    id,
    name,
    kind,
    channel,
    charter,
    about,
    repositories,
    leads,
    topics: group.topics,
    matched: topics,
    formerly,
    standing,
    seen,
    since,
  }
}
