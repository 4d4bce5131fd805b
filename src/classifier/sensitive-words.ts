import { containsAny, isAscii, phrases, type SlowPattern } from '../text/words.ts'

/** Words for a weakness, an attacker, and what people do to each other, in languages other than English. */
const FOREIGN_ASCII: SlowPattern = {
  mayMatch: containsAny(
    phrases(`schwachstelle angreifer beleidig vulnerabilid atacante attaccant attaquant malicios malveillant agresor asedi faille injuri
    insulta insulto molest minacc hakaret tehdit taciz grozi kwetsbaarhe aanvaller bedreig keamanan penyerang doet_zich scheldt gibt_sich
    se_fait se_hace se_faz spaccia podszywa sicherheitslu acosa acoso harcel menac ameac bezpiecze podatnosc`),
  ),
  pattern:
    /schwachstelle|angreifer|beleidig|vulnerabilid|atacante|attaccant|attaquant|malicios|malveillant|agresor|asedi|faille|injuri|insulta(?!n)|insulto |molest|minacc|hakaret|tehdit|taciz|grozi|kwetsbaarhe|aanvaller|bedreig|celah keamanan|penyerang|doet zich voor|scheldt|gibt sich (?:als|f[uü]r)|se fait passer|se hace pasar|se faz passar|si spaccia|podszywa|sicherheitslu|acos[ao]|harcel|m'a menac|ameac|luk[ai] bezpiecze|luk[ai] w zabezpiecze|podatnosc/,
}
/** Such words for texts that are not ASCII. Compiled on first use, because that takes a millisecond, and most texts are ASCII. */
let foreignNonAscii: RegExp | undefined

/** Together, a word for what must be checked to protect an account and a word for "not checked" indicate a weakness. */
const FOREIGN_CREDENTIAL =
  /token|jwt|oauth|pkce|nonce|\bstate\b|signatur|firma\b|assinatura|firm[ae] digital|zertifikat|certifica|issuer|audience|подпис|токен|сертификат|签名|簽名|令牌|证书|署名|トークン|証明書|서명|토큰|인증서|imza/
