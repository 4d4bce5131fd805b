import type { CheckInput, Facts } from '../../src/checks/check.ts'
import { publishedText } from '../../src/checks/check.ts'
import { createClassifier } from '../../src/classifier/classify.ts'
import { forEachQuestion, placeText, toPlacement } from '../../src/classifier/placement.ts'
import type { Draft } from '../../src/drafts/draft.ts'
import type { Answers } from '../../src/policy/answers.ts'
import { draftWith } from './draft.ts'
import { shippedModel } from './model.ts'
import { answers, mcp } from './policy.ts'

export const SPEC = 'modelcontextprotocol/modelcontextprotocol'
export const TYPESCRIPT = 'modelcontextprotocol/typescript-sdk'

type Given = {
  readonly draft?: Partial<Draft>
  readonly answers?: Partial<Answers> & Pick<Answers, 'type'>
  readonly confidence?: CheckInput['placement']['confidence']
  readonly facts?: Partial<Facts>
  readonly form?: CheckInput['form']
}

const nothingKnown: Facts = {
  resemblances: [],
  aiUse: null,
  agent: null,
  viewer: null,
  mergedPullRequests: null,
  isMaintainer: null,
  ownForms: null,
}

/** A flawless issue about a bug in the specification, but for what a test gives. */
export function inputWith(given: Given = {}): CheckInput {
  const draft = draftWith({
    repo: SPEC,
    title: 'The schema of progress notifications contradicts the text',
    body: 'The text says that `total` is optional, the schema requires it.',
    aiDisclosure: 'none',
    ...given.draft,
  })
  const answered = toPlacement(
    mcp,
    answers({ type: 'bug', ...given.answers }),
    '',
    forEachQuestion(() => 'text'),
    null,
  )
  return {
    draft,
    lines: { title: 3, body: 10 },
    form: given.form ?? [],
    policy: mcp,
    placement: { ...answered, confidence: given.confidence ?? 'high' },
    facts: { ...nothingKnown, ...given.facts },
  }
}

const read = createClassifier(mcp, shippedModel)

/** The same, with what `where` really says of the draft's text. */
export function readInput(draft: Partial<Draft>): CheckInput {
  const input = inputWith({ draft })
  return { ...input, placement: placeText(mcp, {}, publishedText(input.draft), read) }
}
