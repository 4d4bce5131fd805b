import type { Answers } from '../policy/answers.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import type { Policy } from '../policy/schema.ts'
import type { CaseId } from '../policy/schema-questions.ts'
import { containsAny, firstMatch, phrases, type SlowPattern } from '../text/words.ts'
import { hasForeignCue } from './sensitive-words.ts'
import { excerptOf } from './words.ts'

/**
 * A special case that a text describes. It decides the type and the sensitivity. `words`: the words that match a pattern; null if
 * the model decided instead.
 */
export type SpecialCase = { readonly id: CaseId; readonly words: string | null; readonly answers: PartialAnswers }

/** A special case whose pattern matches the text. `isFormal`: whether the words name a contract, an embargo or a lawyer. */
type FoundCase = SpecialCase & { readonly words: string; readonly isFormal: boolean }

const SECRET = String.raw`(?:(?:token|key|password|passphrase|secret|credential)s?|\.env)`
const namesSecret = containsAny(phrases('token key password passphrase secret credential .env'))
const EXPOSED =
  '(?:leak(?:ed|ing)|commit(?:ted|ting)|push(?:ed|ing)|past(?:ed|ing)|upload(?:ed|ing)|expos(?:ed|ing)|shar(?:ed|ing)|publish(?:ed|ing)|post(?:ed|ing)|sent|checked in)'
/** What may follow the word for a secret: its value or a word like "to", but no noun, because a "token endpoint" is not a secret. */
const AFTER_SECRET = String.raw`(?=\s*(?:$|\S{20}|[.,;:!?)"'\n]|(?:to|in|into|on|at|by|with|and|when|while|visible|yesterday|today|now|here|publicly|accidentally)\b))`
const RELATIVES = phrases(
  'wife husband spouse partner mother father mom mum dad son daughter baby family brother sister girlfriend boyfriend',
)
const RELATIVE = `(?:${RELATIVES.join('|')})`

const CONDITION = String.raw`(?:cancer|(?:stroke|heart attack|breakdown)\b|(?:serious|severe|terminal|chronic) (?:illness|disease)|burn(?:ed|t)?[ -]out|burnout|depression|depressed|hospitali[sz]ed|in (?:the )?hospital|chemo\w*|pregnant|divorced?|seriously ill|mental health|sick leave|medical leave)`

type CasePattern = SlowPattern & { readonly isFormal?: true }

