import type { RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Section } from '../../sep.ts'
import type { Context } from '../context.ts'
import { isAboutProtocol } from '../context.ts'
import { runningText, type Sentence, sentencesIn } from '../prose.ts'
import type { Problem, Rule } from '../rule.ts'

export const normativeCase: Rule = {
  id: 'SEP034',
  name: 'normative-case',
  severity: 'warning',
  source: 'https://www.rfc-editor.org/rfc/rfc8174#section-2',
  summary: 'requirements in Specification use MUST, SHOULD and SHALL in capitals',
  explanation: `These words are requirements only in capitals, and each requirement later needs a conformance check or an exclusion. Write MUST or
SHOULD where a client, a server or a message has to do something, and another word (has to, can, is) otherwise. Only sentences that require
something are reported: no expectations ("it should work"), explanations, questions, examples, tables, code, headings or quotations. Process and
Informational SEPs that use no capitals are not checked.`,
  check(context) {
    const section = context.sections.get('Specification')
    if (section === undefined || !isNormative(context, section)) return []
    const subjectPattern = isAboutProtocol(context) ? PROTOCOL_SUBJECT : PROCESS_SUBJECT
    return [...sentencesIn(normativeBlocks(section.blocks), context.sep.text)].flatMap((sentence) =>
      requirementsIn(sentence, subjectPattern),
    )
  },
}

