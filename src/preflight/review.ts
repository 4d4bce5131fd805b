import type { App } from '../app.ts'
import type { Finding } from '../checks/finding.ts'
import { type Facts, wordsOf } from '../checks/input.ts'
import { runChecks } from '../checks/run.ts'
import { answerAlone, type Reader } from '../classifier/answered.ts'
import type { Draft } from '../drafts/draft.ts'
import type { AnswerField } from '../forms/form.ts'
import type { Policy } from '../policy/schema.ts'
import { changed, type DraftFile } from '../storage/draft-file.ts'
import type { Prompter } from '../terminal/prompter.ts'
import { withDisclosure } from '../text/ai-disclosure.ts'
import { askDisclosure } from './ask-disclosure.ts'
import { askIntended } from './ask-intended.ts'

export type Reviewing = {
  readonly app: App
  readonly policy: Policy
  readonly read: Reader
  readonly facts: Facts
  readonly form: readonly AnswerField[]
}

export type Reviewed = { readonly file: DraftFile; readonly findings: readonly Finding[] }

/** May it be public? */
export async function review(reviewing: Reviewing, file: DraftFile): Promise<Reviewed> {
  const { policy, read, facts, form } = reviewing
  const { draft, lines } = file
  const answered = answerAlone(policy, intendedAnswers(policy, draft), wordsOf({ draft, form }), read)
  return { file, findings: await runChecks({ draft, lines, form, policy, answered, facts }) }
}

/**
 * The same with a person there, who is asked what only they know: whether what reads like a weakness is intended
 * behaviour, and how AI helped. Their answers become a part of the draft.
 */
export async function reviewTogether(reviewing: Reviewing, prompter: Prompter, file: DraftFile): Promise<Reviewed> {
  const { policy } = reviewing
  let reviewed = await review(reviewing, file)
  if (blocks(reviewed, 'vulnerability')) {
    const intended = await askIntended(policy, prompter)
    if (intended === null) return reviewed
    reviewed = await review(reviewing, changed(file, { ...reviewed.file.draft, intended }))
  }
  if (blocks(reviewed, 'ai-disclosure')) {
    const aiDisclosure = await askDisclosure(prompter)
    reviewed = await review(reviewing, changed(file, disclosed({ ...reviewed.file.draft, aiDisclosure })))
  }
  return reviewed
}

/** What the author says of AI stands in the text, where the readers look for it. */
export function disclosed(draft: Draft): Draft {
  return draft.aiDisclosure === null ? draft : { ...draft, body: withDisclosure(draft.body, draft.aiDisclosure) }
}

export function blocks({ findings }: Pick<Reviewed, 'findings'>, check: Finding['check']): boolean {
  return findings.some((finding) => finding.check === check && finding.severity === 'block')
}

/** What is known to be intended is read as what it is, not as the weakness that it reads like. */
export function intendedAnswers({ questions }: Policy, { intended }: Draft) {
  const { options } = questions.intended
  return intended !== null && Object.hasOwn(options, intended) ? (options[intended]?.answers ?? {}) : {}
}
