import type { App } from '../../app.ts'
import { type Draft, type FieldValue, withAiUse, withOverride, withTitle } from '../../drafts/draft.ts'
import { Failure, UsageError } from '../../errors.ts'
import { repoInAddress } from '../../github/endpoints.ts'
import { requestedRepo } from '../../policy/repositories.ts'
import type { Policy } from '../../policy/schema.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { isRepoName } from '../../text/github-names.ts'
import { shellOf, shellWord } from '../../text/shell.ts'
import type { OpenDraftOptions } from './flags.ts'
import { refuseDraft } from './private-text.ts'

/**
 * A flag overrides the value in the draft; lists are merged. A flag with a blank value changes nothing, because a variable in a script
 * may be empty.
 */
export function withFlags(draft: Draft, options: OpenDraftOptions): Draft {
  const { repo, label, assignee, project, allow } = options
  const title = unlessBlank(options.title)
  const changed: Draft = {
    ...(title === undefined ? draft : withTitle(draft, title)),
    repo: repo ?? draft.repo,
    labels: merge(draft.labels, label),
    assignees: merge(draft.assignees, assignee),
    projects: merge(draft.projects, project),
    milestone: unlessBlank(options.milestone) ?? draft.milestone,
    category: unlessBlank(options.category) ?? draft.category,
    type: unlessBlank(options.type) ?? draft.type,
    parent: unlessBlank(options.parent) ?? draft.parent,
    aiDisclosure: unlessBlank(options.aiDisclosure) ?? draft.aiDisclosure,
  }
  return withAiUse(allow.reduce((draft, check) => withOverride(draft, check), changed))
}

function unlessBlank(flag: string | undefined): string | undefined {
  return flag === undefined || flag.trim() === '' ? undefined : flag
}

function merge(names: readonly string[], added: readonly string[]): readonly string[] {
  return [...new Set([...names, ...added.filter((name) => unlessBlank(name) !== undefined)])]
}

/** In bytes. GitHub accepts 65,536 characters, each of up to four bytes, for a whole body. */
const FIELD_SIZE_LIMIT = 300_000

/**
 * Reads the values of `--field`: `id=value`, `id=@file`, `id=-` for standard input, and `id=@@…` for a value that
 * begins with `@`. The values of a repeated id become a list.
 * @param isPrivate whether the values are for a private report
 * @throws UsageError for an invalid field.
 */
export async function readFieldFlags(
  app: App,
  flags: readonly string[],
  { isPrivate = false }: { readonly isPrivate?: boolean } = {},
): Promise<Readonly<Record<string, FieldValue>>> {
  const entries = flags.map((flag) => splitField(flag, { isPrivate }))
  const fields = new Map<string, FieldValue>()
  for (const { id, value } of entries) {
    const text = await readFieldValue(app, id, value, isPrivate)
    if (!isPrivate) refuseDraft(text, sourceName(id, value))
    const previous = fields.get(id)
    fields.set(id, previous === undefined ? text : [previous, text].flat())
  }
  return Object.fromEntries(fields)
}

/** Returns the value of `--field` for exactly this text: escapes `@`, which would name a file, and `-`, which is standard input. */
export function fieldFlag(id: string, text: string): string {
  if (text.startsWith('@')) return `${id}=@${text}`
  return text === '-' ? `${id}= ${text}` : `${id}=${text}`
}

export function fieldIds(flags: readonly string[]): readonly string[] {
  return flags.map((flag) => splitField(flag).id)
}

/** @param isPrivate whether the flag may contain a private text, which no error quotes */
export function splitField(
  flag: string,
  { isPrivate = false }: { readonly isPrivate?: boolean } = {},
): { readonly id: string; readonly value: string } {
  const separator = flag.indexOf('=')
  if (separator < 1)
    throw new UsageError(`--field ${isPrivate ? '…' : flag} has no id`, {
      hint: 'expected id=value, id=@file, or id=- for standard input',
    })
  return { id: flag.slice(0, separator).trim(), value: flag.slice(separator + 1) }
}

/** Whether the value of `--field` is `@file`. */
export function namesFile(value: string): boolean {
  return /^@[^@]/.test(value)
}

function sourceName(id: string, value: string): string {
  if (value === '-') return 'standard input'
  return namesFile(value) ? value.slice(1) : `--field ${id}`
}

async function readFieldValue(app: App, id: string, value: string, isPrivate: boolean): Promise<string> {
  if (value === '-') return app.files.readText('-', FIELD_SIZE_LIMIT)
  if (value.startsWith('@@')) return value.slice(1)
  if (!value.startsWith('@')) return value
  try {
    return await app.files.readText(value.slice(1), FIELD_SIZE_LIMIT)
  } catch (error) {
    // The text of a private report must not be on the command line.
    if (isPrivate || !(error instanceof Failure) || error.failureClass !== 'file') throw error
    // The value may be text that begins with "@", such as a user name.
    const literal = shellWord(fieldFlag(id, value), shellOf(app.env))
    throw new Failure('file', error.message, { hint: `if it is the text itself: --field ${literal}` })
  }
}

type RepoContext = { readonly app: Pick<App, 'env'>; readonly policy: Policy; readonly prompter: Prompter | null }

/**
 * Returns the repository that a post goes to: the named one, else GH_REPO, else the one that the person picks. There is no other
 * default, so nothing is posted to a repository that the person did not choose.
 * @param missing lines about other missing flags, which the error lists too
 * @throws UsageError if no repository is named and nobody can be asked, or if the name is not owner/name
 */
export async function repoToWriteTo(
  { app, policy, prompter }: RepoContext,
  namedRepo: string | null,
  missing: readonly string[] = [],
): Promise<string> {
  const requested = requestedRepo(app, policy, namedRepo)
  if (requested !== null) return requested
  if (prompter === null)
    throw new UsageError(
      [
        'Not running interactively; missing:',
        '  --repo OWNER/NAME, the repository for the post (or set GH_REPO)',
        ...missing,
      ].join('\n'),
    )
  const repo = await askRepo(app, policy, prompter)
  const { refuseTokenAsRepo } = await import('./token-as-repo.ts')
  await refuseTokenAsRepo(repo)
  return repo
}

const ANOTHER_REPO = 'Another repository'
const TYPE_IT_HINT = 'type owner/name'

async function askRepo({ env }: Pick<App, 'env'>, policy: Policy, prompter: Prompter): Promise<string> {
  const nameOf = (text: string) => repoInAddress(env, text.trim())
  const { areas, repositories } = policy
  const areaChoices = Object.values(areas).flatMap(({ label, listed, repository }) => {
    const repo = repositories[repository ?? '']?.repo
    return listed && repo !== undefined ? [{ value: repo, label, hint: repo }] : []
  })
  const picked = await prompter.select<string | null>({
    message: 'Which repository is it for?',
    choices: [...areaChoices, { value: null, label: ANOTHER_REPO, hint: TYPE_IT_HINT }],
    choiceFor: (words) =>
      isRepoName(nameOf(words))
        ? { value: nameOf(words), label: nameOf(words), hint: '' }
        : { value: words, label: `${ANOTHER_REPO}: ${words}`, hint: TYPE_IT_HINT },
  })
  if (picked !== null && isRepoName(picked)) return picked
  const typedName = await prompter.input({
    message: 'Repository, as owner/name',
    ...(picked === null ? {} : { initial: picked }),
    validate: (text) => (isRepoName(nameOf(text)) ? null : 'Write it as owner/name.'),
  })
  return nameOf(typedName)
}
