import { disclosureIn } from '../../../checks/disclosure.ts'
import { Failure } from '../../../errors.ts'
import { type Proposal, titleOf } from '../../../publish/proposal.ts'
import { fieldOf } from '../../../seps/fields.ts'
import { requiredSections } from '../../../seps/lint/required.ts'
import { MAX_BODY_LENGTH, MAX_TITLE_LENGTH } from '../../../text/limits.ts'
import { abstractOf, draftName, numberedName, numberedText, type SepDraft } from './sep-draft.ts'

type Where = { readonly repo: string; readonly branch: string; readonly viewer: string }

/** `SEP-1234567: ` stands before it. */
const MOST_DIGITS = 9_999_999

/** @throws Failure for what GitHub would refuse once the branch is made. */
export function proposalOf(draft: SepDraft, where: Where): Proposal {
  const { path, sep } = draft
  const { title, line } = sep.heading
  const body = bodyOf(draft)
  if (titleOf(MOST_DIGITS, title).length > MAX_TITLE_LENGTH)
    throw new Failure(
      'validation',
      `${path}:${line}: GitHub takes titles of ${MAX_TITLE_LENGTH} characters: shorten it`,
    )
  if (body.length > MAX_BODY_LENGTH)
    throw new Failure(
      'validation',
      `${path}: GitHub takes texts of ${MAX_BODY_LENGTH} characters: shorten the abstract`,
    )
  return {
    ...where,
    draftName: draftName(draft),
    numberedName: (number) => numberedName(draft, number),
    title,
    body,
    text: draft.text,
    numberedText: (pull) => numberedText(draft, pull),
  }
}

/** What reviewers want to see first: what it is, who is behind it, where to try it, and how AI helped. */
function bodyOf(draft: SepDraft): string {
  const { sep, text } = draft
  const rows = [
    ['Working group', fieldOf(sep, 'Working Group')?.value],
    ['Prototype', prototypeOf(draft)],
    ['AI disclosure', disclosureIn(text)],
  ]
  const said = rows.flatMap(([name, value]) => (value == null || value === '' ? [] : [`**${name}:** ${value}`]))
  return [abstractOf(draft), ...said].filter((part) => part !== '').join('\n\n')
}

const LINK = /https:\/\/[^\s)>\]]+/

function prototypeOf({ sep }: SepDraft): string | null {
  const section = requiredSections(sep.sections).get('Reference Implementation')
  return section === undefined
    ? null
    : (LINK.exec(sep.text.slice(section.content.from, section.content.to))?.[0] ?? null)
}
