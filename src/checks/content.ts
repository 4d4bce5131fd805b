import { FOREIGN_CUE } from './statements.ts'

/**
 * Words without content of their own: function words, and names for numbered items. None of them can describe a
 * vulnerability, a person or a secret.
 */
const GENERIC = new Set(
  `a an and as at be been body bulk by created creates demo do does done each entry every example few first follow followed
  following for from has have hello here in is issue issues it item items its last later list made make makes me more my new
  next no nothing now number of on once one only or other our part parts placeholder plan please point row rows sample second
  section see some step steps still task tasks test testing tests text that the their them then there these they thing things
  third this those title to todo tracking two up us we what when which with work works world yes yet you your`.split(
    /\s+/,
  ),
)

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** Short words are ignored only in Latin script: in other scripts, one or two characters can be a whole word. */
const LATIN = /^[a-z0-9]+$/
const MIN_LETTERS = 3

/** Has the text no content, like "Task 12. The body of task 12."? It then harms nobody, even if the classifier finds it sensitive. */
export function saysNothing(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (!isEmptyWord(word)) return false
  }
  return true
}

/** With fewer words of content, even a sure classifier has no reason that anybody could check. */
const MIN_CONTENT = 4
/** With a few more, it must be sure. */
const ENOUGH_CONTENT = 6
const SURE = 0.8

/** English words for a weakness, an attacker, something secret, and what people do to each other. */
const ENGLISH_CUE =
  /vuln|exploit|attack|malicious|inject|\b(?:rce|xss|ssrf|csrf|cve|dos)\b|bypass|travers|escap|hijack|spoof|impersonat|forge|leak|steal|stole|expos|unauth|authent|authori[sz]|privilege|sandbox|backdoor|(?:0|zero)-?day|\bhole\b|weakness|secur|overflow|arbitrary|crafted|token|secret|password|credential|private|harass|bull(?:y|ie)|insult|threat|racis|sexi|sexual|stalk|assault|abus|molest|slur|dox|hostil|discriminat|creep|banned|humiliat|belittl|grop(?:e|ing)|slapp|punch|\b(?:hit|hurt|grabbed|touched|follow(?:s|ed)) (?:me|her|him|us|them)\b|behaviou?r of/i

/**
 * A very short text that names nothing sensitive, which the classifier only guesses to be sensitive, like "Verify the build". A
 * post is stopped for a reason that its author can see, not for a bare probability.
 */
export function isGuess(text: string, sensitivity: number): boolean {
  if (ENGLISH_CUE.test(text) || FOREIGN_CUE.test(text)) return false
  const content = countContent(text)
  return content < MIN_CONTENT || (content < ENOUGH_CONTENT && sensitivity < SURE)
}

/** In other scripts, two characters may be a word, because some put no spaces between words. */
function countContent(text: string): number {
  let count = 0
  for (const [word] of text.toLowerCase().matchAll(WORD))
    if (!isEmptyWord(word)) count += LATIN.test(word) ? 1 : Math.max(1, word.length / 2)
  return count
}

function isEmptyWord(word: string): boolean {
  return GENERIC.has(word) || (LATIN.test(word) && word.replaceAll(/\d/g, '').length < MIN_LETTERS)
}
