import type { App } from '../../app.ts'
import { EXIT, type ExitCode } from '../../errors.ts'
import type { Writes } from '../../policy/recommend.ts'

/** "Write it now?": goes on with the form that fits, and with the words that were given already. */
export async function offerToWrite(
  app: App,
  { kind, repo, template }: Writes,
  text: string,
  policy: string | undefined,
): Promise<ExitCode> {
  const prompter = await app.prompter()
  if (!(await prompter.confirm({ message: 'Write it now?', preset: true }))) return EXIT.done
  const named = policy === undefined ? {} : { policy }
  if (kind === 'sep') {
    const { run } = await import('../sep/new/run.ts')
    return run(app, { input: true, repo, author: [], discussed: [], field: [], ...named })
  }
  const { newDraft } = await import('../shared/new/new.ts')
  return newDraft(app, {
    kind,
    repo,
    suggestion: { template, text },
    label: [],
    assignee: [],
    project: [],
    allow: [],
    field: [],
    input: true,
    open: true,
    ...named,
  })
}