/** The keywords of RFC 2119. */
const UPPERCASE_KEYWORD = /\b(?:MUST|SHOULD|SHALL|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b/

function isNormative(context: Context, section: Section): boolean {
  if (isAboutProtocol(context)) return true
  const { text } = context.sep
  return [...runningText(section.blocks)].some(({ from, to }) => UPPERCASE_KEYWORD.test(text.slice(from, to)))
}

/** Matches a subsection, paragraph or sentence that only explains: it begins with such a word, or contains "non-normative". */
const EXPLAINS =
  /^[^\p{L}]*(?:non-?normative|informative|examples?|for example|in (?:this|the) example|rationale|background|motivation|open questions?|unresolved|alternatives?|history|historical|relation(?:ship)?|notes?|why)\b|\bnon-normative\b/iu

/** Leaves out the headings, and the subsections and paragraphs that only explain. */
function normativeBlocks(blocks: readonly RootContent[]): readonly RootContent[] {
  const normative: RootContent[] = []
  /** The depth of the heading whose subsection is left out. */
  let skippedDepth: number | null = null
  for (const block of blocks) {
    if (block.type === 'heading') {
      if (skippedDepth === null || block.depth <= skippedDepth) skippedDepth = explains(block) ? block.depth : null
    } else if (skippedDepth === null && !(block.type === 'paragraph' && explains(block))) normative.push(block)
  }
  return normative
}

function explains(block: RootContent): boolean {
  return EXPLAINS.test(plainText(block).slice(0, 200))
}

/**
 * Matches "must not", and "Must not" in the middle of a sentence. A capital before another capital may be that of a title, as in
 * "Servers Must Validate Tokens".
 */
const LOWERCASE_KEYWORD =
  /\b(?:must|should|shall)(?:\s{1,5}not)?\b|(?<=[\w`*]\s{1,5})(?:Must|Should|Shall)(?:\s{1,5}[Nn]ot)?(?=\s{1,5}[a-z])/g
/** Matches a clause about a person or program that has to follow the specification, or about a part of a message. */
const PROTOCOL_SUBJECT = buildSubjectPattern(
  'clients?|servers?|hosts?|implementations?|sdks?|receivers?|senders?|requestors?|responders?|consumers?|producers?|proxy|proxies|gateways?|intermediaries|registries|registry|peers?|endpoints?|sides?|part(?:y|ies)|transports?|(?:tool|server|client|extension) authors?|providers?|fields?|values?|responses?|requests?|messages?|headers?|parameters?|results?|propert(?:y|ies)|keys?|tokens?|identifiers?|ids?|schemas?|methods?|notifications?|uris?|x{3,}',
)
const PROCESS_SUBJECT = buildSubjectPattern(
  'maintainers?|sponsors?|authors?|groups?|members?|leads?|facilitators?|contributors?|participants?|proposals?|seps?|sdks?|projects?',
)

/**
 * Matches the clause before "must" if it is only a subject: "it", "they", or a noun with a few words before it and a phrase such as
 * "of …" after it.
 */
function buildSubjectPattern(nouns: string): RegExp {
  const opening = '(?:and|or|but|then|however|therefore|otherwise|instead|finally|so)?'
  const before = String.raw`(?:[\w'’-]{1,30}\s{1,5}){0,4}`
  const after = String.raw`(?:\s{1,5}(?:implementing|supporting|using|receiving|requiring|handling|sending|of|with|in|on|for|from)\s[^,]{1,80})?`
  const adverb = String.raw`(?:\s{1,5}(?:also|always|then|still|therefore|generally))?`
  return new RegExp(
    String.raw`^[^\p{L}]{0,20}${opening}\s{0,5}(?:it|they|${before}(?:${nouns})${after})${adverb}\s{0,5}$`,
    'iu',
  )
}

/**
 * Words of a clause that requires nothing by itself, for example because it depends on another clause. Text after a dash also depends
 * on the text before it.
 */
const SUBORDINATE =
  /\b(?:that|which|who|whose|whom|whether|how|what|why|where|when|whenever|if|unless|until|because|since|while|than|as|means?|implies|says?|no|nothing|sep)\b|[—–]|\s-\s/i
/** The words after "should" in an expectation, which demands nothing: "it should work". */
const EXPECTATION =
  /^\s{0,5}(?:(?:also|still|already|now|just|only|then)\s{1,5}){0,2}(?:end up|see|expect|notice|suffice|help|works?|feel|look|seem|know|note|read|already|be (?:able|aware|clear|possible|obvious|familiar|enough|fine|easy|simple|straightforward|noted|read|understood|rare|careful|interpreted as)|have (?:been|no))\b/i

/** The words after "must" in a remark: "It must be noted that …". */
const REMARK = /^\s{0,5}(?:also\s{1,5})?(?:already|be (?:noted|clear|said|stressed))\b/i

/** The opening of a sentence that reports an RFC's requirements. */
const ABOUT_RFC = /^\s*(?:-|\d+\.)?\s*(?:per|according to|as required by|in|under)\s[^.]{0,40}\bRFC\b|^\s*RFC\b/i

function requirementsIn({ text, from }: Sentence, subjectPattern: RegExp): readonly Problem[] {
  const start = text.slice(0, 200)
  if (text.endsWith('?') || EXPLAINS.test(start) || ABOUT_RFC.test(start)) return []
  const problems: Problem[] = []
  let isRequirement = false
  for (const { index, 0: word } of text.matchAll(LOWERCASE_KEYWORD)) {
    const before = text.slice(Math.max(0, index - MAX_LENGTH_BEFORE), index)
    const clause = before.split(/[,:(]/).at(-1) ?? ''
    // In "A host must ask, and should wait", both words have the same subject.
    const continuesRequirement: boolean =
      /^\s*(?:and|or|but)?\s*$/i.test(clause) && (isRequirement || UPPERCASE_KEYWORD.test(before))
    isRequirement =
      continuesRequirement ||
      (before.length < MAX_LENGTH_BEFORE && subjectPattern.test(clause) && !SUBORDINATE.test(clause))
    const after = text.slice(index + word.length, index + word.length + 60)
    const demandsNothing = /^should/i.test(word) ? EXPECTATION.test(after) : REMARK.test(after)
    if (!isRequirement || demandsNothing) continue
    const range = { from: from + index, to: from + index + word.length }
    const keyword = word.replaceAll(/\s+/g, ' ')
    problems.push({
      range,
      message: `"${keyword}" in Specification: write ${keyword.toUpperCase()}, or use another word`,
    })
  }
  return problems
}

/** If "must" is further into its sentence, we do not look for its subject. */
const MAX_LENGTH_BEFORE = 600
