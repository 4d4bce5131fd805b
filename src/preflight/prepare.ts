import type { App } from '../app.ts'
import type { Reader } from '../classifier/answered.ts'
import type { Draft } from '../drafts/draft.ts'
import { answerFields } from '../forms/form.ts'
import type { Template } from '../forms/offer.ts'
import type { Policy } from '../policy/schema.ts'
import { agentIn } from './agent.ts'
import { gatherFacts } from './facts.ts'
import type { Place } from './places.ts'
import type { Reviewing } from './review.ts'

type Preparing = {
  readonly app: App
  readonly policy: Policy
  readonly read: Reader
  /** null: GitHub is not asked. */
  readonly place: Place | null
  readonly template: Template | null
  readonly ownForms?: readonly string[] | null
}

/** Everything that the checks need beside the draft itself. */
export async function prepareReview(preparing: Preparing, draft: Draft): Promise<Reviewing> {
  const { app, policy, read, place, template, ownForms = null } = preparing
  const asked = {
    policy,
    github: place?.github ?? null,
    viewer: place?.target.viewer ?? null,
    agent: agentIn(app),
    ownForms,
  }
  // A Markdown template has no fields: what it asks for stands in its text.
  const form = template === null || template.form.kind === 'markdown' ? [] : answerFields(template.form)
  return { app, policy, read, form, facts: await gatherFacts(asked, draft) }
}
