import type { Facts, MaskedInput } from '../../src/checks/check.ts'
import { publishedText } from '../../src/checks/check.ts'
import { findSuspicions, nullIfGuessed } from '../../src/checks/vulnerability-and-people.ts'
import { mapQuestions, placeText, toPlacement } from '../../src/classifier/placement.ts'
import type { Draft } from '../../src/drafts/draft.ts'
import type { Answers } from '../../src/policy/answers.ts'
import { draftWith } from './draft.ts'
import { sharedClassifier } from './model.ts'
import { answers, mcp } from './policy.ts'

export const SPEC = 'modelcontextprotocol/modelcontextprotocol'
export const TYPESCRIPT = 'modelcontextprotocol/typescript-sdk'

type Changes = {
  readonly draft?: Partial<Draft>
  readonly answers?: Partial<Answers> & Pick<Answers, 'type'>
  readonly confidence?: MaskedInput['placement']['confidence']
  readonly facts?: Partial<Facts>
  readonly form?: MaskedInput['form']
}

const nothingKnown: Facts = {
  similarPosts: [],
  visibility: null,
  aiUse: null,
  agent: null,
  viewer: null,
  mergedPullRequests: null,
  isMaintainer: null,
  ownForms: null,
  isRow: false,
}

/** A valid issue about a bug in the specification, with these changes. */
export function inputWith(changes: Changes = {}): MaskedInput {
  const draft = draftWith({
    repo: SPEC,
    title: 'The schema of progress notifications contradicts the text',
    body: 'The text says that `total` is optional, the schema requires it.',
    aiDisclosure: 'none',
    ...changes.draft,
  })
  const placement = toPlacement(mcp, {
    answers: answers({ type: 'bug', ...changes.answers }),
    answeredBy: mapQuestions(() => 'text'),
    text: '',
    classification: null,
  })
  return {
    draft,
    lines: { title: 3, body: 10 },
    form: changes.form ?? [],
    policy: mcp,
    placement: { ...placement, confidence: changes.confidence ?? 'high' },
    placementByWords: placement,
    suspicions: [],
    otherTexts: [],
    facts: { ...nothingKnown, ...changes.facts },
    mask: (quotation) => quotation,
  }
}

const classify = sharedClassifier(mcp)

/** An issue like that of `inputWith`, but classified by the shipped model. */
export function classifiedInput(draft: Partial<Draft>): MaskedInput {
  const input = inputWith({ draft })
  const text = publishedText(input.draft)
  const placement = placeText(mcp, { known: {}, text }, classify)
  const placementByWords = nullIfGuessed(placement, text)
  return { ...input, placement, placementByWords, suspicions: findSuspicions(input, classify) }
}
