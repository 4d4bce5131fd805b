import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import type { Policy } from '../../policy/schema.ts'
import { resolveRepo } from '../../storage/target-repo.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { parseRepoName } from '../../text/repo-name.ts'

type Choosing = { readonly app: Pick<App, 'env'>; readonly policy: Policy; readonly prompter: Prompter | null }

/**
 * The repository that a post goes to: the named one, else GH_REPO, else the one that the person picks. There is no
 * default, so nothing is posted to a repository that nobody has named.
 * @param missing what else is missing, if nobody can be asked.
 * @throws UsageError if nobody can be asked
 */
export async function repoToWriteTo(
  { app, policy, prompter }: Choosing,
  named: string | null,
  missing: readonly string[] = [],
): Promise<string> {
  const given = named ?? (app.env['GH_REPO'] || null)
  if (given === null && prompter === null)
    throw new UsageError(
      [
        'Not running interactively; missing:',
        '  --repo OWNER/NAME, the repository it goes to (or set GH_REPO)',
        ...missing,
      ].join('\n'),
    )
  const repo = given === null && prompter !== null ? await askRepo(policy, prompter) : resolveRepo(policy, given ?? '')
  parseRepoName(repo)
  return repo
}

async function askRepo(policy: Policy, prompter: Prompter): Promise<string> {
  const { areas, repositories } = policy
  const known = Object.values(areas).flatMap(({ label, listed, repository }) => {
    const repo = repositories[repository ?? '']?.repo
    return listed && repo !== undefined ? [{ value: repo, label, hint: repo }] : []
  })
  const picked = await prompter.select<string | null>({
    message: 'Which repository is it for?',
    choices: [...known, { value: null, label: 'Another one', hint: 'you type owner/name', always: true }],
  })
  if (picked !== null) return picked
  const typed = await prompter.input({
    message: 'Repository, as owner/name',
    validate: (text) => (/^[\w-]+\/[\w.-]+$/.test(text.trim()) ? null : 'Write it as owner/name.'),
  })
  return typed.trim()
}
