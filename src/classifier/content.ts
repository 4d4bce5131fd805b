import { isAscii } from '../text/words.ts'
import { type Model, rowOf } from './model.ts'
import { isWithoutSpaces, splitWords, translate, type Word } from './words.ts'

/** Words that mean nothing by themselves, so no phrase begins or ends with them. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `a about after again all also am an and another any are as at be because been before being but by can cannot could did do does don each else
  even ever every few for from get gets give given gives go goes got had has have he her here him his how i if in into is it its just
  let lets like made make makes many may me might more most much must my need needs never no not now of off on once one only or
  other others our out over own put s same say says see seen set she should since so some someone something such t take takes than
  that the their them then there these they thing things this those through to too two under until up us use used uses using ve
  very want wants was way we were what when where whether which while who why will with within without would yet you your`.split(
    /\s+/,
  ),
)

/**
 * Words without content of their own: function words, and the words of numbered items, test posts and placeholders. None of them
 * can describe a vulnerability, a person or a secret.
 */
const GENERIC = new Set(
  `a an and as at be been body bulk by created creates demo do does done each entry every example few first follow followed
  following for from has have hello here in is issue issues it item items its last later list made make makes me more my new
  next no nothing now number of on once one only or other our part parts placeholder plan please point row rows sample second
  section see some step steps still task tasks test testing tests text that the their them then there these they thing things
  third this those title to todo tracking two up us we what when which who with work works world yes yet you your`.split(
    /\s+/,
  ),
)

/** Short words are ignored only if they are ASCII: in other scripts, one or two characters can be a whole word. */
const ASCII_WORD = /^[a-z0-9]+$/
const MIN_LETTERS = 3

/** Whether a text has no content, like "Task 12. The body of task 12.", so that it harms nobody, whatever the classifier says. */
export function saysNothing(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(letterRuns(text))) {
    if (!isGenericWord(word)) return false
  }
  return true
}

/** With fewer words of content, nobody could check the classifier's reasons, so we do not trust it, however sure it is. */
const MIN_CONTENT = 4
/** With fewer words of content than this, we trust the classifier only if its probability is at least `SURE_PROBABILITY`. */
const ENOUGH_CONTENT = 6
const SURE_PROBABILITY = 0.8

/** Words for a weakness, an attacker, and what people do to each other, in languages other than English. */
const FOREIGN_ASCII =
  /schwachstelle|angreifer|beleidig|vulnerabilid|atacante|attaccant|attaquant|malicios|malveillant|agresor|asedi|faille|injuri|insulta(?!n)|insulto |molest|minacc|hakaret|tehdit|taciz|grozi|kwetsbaarhe|aanvaller|bedreig|celah keamanan|penyerang|doet zich voor|scheldt|gibt sich (?:als|f[uü]r)|se fait passer|se hace pasar|se faz passar|si spaccia|podszywa|sicherheitslu|acos[ao]|harcel|m'a menac|ameac|luk[ai] bezpiecze|luk[ai] w zabezpiecze|podatnosc/
/** The same words with other letters. Compiled on first use, because that takes a millisecond, and most texts are ASCII. */
let foreignOther: RegExp | undefined

/** What is checked to protect an account, and that it is not checked, in languages other than English. Both together tell of a weakness. */
const FOREIGN_GUARD =
  /token|jwt|oauth|pkce|nonce|\bstate\b|signatur|firma\b|assinatura|firm[ae] digital|zertifikat|certifica|issuer|audience|подпис|токен|сертификат|签名|簽名|令牌|证书|署名|トークン|証明書|서명|토큰|인증서|imza/
