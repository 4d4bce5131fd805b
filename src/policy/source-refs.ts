import type { Policy } from './schema.ts'

/** A part of the policy that relies on a source, such as a rule, with its key or id. */
export type Dependent = { readonly kind: DependentKind; readonly id: string }
export const DEPENDENT_KINDS = [
  'rule',
  'guideline',
  'channel',
  'contact',
  'question',
  'ai',
  'record',
  'repository',
  'group',
] as const
export type DependentKind = (typeof DEPENDENT_KINDS)[number]

/** A citation in the policy: its path in the file, the source with its section, and the part of the policy that relies on it. */
export type SourceRef = {
  readonly path: readonly (string | number)[]
  readonly ref: string
  readonly dependent: Dependent
}

/** Every citation of a policy that names a key of `sources`. */
export function* sourceRefs(policy: Policy): Generator<SourceRef> {
  for (const [ruleIndex, { id, because }] of policy.rules.entries())
    for (const [index, { source }] of because.entries())
      yield { path: ['rules', ruleIndex, 'because', index, 'source'], ref: source, dependent: { kind: 'rule', id } }
  for (const [index, { id, source }] of policy.guidelines.entries())
    yield { path: ['guidelines', index, 'source'], ref: source, dependent: { kind: 'guideline', id } }
  for (const [id, { source }] of Object.entries(policy.channels))
    yield { path: ['channels', id, 'source'], ref: source, dependent: { kind: 'channel', id } }
  for (const [id, { source }] of Object.entries(policy.contacts))
    yield { path: ['contacts', id, 'source'], ref: source, dependent: { kind: 'contact', id } }
  yield* refsOfEntries('repositories', 'repository', policy.repositories)
  yield* refsOfRepositories(policy.repositories)
  yield* refsOfEntries('groups', 'group', policy.groups)
  const { intended, private: reasons } = policy.questions
  yield {
    path: ['questions', 'intended', 'source'],
    ref: intended.source,
    dependent: { kind: 'question', id: 'intended' },
  }
  if (reasons !== null)
    yield {
      path: ['questions', 'private', 'source'],
      ref: reasons.source,
      dependent: { kind: 'question', id: 'private' },
    }
  yield* refsOfAi(policy.ai)
  yield* refsOfRecords(policy.records)
}

type Entries = Policy['repositories'] | Policy['groups']

function* refsOfEntries(key: string, kind: DependentKind, entries: Entries): Generator<SourceRef> {
  for (const [id, { source, since }] of Object.entries(entries)) {
    if (source !== null) yield { path: [key, id, 'source'], ref: source, dependent: { kind, id } }
    for (const [index, statement] of since.entries())
      yield { path: [key, id, 'since', index, 'source'], ref: statement.source, dependent: { kind, id } }
  }
}

function* refsOfRepositories(repositories: Policy['repositories']): Generator<SourceRef> {
  for (const [id, { pullRequestsSource, rendered }] of Object.entries(repositories)) {
    const dependent: Dependent = { kind: 'repository', id }
    if (pullRequestsSource !== null)
      yield { path: ['repositories', id, 'pullRequestsSource'], ref: pullRequestsSource, dependent }
    if (rendered !== null) yield { path: ['repositories', id, 'rendered', 'source'], ref: rendered.source, dependent }
  }
}

function* refsOfAi(ai: Policy['ai']): Generator<SourceRef> {
  if (ai === null) return
  const disclosure: Dependent = { kind: 'ai', id: 'disclosure' }
  yield { path: ['ai', 'disclosure', 'source'], ref: ai.disclosure.source, dependent: disclosure }
  for (const [index, { source, repository }] of ai.agents.entries())
    yield { path: ['ai', 'agents', index, 'source'], ref: source, dependent: { kind: 'ai', id: repository } }
}

function* refsOfRecords(records: Policy['records']): Generator<SourceRef> {
  if (records === null) return
  yield { path: ['records', 'source'], ref: records.source, dependent: { kind: 'record', id: 'records' } }
  if (records.private !== null)
    yield {
      path: ['records', 'private', 'source'],
      ref: records.private.source,
      dependent: { kind: 'record', id: 'private' },
    }
}
