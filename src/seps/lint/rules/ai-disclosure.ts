import { isOpen } from '../context.ts'
import { AI_POLICY, type Rule } from '../rule.ts'

const SAID =
  /\b(?:AI|LLM|ChatGPT|Claude|Copilot|Gemini|GPT|Cursor|Codex)\b[^.\n]{0,80}\b(?:assist\w*|help\w*|used?|using|wrote|written|draft\w*|disclosure|generated)\b|\b(?:assist\w*|help\w*|used?|using|written|draft\w*|generated)\b[^.\n]{0,80}\b(?:AI|LLM|ChatGPT|Claude|Copilot|Gemini|GPT|Cursor|Codex)\b|\bAI disclosure\b/i

export const aiDisclosure: Rule = {
  id: 'SEP042',
  name: 'ai-disclosure',
  severity: 'warning',
  source: AI_POLICY,
  since: '2026-08-22',
  summary: 'an open SEP says whether and how AI was used',
  explanation: `Contributors who use AI must say so, and to what extent, in the pull request; a line in the file makes sure that nobody overlooks it.
One line at the end is enough: "**AI disclosure:** …", even if it says "none". The earliest edition of the policy that we know is of
2026-08-22. SEPs that are already decided are not checked.`,
  check(context) {
    const { sep } = context
    if (!isOpen(context) || sep.text.split(/\n|\r/).some((line) => SAID.test(line))) return []
    return [{ at: null, message: 'no AI disclosure; add a line "**AI disclosure:** …"' }]
  },
}