const FOREIGN_UNCHECKED =
  /(?:nie|nicht|nirgends) (?:gepr[üu]ft|verifiziert|validiert|überprüft)|abgelaufene\w* \w+ (?:wird|werden) (?:\w+ )?(?:angenommen|akzeptiert)|(?:nunca|no) se (?:comprueba|verifica|valida)|(?:nunca|não) (?:é|são) (?:verificad|validad|conferid)|n[’']est (?:jamais|pas) (?:vérifié|contrôlé|validé)|(?:non|mai) viene (?:mai )?(?:controllat|verificat|validat)|не провер|никогда не провер|не перевір|nie jest sprawdz|(?:doğrulanm|kontrol edilm)[ıi]yor|没有(?:校验|验证|检查)|沒有(?:校驗|驗證|檢查)|[未不](?:校验|验证|驗證)|検証(?:され|し)て(?:い)?ない|検証(?:され|し)てい?ません|検証されない|チェックされて(?:い)?(?:ない|ません)|검증(?:하지|되지) 않|확인(?:하지|되지) 않/

/** Whether a text has a word for a weakness, an attacker, or what people do to each other, in a language other than English. */
export function hasForeignCue(text: string): boolean {
  const lower = text.toLowerCase()
  if (FOREIGN_ASCII.test(lower)) return true
  if (isAscii(text)) return false
  foreignOther ??=
    /sicherheitsl[uü]|bösartig|belästig|vulnerabilit[àé]|acos[aoó]|harc[eè]l|insulté|menacé|m[’']a menac|amea[çc]|assédi|уязвим|злоумышл|атакующ|оскорб|угрожа|травл|вразлив|зловмисн|(?<!\p{L})образ(?:и[влт]|ж)|погрож|漏洞|攻击者|攻擊者|窃取|竊取|骚扰|騷擾|辱骂|辱罵|威胁|威脅|脆弱性|攻撃者|嫌がらせ|侮辱|脅迫|취약점|공격자|탈취|괴롭|모욕|협박|güvenlik açığı|saldırgan|luk[aię] bezpiecze|luk[aię] w zabezpiecze|podatno[śs][ćc]|atakując|obraża|nęka|ثغرة|مهاجم|تحرش|يهين|يهدد|कमज़ोरी|कमजोरी|हमलावर|धमकी|अपमान|lỗ hổng|kẻ tấn công|ช่องโหว่|ผู้โจมตี|悪意|乗っ取|なりすま|つきまと|ストーカー|セクハラ|痴漢|性骚扰|性騷擾|冒充|盗号|被盗|스토킹|성희롱|성추행|사칭|угнали|взломал|выда[её]т себя|домога|переслідує|преследует|следит за мной/u
  return foreignOther.test(lower)
}

/** English words for a weakness, an attacker, something secret, and what people do to each other. */
const ENGLISH_CUE =
  /vuln|exploit|attack|malicious|inject|\b(?:rce|xss|ssrf|csrf|cve|dos)\b|bypass|travers|escap|hijack|spoof|impersonat|forge|leak|steal|stole|expos|unauth|authent|authori[sz]|privilege|sandbox|backdoor|(?:0|zero)-?day|\bhole\b|weakness|secur|overflow|arbitrary|crafted|token|secret|password|credential|private|harass|bull(?:y|ie)|insult|threat|racis|sexi|sexual|stalk|assault|abus|molest|slur|dox|hostil|discriminat|creep|\b(?:un)?ban(?:ned)?\b|humiliat|belittl|grop(?:e|ing)|slapp|punch|\b(?:hit|hurt|grabbed|touched|follow(?:s|ed)) (?:me|her|him|us|them)\b|behaviou?r of|about (?:a|one of (?:the|your|our)|some) (?:maintainer|member|moderator|facilitator|lead)/i

/** The names of kinds of weaknesses, as people put them into a title, in lower case. */
const WEAKNESS =
  /\b(?:prototype pollution|open redirects?|xxe|xml external entit|(?:insecure|unsafe|untrusted) deserialization|(?:heap|buffer|stack) (?:overflow|over-?read)|use[- ]after[- ]free|double free|out[- ]of[- ]bounds (?:read|write)|redos|regular expression denial of service|dns rebinding|clickjacking|request smuggling|(?:header|crlf|command|argument|sql|code|template|log|html) injection|session (?:fixation|hijacking)|idor|insecure direct object|timing attack|side[- ]channel|toctou|(?:symlink|sandbox|container) escape|xss|cross-site (?:scripting|request)|csrf|ssrf|rce|remote code execution|auth(?:entication|orization)?[- ]bypass|privilege escalation|confused deputy|(?:path|directory) traversal|zip slip|arbitrary (?:file|code|command)|account takeover)/

/** A pattern that takes milliseconds to compile, and one for a part of each of its matches, which is tried first. */
export type SlowPattern = { readonly contains: RegExp; readonly whole: RegExp }

export function firstMatch({ contains, whole }: SlowPattern, text: string): string | null {
  return contains.test(text) ? (whole.exec(text)?.[0] ?? null) : null
}

/** That something is not checked which protects an account. */
const MISSING_CHECK: SlowPattern = {
  contains: /(?:check|verifi|validat|compar|enforc|accept)ed|still (?:valid|work)/,
  whole:
    /\b(?:state|nonce|signatures?|issuer|audience|origin|expiry|redirect[ _]ur[il]s?|pkce|code[ _](?:verifier|challenge)|certificates?|jwt|tokens?|scopes?|permissions?)\b(?: \w+){0,3} (?:(?:is|are|gets?) (?:never|not)|isn['’]t|aren['’]t|never) (?:checked|verified|validated|compared|enforced)\b|\b(?:expired|revoked|unsigned|forged) (?:\w+ )?(?:tokens?|sessions?|codes?|keys?|jwts?) (?:is|are|still|keeps?)\b(?: \w+){0,2} (?:accepted|valid|works?|working)\b/,
}

/** What only a report of a weakness has: what a hostile party can do, a severity score, an attack that is proven, findings of an audit. */
const REPORT: SlowPattern = {
  contains:
    /hostile|malicious|rogue|attacker|cvss|\bpoc\b|proof[- ]of[- ]concept|pen-?test|penetration|audit|security (?:review|assessment)/,
  whole:
    /\b(?:(?:hostile|malicious|rogue) (?:\w+ )?(?:servers?|clients?|tools?|hosts?|packages?|pages?|websites?|peers?|apps?|bundles?)|attackers?) (?:can|could|may|might|gets? to|lets?|puts?|injects?|steals?|reads?|writes?|runs?|makes?|takes?) |\bcvss\b[^\n]{0,14}\d\.\d|(?:inject|exploit|attack|malicious|hostile|bypass|steal|vuln|leak|travers|escap)[^\n]{0,80}\b(?:poc|proof[- ]of[- ]concept)\b|\b(?:poc|proof[- ]of[- ]concept)\b[^\n]{0,80}(?:inject|exploit|attack|malicious|hostile|bypass|steal|vuln|leak|travers)|\b(?:pen-?test|penetration test|(?<!npm )(?<!conformance )audit|security (?:review|assessment))\b[^\n]{0,60}\b(?:findings|gaps|holes|flaws|weaknesses|vulnerabilit)/,
}
/** A weakness that is known to the public. */
const PUBLISHED = /\b(?:cve-\d{4}-\d+|ghsa-\w{4}-\w{4}-\w{4})\b/

/** Words of a proposal or a question about protection from weaknesses, not about a weakness that exists. */
const PROPOSAL =
  /\b(?:protect|prevent|mitigat|harden|defen[cds]|propos|should|sep\b|add\b|support|document|docs?\b|explain|guid(?:e|ance)|discuss)|^\s*(?:how|what|why|where|who|is|are|can|could|do|does)\b|\?/i
/** Words of a text about the wording of a document. A report also has them, if it says what the specification lacks. */
const WORDING =
  /\b(?:avoid|guard|recommend|consider|spec(?:ification)?\b|section|checklist|tests?\b|example|typo|wording|terms?\b|define)/i

function isAboutProtection(text: string): boolean {
  return PROPOSAL.test(text) || WORDING.test(text)
}

/** Whether a text says that something has a weakness of a known kind, like "prototype pollution through tool arguments". */
export function claimsWeakness(text: string): boolean {
  const lower = text.toLowerCase()
  if (WEAKNESS.test(lower)) return !isAboutProtection(text) && !PUBLISHED.test(lower)
  if (firstMatch(REPORT, lower) !== null) return !PROPOSAL.test(text) && !PUBLISHED.test(lower)
  return claimsMissingCheck(text, lower)
}

function claimsMissingCheck(text: string, lower: string): boolean {
  if (firstMatch(MISSING_CHECK, lower) !== null) return !isAboutProtection(text)
  return FOREIGN_GUARD.test(lower) && FOREIGN_UNCHECKED.test(lower)
}

/** Whether a text has a word for a weakness, an attacker, something secret, or what people do to each other. */
export function namesSensitive(text: string): boolean {
  if (ENGLISH_CUE.test(text) || hasForeignCue(text)) return true
  const lower = text.toLowerCase()
  return WEAKNESS.test(lower) || claimsMissingCheck(text, lower)
}

/** Words that a specification also uses for ordinary things, so that none of them alone makes a text sensitive. */
const NEUTRAL =
  /^(?:tokens?|secrets?|passwords?|credentials?|private|auth\w*|escap\w*|sandbox\w*|travers\w*|arbitrary|crafted|overflow|holes?|dos)$/i

/** Whether one word alone shows that a text must not be public, like "xss" or "harassment". */
export function isSensitiveWord(word: string): boolean {
  return namesSensitive(word) && !NEUTRAL.test(word)
}

/**
 * Whether the classifier only guesses that a text is sensitive, because the text is very short and names nothing sensitive, like
 * "Verify the build". We stop a post for a reason that its author can see, not for a bare probability.
 */
export function isGuess(text: string, sensitivity: number): boolean {
  if (namesSensitive(text)) return false
  const content = countContent(text)
  return content < MIN_CONTENT || (content < ENOUGH_CONTENT && sensitivity < SURE_PROBABILITY)
}

/** Counts each word once, because a repeated word says nothing more. */
function countContent(text: string): number {
  const words = new Set(Array.from(text.toLowerCase().matchAll(letterRuns(text)), ([word]) => word))
  let count = 0
  for (const word of words) if (!isGenericWord(word)) count += sizeOf(word)
  return count
}

/** Returns how many words a run of letters counts as. In a script without spaces, two letters count as a word, as in Chinese. */
export function sizeOf(word: string): number {
  return isWithoutSpaces(word) ? Math.max(1, word.length / 2) : 1
}

function letterRuns(text: string): RegExp {
  return isAscii(text) ? /[a-z0-9]+/g : /[\p{L}\p{M}\p{N}]+/gu
}

function isGenericWord(word: string): boolean {
  return GENERIC.has(word) || (ASCII_WORD.test(word) && word.replaceAll(/\d/g, '').length < MIN_LETTERS)
}

/** Words of greetings, complaints and requests that do not say what a text is about, and placeholder words. */
const VAGUE = new Set(
  `any anybody anyone anything baz blah broken dear dolor everything fail fails foo bar hey hello hi here ipsum lorem nothing ok okay
  please problem question questions sit amet somebody someone something stuff test thank thanks thing things trouble work working works
  wrong yes`.split(/\s+/),
)
const ASKING = new Set('how what when where which who why'.split(' '))

/** We assume that a text with more words has content. */
const MAX_VAGUE_WORDS = 12
/** With at least this many words of content, we can place a text at least roughly. */
const MIN_TO_PLACE = 2

/** A text, and what its classification says. */
type ClassifiedText = {
  readonly text: string
  readonly words: readonly Word[]
  /** The words that name an area. */
  readonly named: readonly string[]
  readonly isPrivate: boolean
  readonly sensitive: number
  readonly confidence: 'high' | 'medium' | 'low'
}

/** Whether a text says too little to place it: a single word, a greeting, the name of a repository, or random letters. */
export function saysTooLittle(
  { text, words, named, isPrivate, sensitive, confidence }: ClassifiedText,
  model: Model,
): boolean {
  if (words.length > MAX_VAGUE_WORDS) return false
  const contentWords = words
    .filter(({ lower }) => !EMPTY_WORDS.has(lower) && !VAGUE.has(lower))
    .map(({ lower }) => lower)
  const size = sizeOfAll(contentWords)
  if (isPrivate && namesSensitive(text)) return size < MIN_TO_PLACE && !contentWords.some(isSensitiveWord)
  if (isPrivate && confidence === 'low' && isGuess(text, sensitive)) return true
  // A question can be placed by a single word of content: "What is MCP?"
  if (ASKING.has(words[0]?.lower ?? '') && size > 0 && !isPrivate) return false
  if (size < MIN_TO_PLACE || ((!isPrivate || confidence === 'low') && isGibberish(text, words, model))) return true
  const names = new Set(named.flatMap((name) => splitWords(name).map(({ lower }) => lower)))
  return contentWords.every((word) => names.has(word))
}

function sizeOfAll(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + sizeOf(word), 0)
}

/** We assume that a longer text has a meaning, even if the model knows none of its words. */
const MAX_GIBBERISH_WORDS = 6
/** About one of a thousand short English texts is below both limits, but ninety of a hundred texts of random letters are. */
const MIN_KNOWN_PIECES = 0.7
const MIN_KNOWN_WORDS = 0.5

/** Whether a text is random letters: the dictionary has none of its words, and the model hardly any of its words and pieces. */
function isGibberish(text: string, words: readonly Word[], model: Model): boolean {
  if (/\P{ASCII}/u.test(text)) return false
  if (words.length > MAX_GIBBERISH_WORDS || translate(text, words).length > 0) return false
  const long = words.filter(({ lower }) => lower.length >= 3)
  return (
    shareOf(long, (word) => knownPieces(word, model)) < MIN_KNOWN_PIECES &&
    shareOf(long, (word) => knownWord(word, model)) <= MIN_KNOWN_WORDS
  )
}

type KnownShare = { readonly known: number; readonly all: number }

function shareOf(words: readonly Word[], count: (word: Word) => KnownShare): number {
  const counts = words.map(count)
  const all = counts.reduce((sum, count) => sum + count.all, 0)
  return all === 0 ? 0 : counts.reduce((sum, count) => sum + count.known, 0) / all
}

function knownPieces({ pieces }: Word, { channel }: Model): KnownShare {
  return { known: pieces.filter((piece) => rowOf(channel, piece) >= 0).length, all: pieces.length }
}

/** Counts the heads that know a word. We ask all three, because an unknown word can share the bucket of a known word in one head. */
function knownWord({ bucket }: Word, { area, channel, type }: Model): KnownShare {
  return { known: [area, channel, type].filter((head) => rowOf(head, bucket) >= 0).length, all: 3 }
}
