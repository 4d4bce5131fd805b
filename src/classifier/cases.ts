import type { PartialAnswers } from '../policy/questions.ts'
import type { Policy } from '../policy/schema.ts'
import type { CaseId } from '../policy/schema-questions.ts'
import { excerptOf } from './words.ts'

/** A special case that a text describes. It alone decides on the type and the sensitivity. */
export type FoundCase = { readonly id: CaseId; readonly words: string; readonly answers: PartialAnswers }

const SECRET = String.raw`(?:(?:token|key|password|passphrase|secret|credential)s?|\.env)`
const SHOWN =
  '(?:leak(?:ed|ing)|commit(?:ted|ting)|push(?:ed|ing)|past(?:ed|ing)|upload(?:ed|ing)|expos(?:ed|ing)|shar(?:ed|ing)|publish(?:ed|ing)|post(?:ed|ing)|sent|checked in)'
/** What may follow the secret. Another noun may not, because "token endpoint" does not name a secret. */
const END = String.raw`(?=\s*(?:$|[.,;:!?)"'\n]|(?:to|in|into|on|at|by|with|and|when|while|visible|yesterday|today|now|here|publicly|accidentally)\b))`
const RELATIVE =
  '(?:wife|husband|spouse|partner|mother|father|mom|mum|dad|son|daughter|baby|family|brother|sister|girlfriend|boyfriend)'

const CONDITION = String.raw`(?:cancer|(?:stroke|heart attack|breakdown)\b|(?:serious|severe|terminal|chronic) (?:illness|disease)|burn(?:ed|t)?[ -]out|burnout|depression|depressed|hospitali[sz]ed|in (?:the )?hospital|chemo\w*|pregnant|divorced?|seriously ill|mental health|sick leave|medical leave)`

type CasePattern = {
  /** A part of every match. It is tried first, because a whole pattern takes a millisecond to compile. */
  readonly contains: RegExp
  readonly whole: RegExp
}

const PATTERNS: { readonly [C in CaseId]: readonly CasePattern[] } = {
  'own-secret': [
    {
      contains: new RegExp(SECRET, 'i'),
      whole: new RegExp(
        String.raw`\b${SHOWN}\s+(?:my|our|his|her|their|the|an?|some)\s+(?:(?!(?:for|about|of|on|with)\b)[\w./-]+\s+){0,3}${SECRET}${END}`,
        'i',
      ),
    },
    {
      contains: new RegExp(SECRET, 'i'),
      whole: new RegExp(
        String.raw`\b(?:my|our)\s+(?:[\w./-]+\s+){0,3}${SECRET}\s+(?:\w+\s+){0,4}(?:leaked|committed|pushed|pasted|uploaded|exposed|published|posted|public|visible)\b`,
        'i',
      ),
    },
  ],
  'private-news': [
    {
      contains: new RegExp(RELATIVE, 'i'),
      whole: new RegExp(
        String.raw`\b(?:my|our|his|her|their)\s+(?:\w+\s+){0,1}${RELATIVE}\s+(?:\S+\s+){0,3}?(?:ill|sick|died|dying|dead|hospital\w*|cancer|surgery|divorc\w*|diagnosed|stroke|passed away|intensive care)\b`,
        'i',
      ),
    },
    {
      contains: new RegExp(CONDITION, 'i'),
      whole: new RegExp(
        String.raw`\b(?:i|he|she|i['’]m|i['’]ve|(?:co-?)?maintainer|lead|facilitator)\s+(?:(?:am|is|was|have|has|had|been|got|be|feel(?:ing)?|currently|still|now|very|completely|dealing|severely|just|diagnosed|struggl\w+|suffer\w*|with|from|on|in|a|the|my|going|through)\s+){0,5}${CONDITION}\b`,
        'i',
      ),
    },
    {
      contains: /health|family|medical|personal/i,
      whole:
        /\b(?:for|due to|because of)\s+(?:my\s+|serious\s+|urgent\s+)?(?:(?:mental\s+)?health|family|medical|personal)\s+(?:reasons?|issues?|problems?|emergenc\w+|crisis|matters?)\b(?!\s*(?:check|endpoint|probe))/i,
    },
  ],
}

/** Returns the first case of the policy that the text matches. */
export function findCase({ cases }: Pick<Policy, 'cases'>, text: string): FoundCase | null {
  const excerpt = excerptOf(text)
  for (const id of CASE_ORDER) {
    const found = cases[id]
    if (found === undefined) continue
    for (const { contains, whole } of PATTERNS[id]) {
      const [words] = contains.test(excerpt) ? (whole.exec(excerpt) ?? []) : []
      if (words !== undefined) return { id, words, answers: found.answers }
    }
  }
  return null
}

const CASE_ORDER: readonly CaseId[] = ['own-secret', 'private-news']