const FOREIGN_NOT_CHECKED =
  /(?:nie|nicht|nirgends) (?:gepr[üu]ft|verifiziert|validiert|überprüft)|abgelaufene\w* \w+ (?:wird|werden) (?:\w+ )?(?:angenommen|akzeptiert)|(?:nunca|no) se (?:comprueba|verifica|valida)|(?:nunca|não) (?:é|são) (?:verificad|validad|conferid)|n[’']est (?:jamais|pas) (?:vérifié|contrôlé|validé)|(?:non|mai) viene (?:mai )?(?:controllat|verificat|validat)|не провер|никогда не провер|не перевір|nie jest sprawdz|(?:doğrulanm|kontrol edilm)[ıi]yor|没有(?:校验|验证|检查)|沒有(?:校驗|驗證|檢查)|[未不](?:校验|验证|驗證)|検証(?:され|し)て(?:い)?ない|検証(?:され|し)てい?ません|検証されない|チェックされて(?:い)?(?:ない|ません)|검증(?:하지|되지) 않|확인(?:하지|되지) 않/

function matches(pattern: SlowPattern, lower: string): boolean {
  return pattern.mayMatch(lower) && pattern.pattern.test(lower)
}

/** Whether a text has a word for a weakness, an attacker, or what people do to each other, in a language other than English. */
export function hasForeignCue(text: string): boolean {
  const lower = text.toLowerCase()
  if (matches(FOREIGN_ASCII, lower)) return true
  if (isAscii(text)) return false
  foreignNonAscii ??=
    /sicherheitsl[uü]|bösartig|belästig|vulnerabilit[àé]|acos[aoó]|harc[eè]l|insulté|menacé|m[’']a menac|amea[çc]|assédi|уязвим|злоумышл|атакующ|оскорб|угрожа|травл|вразлив|зловмисн|(?<!\p{L})образ(?:и[влт]|ж)|погрож|漏洞|攻击者|攻擊者|窃取|竊取|骚扰|騷擾|辱骂|辱罵|威胁|威脅|脆弱性|攻撃者|嫌がらせ|侮辱|脅迫|취약점|공격자|탈취|괴롭|모욕|협박|güvenlik açığı|saldırgan|luk[aię] bezpiecze|luk[aię] w zabezpiecze|podatno[śs][ćc]|atakując|obraża|nęka|ثغرة|مهاجم|تحرش|يهين|يهدد|कमज़ोरी|कमजोरी|हमलावर|धमकी|अपमान|lỗ hổng|kẻ tấn công|ช่องโหว่|ผู้โจมตี|悪意|乗っ取|なりすま|つきまと|ストーカー|セクハラ|痴漢|性骚扰|性騷擾|冒充|盗号|被盗|스토킹|성희롱|성추행|사칭|угнали|взломал|выда[её]т себя|домога|переслідує|преследует|следит за мной/u
  return foreignNonAscii.test(lower)
}

/** English words for a weakness, an attacker, something secret, and what people do to each other. */
const ENGLISH_CUE =
  /vuln|exploit|attack|malicious|inject|\b(?:rce|xss|ssrf|csrf|cve|dos)\b|bypass|travers|escap|hijack|spoof|impersonat|forge|leak|steal|stole|expos|unauth|authent|authori[sz]|privilege|sandbox|backdoor|(?:0|zero)-?day|\bhole\b|weakness|secur|overflow|arbitrary|crafted|token|api[- _]?key|secret|password|credential|private|harass|bull(?:y|ie)|insult|threat|racis|sexi|sexual|stalk|assault|abus|molest|slur|dox|hostil|discriminat|creep|\b(?:un)?ban(?:ned)?\b|humiliat|belittl|grop(?:e|ing)|slapp|punch|\b(?:hit|hurt|grabbed|touched|follow(?:s|ed)) (?:me|her|him|us|them)\b|behaviou?r of|about (?:a|one of (?:the|your|our)|some) (?:maintainer|member|moderator|facilitator|lead)/i

/** The names of kinds of weaknesses, as people put them into a title, in lower case. */
const WEAKNESS: SlowPattern = {
  mayMatch: containsAny(
    phrases(`pollution redirect xxe xml_external deserialization overflow over-read overread after-free after_free double_free bounds redos
    denial_of_service rebinding clickjacking smuggling injection fixation hijacking idor direct_object timing_attack side-channel
    side_channel toctou escape xss cross-site csrf ssrf rce remote_code bypass escalation deputy traversal zip_slip arbitrary takeover`),
  ),
  pattern:
    /\b(?:prototype pollution|open redirects?|xxe|xml external entit|(?:insecure|unsafe|untrusted) deserialization|(?:heap|buffer|stack) (?:overflow|over-?read)|use[- ]after[- ]free|double free|out[- ]of[- ]bounds (?:read|write)|redos|regular expression denial of service|dns rebinding|clickjacking|request smuggling|(?:header|crlf|command|argument|sql|code|template|log|html) injection|session (?:fixation|hijacking)|idor|insecure direct object|timing attack|side[- ]channel|toctou|(?:symlink|sandbox|container) escape|xss|cross-site (?:scripting|request)|csrf|ssrf|rce|remote code execution|auth(?:entication|orization)?[- ]bypass|privilege escalation|confused deputy|(?:path|directory) traversal|zip slip|arbitrary (?:file|code|command)|account takeover)/,
}

/** Statements that a check that protects an account is missing. */
const MISSING_CHECK: SlowPattern = {
  mayMatch: containsAny(phrases('checked verified validated compared enforced accepted still_valid still_work')),
  pattern:
    /\b(?:state|nonce|signatures?|issuer|audience|origin|expiry|redirect[ _]ur[il]s?|pkce|code[ _](?:verifier|challenge)|certificates?|jwt|tokens?|scopes?|permissions?)\b(?: \w+){0,3} (?:(?:is|are|gets?) (?:never|not)|isn['’]t|aren['’]t|never) (?:checked|verified|validated|compared|enforced)\b|\b(?:expired|revoked|unsigned|forged) (?:\w+ )?(?:tokens?|sessions?|codes?|keys?|jwts?) (?:(?:is|are|still|keeps?)\b(?: \w+){0,2} accepted|(?:(?:is|are) )?still (?:valid|works?|working))\b/,
}

/** Words for somebody else, in texts that say that one person gets what belongs to another. */
const SOMEBODY_ELSE = '(?:another|someone else|somebody else|a different|the previous|other|the wrong)'
const PERSON = '(?:users?|tenants?|customers?|callers?|persons?|accounts?|people)'
/**
 * Effects that only a weakness has: one person gets what belongs to another, two people share a session, a stranger's script runs,
 * or what protects an account has no effect.
 */
const WEAKNESS_EFFECT: SlowPattern = {
  mayMatch: containsAny(
    phrases(
      'else different previous other wrong twice two_ both several_ multiple_ alert( none anything rejectunauthorized insecureskipverify',
    ),
  ),
  pattern: new RegExp(
    [
      String.raw`\b(?:sees?|saw|gets?|got|receiv\w+|reads|return\w*|show(?:s|n|ed)?|fetch\w*|deliver\w*|leak\w*|answers?|hands?|lists?|exposes?|opens?)\b[^.\n]{0,40}\b(?:(?:of|from|to|for) ${SOMEBODY_ELSE} ${PERSON}\b|${SOMEBODY_ELSE} ${PERSON}['’]s? )`,
      String.raw`\b${SOMEBODY_ELSE}(?: ${PERSON})?(?:['’]s|s['’]) (?:\w+ )?(?:data|messages?|chats?|sessions?|files?|results?|answers?|responses?|repl(?:y|ies)|prompts?|tools?|tokens?|history|inbox|mails?|documents?|notes?|requests?|conversations?|resources?|identity|context)\b`,
      String.raw`\balert\(\d?\)|\balg(?:orithm)?\b[^.\n]{0,12}\bnone\b[^.\n]{0,40}\b(?:accept|through|pass|work|valid|enough|allow)`,
      String.raw`(?:verif\w+|validat\w+)\b[^.\n]{0,12}\b(?:does(?:n['’]t| not)|never) (?:verify|verifies|validates?|checks?) anything\b`,
      String.raw`\b(?:rejectunauthorized\W{0,3}false|insecureskipverify\W{0,3}true)\b[^.\n]{0,40}\b(?:always|all the time|by default|everywhere|hard-?coded)\b|\b(?:always|hard-?codes|sets|passes)\b[^.\n]{0,20}\b(?:rejectunauthorized\W{0,3}false|insecureskipverify\W{0,3}true)\b`,
      String.raw`\b(?:hands?|handed|gives?|gave|given|issues?|issued|assigns?|assigned) (?:out )?(?:the same )?(?:sessions?|(?:session|user) ids?|tokens?|authorization codes?|nonces?) (?:twice\b(?! as| an?\b| per)|to (?:two|both|several|different|multiple) (?:clients|users|callers|tenants))`,
      String.raw`\b(?:two|both|several|different) (?:clients|users|callers|tenants|customers) (?:get|got|receive|received|share|land in|end up in|ended up in) (?:the same|one) (?:session|token|account|user|identity)`,
    ].join('|'),
  ),
}

/**
 * What is typical of a report of a weakness: what a hostile party can do, a severity score, an attack that is proven, findings of
 * an audit, other people's text that is executed or obeyed, or a statement that the author reports a weakness.
 */
const WEAKNESS_REPORT: SlowPattern = {
  mayMatch: containsAny(
    phrases(
      'hostile malicious rogue attacker cvss poc proof-of proof_of pen-test pentest penetration audit security_review security_assessment vulnerab security_hole security_bug security_flaw hidden crafted execut eval interpolat',
    ),
  ),
  pattern:
    /\b(?:(?:hostile|malicious|rogue) (?:\w+ )?(?:servers?|clients?|tools?|hosts?|packages?|pages?|websites?|peers?|apps?|bundles?|descriptions?|prompts?|names?|icons?|responses?|results?|inputs?|messages?|files?|links?|images?)|attackers?) (?:can|could|may|might|gets? to|lets?|puts?|injects?|steals?|reads?|writes?|runs?|makes?|takes?) |\bcvss\b[^\n]{0,14}\d\.\d|(?:inject|exploit|attack|malicious|hostile|bypass|steal|vuln|leak|travers|escap)[^\n]{0,80}\b(?:poc|proof[- ]of[- ]concept)\b|\b(?:poc|proof[- ]of[- ]concept)\b[^\n]{0,80}(?:inject|exploit|attack|malicious|hostile|bypass|steal|vuln|leak|travers)|\b(?:pen-?test|penetration test|(?<!npm )(?<!conformance )audit|security (?:review|assessment))\b[^\n]{0,60}\b(?:findings|gaps|holes|flaws|weaknesses|vulnerabilit)|\bhidden (?:instructions?|prompts?) in (?:an? |the )?(?:\w+ )?(?:descriptions?|results?|names?|icons?|resources?|prompts?)|\bcrafted (?:\w+ ){1,4}(?:kills?|crash(?:es)?|stops?|takes? down|hangs?|freezes?|blocks?|exhausts?)\b|\b(?:executes|evals|evaluates|interpolates) (?:the |an? |any |raw |user )?(?:file ?names?|input|tool names?|descriptions?)\b|\b(?:i|we) [^.\n]{0,30}\b(?:disclos|report)\w* (?:an?|this|the|my|our) (?:\w+ ){0,2}(?:vulnerabilit|security (?:hole|bug|flaw))/,
}
/** The id of a weakness, which is then usually known to the public. */
const PUBLISHED_ID = /\b(?:cve-\d{4}-\d+|ghsa-\w{4}-\w{4}-\w{4})\b/

/** Words of a proposal or a question about protection from weaknesses, not about a weakness that exists. */
const PROPOSAL =
  /\b(?:protect|prevent|mitigat|harden|defen[cds]|propos|should|sep\b|add\b|support|document|docs?\b|explain|guid(?:e|ance)|discuss)|^\s*(?:how|what|why|where|who|is|are|can|could|do|does)\b|\?/i
/** Words of a text that says what the project should prevent, test or describe. */
const REQUEST_ABOUT_EFFECT = /\b(?:should|tests? (?:for|that)|recommend\w*|checklist|section|wording|typo)\b/i
/** Words of a text about the wording of a document. A report also has them, if it says what the specification lacks. */
const WORDING =
  /\b(?:avoid|guard|recommend|consider|spec(?:ification)?\b|section|checklist|tests?\b|example|typo|wording|terms?\b|define)/i

function isAboutProtection(text: string): boolean {
  return PROPOSAL.test(text) || WORDING.test(text)
}

/** Whether a text says that something has a weakness of a known kind, like "prototype pollution through tool arguments". */
export function claimsWeakness(text: string): boolean {
  const lower = text.toLowerCase()
  if (matches(WEAKNESS, lower)) return !isAboutProtection(text) && !PUBLISHED_ID.test(lower)
  if (matches(WEAKNESS_REPORT, lower)) return !PROPOSAL.test(text) && !PUBLISHED_ID.test(lower)
  if (matches(WEAKNESS_EFFECT, lower)) return !REQUEST_ABOUT_EFFECT.test(text)
  return claimsMissingCheck(text, lower)
}

/** A text matches if all patterns of at least one of the `alternatives` match. */
type StatementPatterns = Pick<SlowPattern, 'mayMatch'> & { readonly alternatives: readonly (readonly RegExp[])[] }

/**
 * Statements of people who have found a weakness and ask where to report it, or wait for an answer to a report. The question alone
 * sounds like a question about the project: "Is there a bounty? I have an RCE."
 */
const OFFERS: StatementPatterns = {
  mayMatch: containsAny(
    phrases('exploit day rce vulnerab security disclos ghsa advisory private_report cve pgp gpg encrypted bount'),
  ),
  alternatives: [
    [
      /\b(?:i|we)(?:['’]ve)? (?:(?:have|just|also) )?(?:have|got|found|discovered|identified|built) (?:an? |the |my |our |some |two |three )?(?:[\w-]+ ){0,2}(?:exploits?|(?:0|zero)-?days?|rce|vulnerabilit(?:y|ies)|security (?:holes?|bugs?|flaws?|findings?))\b(?! (?:scan|check|alert|manage|data|polic|fix|test|report template))/,
    ],
    [/\b(?:coordinated|responsible) disclosure\b/],
    [/\b(?:my|our) (?:\w+ )?(?:ghsa|(?:draft )?advisory(?! board)|(?:vulnerability|security|private) report)\b/],
    [
      /\b(?:\d{2,3}|ninety)[- ]days?\b[^.\n]{0,30}\b(?:disclos|polic|deadline|clock|embargo|timeline)/,
      /disclos|finding|flaw|\bpoc\b|exploit|weakness|\bholes?\b/,
    ],
    [/\bcves?\b/, /\b(?:i|we)(?:['’]ve| have)? (?:found|discovered)\b|unreported|undisclosed|nobody knows/],
    [
      /\b(?:pgp|gpg|encrypted)\b/,
      /exploit|\bpoc\b|proof of concept|\bfindings?\b|write-?up|vulnerab|\bholes?\b|\breports\b/,
    ],
    [
      /\bsecurity@|\bsecurity (?:contact|team|mail|address|inbox)\b/,
      /\bno(?:body| (?:answer|reply|response|reaction))|silen|unanswered|bounce|(?:n['’]t|not) (?:answer|react|repl|respond)/,
    ],
    [/\bbount(?:y|ies)\b/, /\b(?:i|we)(?:['’]ve| have| can| got| found)\b/],
  ],
}
/** Words of a text about the rules for reports, not about a report. */
const ABOUT_RULES =
  /\bpolic(?:y|ies)\b(?! (?:starts|ends|gives))|\b(?:section|pages?|docs?|documentation|process|guides?|add|template|typo|wording|security\.md|propos\w*|should|release notes|changelog|shipped a fix|(?:been|was) (?:out|fixed|published)|public numbers)\b/

function matchesStatement({ mayMatch, alternatives }: StatementPatterns, text: string): boolean {
  const lower = text.toLowerCase()
  const isMatch = mayMatch(lower) && alternatives.some((patterns) => patterns.every((pattern) => pattern.test(lower)))
  return isMatch && !ABOUT_RULES.test(lower)
}

/** Whether a person offers a report of a weakness that is not public yet, or asks about one that they have sent. */
export function offersReport(text: string): boolean {
  return matchesStatement(OFFERS, text) && !PUBLISHED_ID.test(text.toLowerCase())
}

/** A request not to make the text public, in any of thirteen languages. No public training text has such a request. */
const SECRECY: SlowPattern = {
  mayMatch: containsAny(
    phrases(
      'public publi openly the_open keep_ hag difund torne espalhe rendete pubblic diffond bitte vertraulich divulg diffus en_privado sigilo in_privato openbaar vertrouwelijk öffentlich ujawni публик публік разглаш распростран розголош поширю 公 内密 保密 공개',
    ),
  ),
  pattern:
    /\b(?:do not|don['’]t|never|not to|without|rather not|won['’]t|will not) (?:\w+ )?(?:(?:mak(?:e|ing) (?:(?:any of )?(?:this|it|that|these)|the details|my report)|(?:publish|post|shar|disclos|discuss|writ|put|describ|say)(?:e|ing)? (?:(?:any of )?(?:this|it|that|these|more)|(?:any|every)thing|the (?:details|rest|steps|exploit)|my report)) (?:public(?:ly)?|in (?:public|the open)|openly)\b|go public\b)|\b(?:please keep it|keep (?:this|my (?:report|name)|the details)) (?:private|confidential|secret|between us|out of (?:the )?public)\b(?! by)|bitte (?:das |dies(?:es)? |es |hier |noch |vorerst |davon )?nichts? (?:öffentlich|oeffentlich|veröffentlich|weiter(?:geben|sagen))|\bne (?:le |la |pas |rien )*(?:publie[rz]|divulgue[rz]|diffuse[rz])(?: (?:ceci|cela|ça|rien|pas|s['’]il|svp|merci)\b|[.,!]|$)|\bno (?:lo|la|esto) (?:hag[aá]i?[ns]|publiqu|divulgu|difund)|\bnão (?:o |a )?(?:torne|publique|divulgue|espalhe)m? (?:isto|isso|ainda)|\bem sigilo\b|\bnon (?:lo |la )?(?:rendete|pubblicate|divulgate|diffondete)(?:lo)?\b|\bniet (?:openbaar|publiek) (?:maken|delen)|vertrouwelijk|vertraulich|\bnie (?:publikuj|upubliczniaj|ujawniaj)|не (?:публикуй|публікуй|разглаша|распространя|розголош|поширю)|公開しないで|公開は控え|公にしないで|内密に|(?:请勿|请不要|請勿|請不要|不要)公[开開]|保密|공개하지 ?(?:마|말)|비공개로 (?:부탁|해)/,
}

/** Whether the author asks that nobody else reads the text, like "please do not make this public". */
export function asksForSecrecy(text: string): boolean {
  return matches(SECRECY, text.toLowerCase())
}

/** Statements of people who were excluded, or who are called by a wrong name or pronoun. */
const COMPLAINTS: StatementPatterns = {
  mayMatch: containsAny(
    phrases(
      'deadnam misgender appeal decision ban suspen kicked muted timed_out removed_from gesperrt exclu expuls bloquearon забан заблок landım landim 被 され 차단',
    ),
  ),
  alternatives: [
    [/\b(?:deadnam|misgender)(?:ed|es|s)\b/],
    [
      /\bappeal(?:ing|s|ed)? (?:against (?:an? |the )?|(?:of |to )?(?:my|this|your) )(?:\w+ )?(?:ban|warning|timeout|suspension|mute|kick)\b/,
    ],
    [/\b(?:enforcement|moderation|moderators?['’]?s?) decision\b/, /disagree|unfair|unjust|\bwrong|review|appeal/],
    [
      /\b(?:i|my account) (?:\w+ ){0,2}(?:banned|suspended|kicked|muted|timed out|removed from)\b|\bbanned me\b|ich (?:wurde|bin) [^.!?\n]{0,40}(?:gesperrt|gebannt)|j['’]ai été (?:bannie?|exclue?)|me (?:banearon|expulsaron|bloquearon)|fui (?:banead|banid|expuls|suspens)[ao]|меня (?:забанили|заблокировали)|sono stat[ao] bannat[ao]|zosta[łl][ae]m zbanowan|(?:ban|yasak)land[ıi]m|被(?:封|禁)|(?:ban|参加停止|追放)に?され|차단(?:당|되)/,
      /by (?:mistake|accident|error)|in error|wrongly|unfair|unjust|no reason|hacked|stolen|appeal|unrecht|irrtüm|versehen|gehackt|erreur|à tort|volée?|por error|injust|robad|engano|roubad|ошибк|взломал|украден|per errore|pomy[łl]k|yanlı[şs]l[ıi]k|haksız|误|誤|申诉|申訴|異議|실수|이의/,
    ],
  ],
}

/** Whether a person complains about being excluded by mistake, or about the use of a wrong name or pronoun. */
export function complains(text: string): boolean {
  return matchesStatement(COMPLAINTS, text)
}

/**
 * The first verb of a proposal. A report can begin with the same word ("Document upload: …"), so the second pattern finds what only a
 * report says.
 */
const PROPOSAL_START = /^\W*(?:add|support|implement|document|protect|prevent|mitigate|harden)\b/i
const SAYS_WHAT_HAPPENS = /:|\b(?:allow|let|enabl|return|leak|expos|through|via|can)/i

/** Whether a text begins with a proposal of protection from a weakness of a known kind, like "Support CSRF tokens". */
export function proposesProtection(text: string): boolean {
  if (!PROPOSAL_START.test(text) || SAYS_WHAT_HAPPENS.test(text)) return false
  const lower = text.toLowerCase()
  return matches(WEAKNESS, lower)
}

function claimsMissingCheck(text: string, lower: string): boolean {
  if (matches(MISSING_CHECK, lower)) return !isAboutProtection(text)
  return FOREIGN_CREDENTIAL.test(lower) && FOREIGN_NOT_CHECKED.test(lower)
}

/** Whether a text has a word for a weakness, an attacker, something secret, or what people do to each other. */
export function namesSensitive(text: string): boolean {
  if (ENGLISH_CUE.test(text) || hasForeignCue(text)) return true
  const lower = text.toLowerCase()
  return matches(WEAKNESS, lower) || claimsMissingCheck(text, lower)
}

/** Words that a specification also uses for ordinary things, so that none of them alone makes a text sensitive. */
const NEUTRAL_WORD =
  /^(?:tokens?|api[- _]?keys?|secrets?|passwords?|credentials?|private|auth\w*|escap\w*|sandbox\w*|travers\w*|arbitrary|crafted|overflow|holes?|dos)$/i

/** Whether one word alone shows that a text must not be public, like "xss" or "harassment". */
export function isSensitiveWord(word: string): boolean {
  return namesSensitive(word) && !NEUTRAL_WORD.test(word)
}
