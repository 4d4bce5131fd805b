import { cite } from '../policy/fill.ts'
import { disclosureIn, disclosureOf } from '../text/ai-disclosure.ts'
import { ownerOf } from '../text/repo-name.ts'
import type { Finding } from './finding.ts'
import { type CheckInput, publishedText } from './input.ts'

/** https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AI_POLICY.md */
export function aiDisclosure(input: CheckInput): readonly Finding[] {
  const { draft, lines, policy } = input
  const rule = policy.ai?.disclosure
  if (rule === undefined || !isAsked(rule.owners, draft.repo) || isSlip(publishedText(draft))) return []
  const fault = faultOf(input)
  if (fault === null) return []
  const fix = `${fault.fix} See ${cite(policy, rule.source).source}`
  return [{ check: 'ai-disclosure', severity: 'block', message: fault.message, line: lines.body, fix }]
}

function isAsked(owners: readonly string[], repo: string | null): boolean {
  return repo === null || owners.some((owner) => owner.toLowerCase() === ownerOf(repo))
}

type Fault = Pick<Finding, 'message' | 'fix'>

function faultOf({ draft, facts }: CheckInput): Fault | null {
  const aiUse = (facts.aiUse ?? draft.aiDisclosure ?? '').trim()
  const said = disclosureIn(draft.body)
  if (aiUse === '' && said !== null) return null
  if (aiUse === '')
    return {
      message: 'nobody has said yet whether AI helped with this; here that is told to the readers',
      fix: 'Answer in the draft, as "aiDisclosure: none", or in a sentence that says how it helped.',
    }
  const sentence = disclosureOf(aiUse)
  if (sentence === null && facts.agent !== null)
    return {
      message: `the draft says that no AI was used, but ${facts.agent} runs this`,
      fix: 'Say in "aiDisclosure" what it did.',
    }
  if (sentence === null || said === sentence) return null
  return {
    message: 'the text does not say yet how AI helped',
    fix: `Add this line at its end: **AI disclosure:** ${sentence}`,
  }
}

const MAX_SLIP_WORDS = 40
const SLIP =
  /\b(typos?|misspell\w*|misspelt|spelling|spacing|whitespace|white space|indentation|punctuation|missing comma)\b/i

/** Trivial spacing or typo fixes, limited to short phrases, need no disclosure. */
function isSlip(text: string): boolean {
  return SLIP.test(text) && text.split(/\s+/).length <= MAX_SLIP_WORDS
}