const PATTERNS: { readonly [C in CaseId]: readonly CasePattern[] } = {
  'own-secret': [
    {
      mayMatch: namesSecret,
      pattern: new RegExp(
        String.raw`\b${EXPOSED}\s+(?:my|our|his|her|their|the|an?|some)\s+(?:(?!(?:for|about|of|on|with)\b)[\w./-]+\s+){0,3}${SECRET}${AFTER_SECRET}`,
        'i',
      ),
    },
    {
      mayMatch: namesSecret,
      pattern: new RegExp(
        String.raw`\b(?:my|our)\s+(?:[\w./-]+\s+){0,3}${SECRET}\s+(?:\w+\s+){0,4}(?:leaked|committed|pushed|pasted|uploaded|exposed|published|posted|public|visible)\b`,
        'i',
      ),
    },
    {
      mayMatch: namesSecret,
      pattern: new RegExp(
        String.raw`\b(?:my|our)\s+(?:[\w./-]+\s+){0,3}${SECRET}\s+(?:with (?:\w+\s+){0,4}(?:key|token|password|secret)s?\s+)?(?:is|are|was|were|ended up|landed)\s+(?:now\s+)?(?:in|on)\s+(?:an?|the|that|this|my|our)\s+(?:public\s+)?(?:gist|issue|discussion|comment|commit|repo|repository|screenshot|pastebin|post|pull request|pr)\b`,
        'i',
      ),
    },
    {
      mayMatch: containsAny(
        phrases(
          'veröffentlicht hochgeladen gepusht committet committed geleakt gepostet publie publié pousse poussé poste posté subi publicad publiqu filtrad pushe опубликов запуш закоммит выложил утек утёк 公开 上传 泄露 泄漏 推送 提交到 公開し アップし コミットし プッシュし 漏ら 漏れ 공개 올렸 올려 커밋했 유출',
        ),
      ),
      pattern:
        /(?:mein|unser|\bm(?:a|on|es|i|is|eu|inha|io|ia)\b|\bnuestr|\bnoss[oa]|\bnotre|мой|моего|свой|наш|我|自分|私|내 |제 |우리)[^.!?。！？\n]{0,30}(?:schl[üu]ssel|passwor[td]|token|zugangsdaten|cl[ée]s?\b|jeton|mot de passe|contrase[ñn]a|clave|senha|chave|парол|токен|ключ|密码|密钥|令牌|密碼|金鑰|パスワード|トークン|キー|비밀번호|토큰|키)[^.!?。！？\n]{0,40}(?:veröffentlicht|hochgeladen|gepusht|committet|committed|geleakt|gepostet|publi[ée]|pouss[ée]|post[ée]|subid|publicad|publiqu|filtrad|\bsubi\b|pushe|опубликов|запуш|закоммит|выложил|ут[её]к|公开|上传|泄露|泄漏|推送|提交到|公開し|アップし|コミットし|プッシュし|漏ら|漏れ|공개|올렸|올려|커밋했|유출)/i,
    },
  ],
  'private-news': [
    {
      mayMatch: containsAny(RELATIVES),
      pattern: new RegExp(
        String.raw`\b(?:my|our|his|her|their)\s+(?:\w+\s+){0,1}${RELATIVE}\s+(?:\S+\s+){0,3}?(?:ill|sick|died|dying|dead|hospital\w*|cancer|surgery|divorc\w*|diagnosed|stroke|passed away|intensive care)\b`,
        'i',
      ),
    },
    {
      mayMatch: containsAny(
        phrases(
          'cancer stroke heart_attack breakdown illness disease burn_out burn-out burned burnt burnout depress hospital chemo pregnant divorce seriously_ill mental_health sick_leave medical_leave',
        ),
      ),
      pattern: new RegExp(
        String.raw`\b(?:i|he|she|i['’]m|i['’]ve|(?:co-?)?maintainer|lead|facilitator)\s+(?:(?:am|is|was|have|has|had|been|got|be|feel(?:ing)?|currently|still|now|very|completely|dealing|severely|just|diagnosed|struggl\w+|suffer\w*|with|from|on|in|a|the|my|going|through)\s+){0,5}${CONDITION}\b`,
        'i',
      ),
    },
    {
      mayMatch: containsAny(
        phrases(
          'sant salu saúde saude gesundheit gezondheid zdrow здоров hälso halso 健康 身体原因 건강 sağlık sağlik saglık saglik',
        ),
      ),
      pattern:
        /raisons? de sant[ée]|motiv[oi]s? d[ei] (?:salud|sa[uú]de|salute)|gesundheitlichen? gründen?|gezondheidsredenen|powod[oó]w zdrowotnych|по состоянию здоровья|за станом здоров|через здоров|hälsoskäl|健康(?:上の理由|原因|問題|问题)|身体原因|건강(?:상의?)? ?(?:이유|문제)|sa[ğg]l[ıi]k (?:nedenleri|sorunlar)/i,
    },
    {
      mayMatch: containsAny(phrases('health family medical personal')),
      pattern:
        /\b(?:for|due to|because of)\s+(?:my\s+|serious\s+|urgent\s+)?(?:(?:mental\s+)?health|family|medical|personal)\s+(?:reasons?|issues?|problems?|emergenc\w+|crisis|matters?)\b(?!\s*(?:check|endpoint|probe))/i,
    },
  ],
  'closed-circle': [
    {
      isFormal: true,
      mayMatch: containsAny(['embargo']),
      pattern:
        /\b(?:under|until the|before the|break(?:s|ing)? the) embargo\b|\bembargo(?::| (?:dates?|ends?|lifts?|is lifted|moved|until|expires))|\bembargoed (?:until|release|fix|patch)/i,
    },
    {
      isFormal: true,
      mayMatch: containsAny(phrases('under_nda under_a_nda under_an_nda under_the_nda cease law counsel')),
      pattern:
        /\bunder (?:an? |the )?NDA\b|\bcease[- ]and[- ]desist\b|\bletter from (?:an?|the|their|some) law\w*|\b(?:a|the|their|some) (?:law firm|lawyers?) (?:has |have |just )?(?:asks?|asked|wrote|writes|contacted|demands?)\b|\bour counsel (?:says|said|advises|advised)\b/i,
    },
    {
      isFormal: true,
      mayMatch: containsAny(['confidential']),
      pattern:
        /\b(?:contracts?|offers?|deal|agreement|acquisition|merger|negotiations?|terms)\b(?: (?!client)\w+){0,6} (?:is|are|stays?|remains?) (?:still |strictly )?confidential\b(?! client)/i,
    },
    {
      mayMatch: containsAny(phrases('between closed among quiet keep_this_within keep_it_within')),
      pattern:
        /(?:^|[.!?]\s+)(?:just |strictly )?between us\b|\bbetween us (?:leads|maintainers|moderators|admins)\b|\bbehind closed doors\b|\bclosed(?:-door)? room\b|\bkeep (?:this|it) (?:quiet\b|(?:among|between|within) (?:us|ourselves|the (?:leads|maintainers|moderators|admins|team))\b)/i,
    },
    {
      mayMatch: containsAny(['only']),
      pattern:
        /(?:^|[.,;:!?(]\s*)(?:the )?(?:\w+ )?(?:leads|maintainers|moderators|admins)[- ]only\b(?=\s*(?:please|room|[.,;:!)]|$))/i,
    },
    {
      mayMatch: containsAny(phrases('public open issue')),
      pattern:
        /\b(?:(?:rather|would|want to|going to)\s+not|(?:I|we)\s+(?:don['’]t|do not|can['’]t|cannot|won['’]t)|don['’]t want|prefer not|not)\s+(?:to\s+)?(?:\w+\s+){0,3}?(?:say|speak|talk|discuss|write|ask|answer|comment|announce|mention)\w*\s+(?:\w+\s+){0,4}?(?:in (?:the )?(?:open|public)|publicly|in an issue)\b(?!\s+(?:repo|channel|network|cloud|mode))|(?:^|[.,;(]\s*|\b(?:it|this)(?:['’]s| is) )not public yet\b/i,
    },
    {
      mayMatch: containsAny(phrases('before until till sperrfrist nicht rien')),
      pattern: new RegExp(
        [
          String.raw`\b(?:nothing|no word|not|cannot|can['’]t|mustn['’]t)\b[^.!?\n]{0,40}\b(?:get out|go out|leak|come out|mentioned|made? (?:it |this )?public|public|published|announced)\b[^.!?\n]{0,30}\b(?:before|until|till)\b(?:\s*(?:$|[.!,;])|\s+(?:(?:the|our|their|that|a|an|next|then|\d{1,2}(?:st|nd|rd|th|[./]\d)?|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b(?!\s+(?:handshake|initiali\w*|requests?|responses?|releases?|tests?|merge|servers?|clients?|sessions?|connections?|tags?|branch|builds?|ci|checks?|docs?|schemas?|versions?|packages?|changelog|review|migration|upgrade|messages?|results?|tools?)\b)))`,
          String.raw`\b(?:no word of (?:this|it)|(?:stay|keep (?:this|it)|remain|top) (?:a )?secret)\b[^.!?\n]{0,40}\b(?:before|until|till)\b`,
          String.raw`\b(?:until|till) then\b[^.!?\n]{0,30}\b(?:must not|may not|nothing|secret|quiet)\b`,
          'sperrfrist',
          String.raw`\b(?:bis|vor)\b[^.!?\n]{0,40}\b(?:nichts|nicht)\b[^.!?\n]{0,30}(?:nach draußen|veröffentlich|bekannt|durchsickern|öffentlich werden)`,
          String.raw`\brien\b[^.!?\n]{0,30}\b(?:sortir|filtrer|publi|dire|annonc)\w*[^.!?\n]{0,20}\bavant\b`,
        ].join('|'),
        'i',
      ),
    },
    {
      mayMatch: containsAny(phrases('nobody no_one anyone want')),
      pattern:
        /\b(?:nobody|no one) (?:else )?(?:should|may|must) (?:know|hear|learn)(?: (?:about|of) (?:it|this|that))?(?=\s*(?:$|[.,;!]|yet\b|before\b))|\b(?:can['’]t|cannot|may not|must not) tell anyone\b|\b(?:don['’]t|do not) want (?:him|her|them) to (?:know|read|hear|see)\b/i,
    },
  ],
}

/** Returns the first of these cases that the policy defines and whose pattern the text matches. */
export function findCase(
  { cases }: Pick<Policy, 'cases'>,
  text: string,
  ids: readonly CaseId[] = DECIDING_CASES,
): FoundCase | null {
  const excerpt = excerptOf(text)
  const lower = excerpt.toLowerCase()
  for (const id of ids) {
    const policyCase = cases[id]
    if (policyCase === undefined) continue
    for (const pattern of PATTERNS[id]) {
      const words = firstMatch(pattern, excerpt, lower)
      if (words !== null) return { id, words, answers: policyCase.answers, isFormal: pattern.isFormal ?? false }
    }
  }
  return null
}

/** Each of these cases decides alone, no matter what else the text says. */
const DECIDING_CASES: readonly CaseId[] = ['own-secret', 'private-news']
/** Cases about who may read a text. What else the text says can matter more: see `findRestrictingCase`. */
export const RESTRICTING_CASES: readonly CaseId[] = ['closed-circle']

/** What a contract, an embargo or a lawyer's letter is usually about, if it is not about a person. */
const BUSINESS =
  /\b(?:vendor|partner(?:s|ship)?|compan(?:y|ies)|sponsor\w*|foundation|customer|press|journalist|employer|dates?|launch\w*|announc\w+|releases?|roadmap|trademark|logo|licen[cs]e|contract|acquisition|merger|numbers|offer|keynote|story|conference|name of (?:the|our))\b/i
/** A question about where or with whom to work on something. */
const COORDINATION =
  /\b(?:where|(?:which|what) (?:channel|room|place|people)|whom?|how (?:do|can|should) (?:we|I|the))\b[^.?!]*\b(?:plan|discuss|coordinate|prepare|talk|brief|review|handle|answer|share|read|see|meet|write|tell|know|agree|decide|reach)\w*|\bneeds? (?:a|some) (?:\w+ )?(?:room|channel|place)\b/i
/** Words for a single person ("he", "she"), for what people do to each other, and for reporting it. */
const CONDUCT =
  /\b(?:he|she|him|his|hers?|himself|herself)\b|harass|bull(?:y|ie)|insult|deadnam|misgender|threat|racis|sexi|sexual|stalk|assault|abus|molest|\bslur|dox|hostil|discriminat|creep|humiliat|embarrass|belittl|mock|grop(?:e|ing)|slapp|punch|touch|kiss|shout|yell|scream|retaliat|revenge|blackmail|extort|bribe|pressur|conduct\b|behav|treat(?:s|ed|ing)\b|complain|accus|victim|afraid|scared|unsafe|uncomfortable|apolog|impersonat|silen(?:t|ce)|religion|drunk|\breport(?:s|ed|ing)?\b|\b(?:un)?ban(?:ned|s)?\b|\bsu(?:e|es|ing)\b|\b(?:did|done|does|do|said|happened) to (?:me|us|them)\b|\b(?:hit|hits|hurt|hurts|grabbed|follows?|followed|forced|made|makes|make|called|calls|blocked) (?:me|us|them)\b|\b(?:about|against) (?:a|one of the|the) (?:maintainer|moderator|member|facilitator|lead|organi[sz]er)\b/i

/** A text is for a limited audience from this probability on. None of 1,700 public texts reached it. */
const MIN_LIMITED_AUDIENCE = 0.2
/** The minimum of the same probability for a text that may be part of a report about a person. */
const MIN_LIMITED_AUDIENCE_IN_REPORT = 0.8

/** What the classifier says about a text: a part of `Classification`. */
type ClassifierResult = {
  readonly answers: Pick<Answers, 'sensitivity'>
  readonly isSure: boolean
  readonly reportProbability: number
  readonly limitedAudienceProbability: number
}

/**
 * Returns the case that restricts who may read a text, if its words or the model say so. A vulnerability under an embargo is still
 * a vulnerability, unless the model finds a limited audience likelier.
 *
 * The model takes many plans under an NDA for reports about people. The words of the case correct this only if nothing in the text
 * can be part of such a report, because the person that the report is about may read the channel for such plans.
 */
export function findRestrictingCase(
  policy: Pick<Policy, 'cases'>,
  text: string,
  { answers: { sensitivity }, isSure, reportProbability, limitedAudienceProbability }: ClassifierResult,
): SpecialCase | null {
  const policyCase = policy.cases['closed-circle']
  if (policyCase === undefined) return null
  const byWords =
    sensitivity === 'public' || sensitivity === 'people' ? findCase(policy, text, RESTRICTING_CASES) : null
  const byModel = { id: 'closed-circle', answers: policyCase.answers, words: null } as const
  if (sensitivity === 'public' && byWords !== null) return byWords
  if (byWords === null && limitedAudienceProbability < Math.max(reportProbability, MIN_LIMITED_AUDIENCE)) return null
  const excerpt = excerptOf(text)
  if (CONDUCT.test(excerpt))
    return limitedAudienceProbability >= Math.max(reportProbability, MIN_LIMITED_AUDIENCE_IN_REPORT) ? byModel : null
  if (byWords !== null && (!isSure || (byWords.isFormal && isBusinessPlanning(excerpt)))) return byWords
  return limitedAudienceProbability >= Math.max(reportProbability, MIN_LIMITED_AUDIENCE) ? byModel : null
}

function isBusinessPlanning(text: string): boolean {
  return BUSINESS.test(text) && COORDINATION.test(text) && !hasForeignCue(text)
}
