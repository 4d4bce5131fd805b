import { isOpen } from '../context.ts'
import type { Rule } from '../rule.ts'
import { AI_POLICY } from '../sources.ts'

const SAID =
  /\b(?:AI|LLM|ChatGPT|Claude|Copilot|Gemini|GPT|Cursor|Codex)\b[^.\n]{0,80}\b(?:assist\w*|help\w*|used?|using|wrote|written|draft\w*|disclosure|generated)\b|\b(?:assist\w*|help\w*|used?|using|written|draft\w*|generated)\b[^.\n]{0,80}\b(?:AI|LLM|ChatGPT|Claude|Copilot|Gemini|GPT|Cursor|Codex)\b|\bAI disclosure\b/i

export const aiDisclosure: Rule = {
  id: 'SEP042',
  name: 'ai-disclosure',
  severity: 'warning',
  source: AI_POLICY,
  since: '2026-08-22',
  summary: 'a SEP that is still open says whether and how AI helped',
  explanation: `Whoever contributes with the help of AI has to say so, and how far, in the pull request; what is in the file is not overlooked there.
A line at the end is enough: "**AI disclosure:** …", also where it is "none". The earliest edition of the policy that we know is of 2026-08-22.
Once a SEP is decided on, this is not looked at.`,
  check(context) {
    const { sep } = context
    if (!isOpen(context) || sep.text.split(/\n|\r/).some((line) => SAID.test(line))) return []
    return [{ at: null, message: 'it does not say whether AI helped; add a line "**AI disclosure:** …"' }]
  },
}
