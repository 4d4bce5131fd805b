import type { App } from '../../app.ts'
import { given, type Progress } from '../../classifier/interview.ts'
import { complete } from '../../policy/questions.ts'
import { withImplied } from '../../policy/recommend.ts'
import type { Policy } from '../../policy/schema.ts'
import { askIntended } from '../../preflight/ask-intended.ts'
import type { Prompter } from '../../terminal/prompter.ts'
import { stopLine } from '../../terminal/views/where/answer.ts'

/**
 * A sensitive answer stops the walk at once with a warning. Then, for a weakness, one question is put before the
 * private report: is it only what the project intends? (SECURITY.md, "Behaviors That Are Not Vulnerabilities".)
 */
export async function stopIfSensitive(
  { app, policy }: { readonly app: App; readonly policy: Policy },
  prompter: Prompter,
  progress: Progress,
): Promise<Progress> {
  const { sensitivity } = withImplied(policy, complete(policy, progress.known))
  if (sensitivity !== 'security' && sensitivity !== 'people') return progress
  app.terminal.err.write(stopLine(await app.terminal.err.style()))
  if (sensitivity === 'people' || isOfOthers(policy, progress)) return progress
  const intended = await askIntended(policy, prompter)
  const answers = intended === null ? undefined : policy.questions.intended.options[intended]?.answers
  if (answers === undefined) return progress
  const by = (['type', 'sensitivity', 'actionability'] as const).reduce(
    (map, question) => given(map, question, 'prompt'),
    progress.by,
  )
  return { ...progress, known: { ...progress.known, ...answers }, by }
}

function isOfOthers({ areas }: Policy, { known }: Progress): boolean {
  return typeof known.area === 'string' && areas[known.area]?.ours === false
}
