import type { FoundSecret } from './named.ts'
import { CROSSED_OUT, isPlaceholder, SAYS_SAMPLE } from './value.ts'

/**
 * The shapes of vendors' tokens. The preset of secretlint 11 knows only some of them, and its later versions need Node.js 22. Most of
 * these tokens are among the secrets that GitHub scans for:
 * https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 * Each shape has a limited length and contains no space, so that no shape can backtrack far.
 */
const TOKENS: readonly (readonly [kind: string, shape: string])[] = [
  ['a GitHub token', 'gh[opsur]_[A-Za-z0-9_]{36,251}|github_pat_[A-Za-z0-9_]{60,251}'],
  ['an AWS credential', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Za-z0-9])|ABSK[A-Za-z0-9+/]{100,300}'],
  ['an AWS session token', '(?:IQoJb3JpZ2lu|F[wQ]oGZXIvYXdz)[A-Za-z0-9+/=]{100,2000}'],
  [
    'the hash of a password',
    '\\$2[aby]\\$\\d\\d\\$[A-Za-z0-9./]{53}|(?:argon2(?:id|[id])|scrypt)\\$[a-z\\d=,$]{5,40}\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{20,100}|pbkdf2_sha\\d{1,3}\\$\\d{1,8}\\$[A-Za-z0-9+/=]{8,40}\\$[A-Za-z0-9+/=]{20,100}|\\$[56]\\$(?:rounds=\\d{1,9}\\$)?[A-Za-z0-9./]{8,16}\\$[A-Za-z0-9./]{43,86}|apr1\\$[A-Za-z0-9./]{8}\\$[A-Za-z0-9./]{22}',
  ],
  ['a Google API key', 'AIza[A-Za-z0-9_-]{35}'],
  ['a Google token', 'GOCSPX-[A-Za-z0-9_-]{24,40}|ya29\\.[A-Za-z0-9_.-]{20,500}|1//0[A-Za-z0-9_-]{35,120}'],
  ['a Stripe key', '[sr]k_(?:live|test|prod)_[A-Za-z0-9]{16,250}|whsec_[A-Za-z0-9+/=]{24,100}'],
  [
    'a GitLab token',
    'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|oas|ffct|wt)-[A-Za-z0-9_.-]{20,300}|GR1348941[A-Za-z0-9_-]{20}',
  ],
  ['a PyPI token', 'pypi-[A-Za-z0-9_-]{50,1000}'],
  ['a Hugging Face token', '(?:hf|api_org)_[A-Za-z0-9]{30,60}'],
  ['a Discord token', '[MNO][A-Za-z0-9_-]{22,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{25,45}|mfa\\.[A-Za-z0-9_-]{80,90}'],
  [
    'a Discord webhook',
    '(?:\\w{1,10}\\.)?discord(?:app)?\\.com/api/(?:v\\d{1,2}/)?webhooks/\\d{15,20}/[A-Za-z0-9_-]{50,90}',
  ],
  ['a Telegram token', '(?:bot)?\\d{8,10}:A[A-Za-z0-9_-]{34}(?![A-Za-z0-9_-])'],
  ['a Slack token', 'xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9%-]{20,400}|xapp-\\d-[A-Z0-9]{6,20}-\\d{8,16}-[a-f0-9]{40,80}'],
  ['a Slack webhook', 'hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9/]{20,120}'],
  ['a Microsoft Teams webhook', 'https://[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2/[A-Za-z0-9@/-]{60,250}'],
  [
    'an OpenAI API key',
    'sess-[A-Za-z0-9]{40}|sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{40,250}|sk-[A-Za-z0-9]{40,60}',
  ],
  ['an Anthropic API key', 'sk-ant-(?:api|admin|oat|ort|sid)\\d\\d-[A-Za-z0-9_-]{40,250}'],
  [
    'an API key of a model provider',
    'sk-or-v1-[a-f0-9]{64}|sk_[a-f0-9]{48}|ls__[a-f0-9]{32}|sk-[a-f0-9]{32}|sk-lf-[a-f0-9-]{36}|gsk_[A-Za-z0-9]{40,60}|xai-[A-Za-z0-9]{60,120}|pplx-[A-Za-z0-9]{40,70}|r8_[A-Za-z0-9]{37,40}|fw_[A-Za-z0-9]{22,40}|tgp_v1_[A-Za-z0-9_-]{40,60}|nvapi-[A-Za-z0-9_-]{60,80}|csk-[a-z0-9]{40,60}|lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}|pcsk_[A-Za-z0-9_]{40,100}',
  ],
  [
    'an API key of a search service',
    'tvly-(?:dev-|prod-)?[A-Za-z0-9]{20,60}|BSA[A-Za-z0-9_-]{24,32}(?![A-Za-z0-9_-])|fc-[a-f0-9]{32}|jina_[A-Za-z0-9_-]{40,80}|apify_api_[A-Za-z0-9]{30,50}|e2b_[a-f0-9]{40}',
  ],
  [
    'a token of a package registry',
    'rubygems_[a-f0-9]{48}|cio[A-Za-z0-9]{32}(?![A-Za-z0-9])|oy2[a-z0-9]{43}(?![a-z0-9])|CLOJARS_[a-z0-9]{60}|dckr_[op]at_[A-Za-z0-9_-]{27,40}|AKCp[A-Za-z0-9]{60,80}',
  ],
  [
    'a token of a cloud service',
    'do[opr]_v1_[a-f0-9]{64}|nfp_[A-Za-z0-9]{36,40}|vc[iakpr]_[A-Za-z0-9]{20,60}|vercel_blob_rw_[A-Za-z0-9_]{30,60}|cf(?:ut|at|k)_[A-Za-z0-9]{40,60}|v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}|HRKU-[A-Za-z0-9_-]{36,70}|fm[12]_[A-Za-z0-9+/=_-]{80,600}|fo1_[A-Za-z0-9_-]{43}|rnd_[A-Za-z0-9]{28,40}|dapi[a-f0-9]{32}|LTAI[A-Za-z0-9]{17,21}(?![A-Za-z0-9])|AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])',
  ],
  ['a Supabase key', 'sbp_[a-f0-9]{40}|sb_secret_[A-Za-z0-9_-]{20,60}'],
  [
    'a database token',
    'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{30,70}|napi_[a-z0-9]{60,70}|npg_[A-Za-z0-9]{12,20}(?![A-Za-z0-9])',
  ],
  ['a HashiCorp token', 'hv[sbr]\\.[A-Za-z0-9_-]{24,300}|[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}'],
  ['a Doppler token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{40,44}'],
  ['an Atlassian token', 'AT[AC]TT3[A-Za-z0-9_=-]{50,250}|ATBB[A-Za-z0-9]{28,40}'],
  [
    'an Azure credential',
    '[A-Za-z0-9_~.]{3}[78]Q~[A-Za-z0-9_~.-]{31,37}|[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}|AccountKey=[A-Za-z0-9+/]{86}==|SharedAccessKey=[A-Za-z0-9+/]{43}=',
  ],
  ['a Notion token', 'ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])'],
  ['an Asana token', '[12]/\\d{10,20}(?:/\\d{10,20})?:[a-f0-9]{32}(?![a-f0-9])'],
  ['a PayPal token', 'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}'],
  ['a Linear token', 'lin_oauth_[A-Za-z0-9]{32,128}'],
  ['a Figma token', 'fig[dour]_[A-Za-z0-9_-]{40,200}'],
  ['an Airtable token', 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}'],
  ['a Postman API key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'],
  ['a Grafana token', 'glc_[A-Za-z0-9+/]{32,400}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}'],
  [
    'a token of a monitoring service',
    'NR(?:AK|II|JS|AL)-[A-Za-z0-9_-]{27,40}|sntry[us]_[A-Za-z0-9+/=_-]{60,300}|phx_[A-Za-z0-9]{40,60}|dt0[a-z]\\d\\d\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
  ],
  ['a Square token', 'sq0[a-z]{3}-[A-Za-z0-9_-]{22,60}|EAAA[lE][A-Za-z0-9_-]{59}'],
  ['a Twilio key', 'SK[a-f0-9]{32}(?![A-Za-z0-9])'],
  ['a SendGrid API key', 'SG\\.[A-Za-z0-9_-]{18,24}\\.[A-Za-z0-9_-]{38,46}'],
  [
    'a mail service key',
    'key-[a-f0-9]{32}(?![a-f0-9])|[a-f0-9]{32}-us\\d{1,2}(?!\\w)|xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}|re_[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,30}',
  ],
  ['a Mapbox token', 'sk\\.eyJ[A-Za-z0-9_-]{40,200}\\.[A-Za-z0-9_-]{20,40}'],
  ['a Meta token', 'EAA[A-Za-z0-9]{90,400}|IGQ[A-Za-z0-9_-]{90,400}'],
  ['a Twitter token', 'AAAAAAAAAAAAAAAAAAAAA[A-Za-z0-9%]{50,120}'],
  ['a Dropbox token', 'sl\\.(?:u\\.)?[A-Za-z0-9_-]{100,1500}'],
  [
    'a token of a build service',
    'bk[au]a_[a-f0-9]{40}|CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40}|sgp_(?:[a-f0-9]{16}_)?[a-f0-9]{40}|sq[pua]_[a-f0-9]{40}|tskey-[a-z]{2,20}-[A-Za-z0-9_]{8,40}-[A-Za-z0-9_]{16,60}|PNU_[A-Za-z0-9]{20,40}|CFPAT-[A-Za-z0-9_-]{43}',
  ],
  [
    'a 1Password secret key',
    'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
  ],
  // The second shape is the beginning of every OpenSSH key, because a key may have lost the line before it.
  ['a private key', 'AGE-SECRET-KEY-(?:PQ-)?1[A-Z0-9]{58,2000}|b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/=]{150,4000}'],
  [
    'a JSON Web Token',
    'ey[JI][A-Za-z0-9_-]{8,2000}\\.ey[JI][A-Za-z0-9_-]{8,6000}\\.[A-Za-z0-9_-]{20,1500}|eyJ[A-Za-z0-9_-]{20,2000}\\.[A-Za-z0-9_-]{0,1000}\\.[A-Za-z0-9_-]{10,100}\\.[A-Za-z0-9_-]{10,6000}\\.[A-Za-z0-9_-]{16,100}',
  ],
]

/** Matches all shapes at once, each in its own group, so that a text is read only once. */
const ANY_TOKEN = new RegExp(`(?<![A-Za-z0-9])(?:${TOKENS.map(([, shape]) => `(${shape})`).join('|')})`, 'g')

/** Nearly every real token contains a match of this pattern, which takes a tenth of the time of `ANY_TOKEN`. */
const MAY_HAVE_TOKEN =
  /(?<![\w-])(?=[\w-]{16})(?=[\w-]*[A-Z\d])|(?<![\w+/=.%@$-])(?=[\w+/=.%@$-]{20})(?=[\w+/=.%@$-]*[A-Z])(?=[\w+/=.%@$-]*\d)/

/** Finds tokens that can be recognized by their shape alone. */
export function* knownTokens(text: string): Generator<FoundSecret> {
  if (!MAY_HAVE_TOKEN.test(text)) return
  for (const match of text.matchAll(ANY_TOKEN)) {
    const group = match.findIndex((part, index) => index > 0 && part !== undefined)
    const kind = TOKENS[group - 1]?.[0] ?? 'a secret'
    if (!isPlaceholder(match[0])) yield { kind, value: match[0], offset: match.index }
  }
}

const KEY_BEGIN =
  /-{4,5} ?BEGIN (?:[A-Z0-9]{1,10} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{4,5}|-{5}BEGIN OpenVPN Static key V1-{5}/g
/** The parameters of an encrypted key, and the comments of a PGP key. */
const KEY_HEADER = /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset):.*$/gm
const MIN_KEY_LENGTH = 40
/** A key of which only this many characters are shown, as in documentation, reveals no more than its public beginning. */
const MAX_CUT_LENGTH = 100
/** Longer than any key, even with something before and after each of its lines. */
const MAX_REGION_LENGTH = 12_000
/** One line of a key, which is longer than a word or a time. */
const KEY_LINE = /(?=[a-z\d+/]{0,80}[A-Z])(?=[A-Z\d+/]{0,80}[a-z])[A-Za-z0-9+/]{16,}={0,2}/g
const HEX_LINE = /\b[\da-f]{32}\b/g

/** Finds private keys, including those in XML and in a JSON Web Key. */
export function* privateKeys(text: string): Generator<FoundSecret> {
  if (text.includes('BEGIN')) yield* keysAfterBegin(text)
  if (MAY_BE_OTHER_KEY.test(text)) yield* otherKeys(text)
  if (KEY_TYPE.test(text)) yield* jsonWebKeys(text)
}

function* keysAfterBegin(text: string): Generator<FoundSecret> {
  for (const { 0: begin, index } of text.matchAll(KEY_BEGIN)) {
    const from = index + begin.length
    const key = keyIn(text.slice(from, from + MAX_REGION_LENGTH), begin)
    if (key !== null && !isSampleKey(key)) yield { kind: 'a private key', value: key, offset: index }
  }
}

function* otherKeys(text: string): Generator<FoundSecret> {
  for (const pattern of OTHER_KEYS)
    for (const { 0: match, 1: key = '', index } of text.matchAll(pattern))
      if (!isSampleKey(key)) yield { kind: 'a private key', value: key, offset: index + match.indexOf(key) }
}

const SAMPLE_MARK = new RegExp(`${CROSSED_OUT.source}|${SAYS_SAMPLE.source}`, 'i')

/**
 * Whether a long value, such as a private key, is a placeholder. Hundreds of random characters may contain "xxxx" or "dummy" by
 * chance. So each part between such marks must be a placeholder too, if it has at least `minLength` characters.
 */
function isLongPlaceholder(value: string, minLength: number): boolean {
  return (
    isPlaceholder(value) && value.split(SAMPLE_MARK).every((part) => part.length < minLength || isPlaceholder(part))
  )
}

function isSampleKey(key: string): boolean {
  return isLongPlaceholder(key, MAX_CUT_LENGTH)
}

function keyIn(region: string, begin: string): string | null {
  const next = /-{4,5} ?(END|BEGIN) /.exec(region)
  const hasEnd = next?.[1] === 'END'
  const lines = region.slice(0, next?.index)
  const plain = keyAtStart(lines)
  if (plain !== null) return plain
  // Each line may have a number, a time, a tag or another sign before it.
  const parts = lines.match(begin.includes('OpenVPN') ? HEX_LINE : KEY_LINE) ?? []
  const key = parts.filter((part) => hasEnd || part.length >= MIN_KEY_LENGTH).join('')
  return key.length >= MAX_CUT_LENGTH ? key : null
}

function keyAtStart(lines: string): string | null {
  const to = lines.indexOf('-----')
  const body = lines
    .slice(0, to === -1 ? undefined : to)
    .replaceAll(KEY_HEADER, '')
    .replaceAll(/\\[nr]|[\s"'+,\\]/g, '')
  const key = /^[A-Za-z0-9/=]*/.exec(body)?.[0] ?? ''
  const isCut = key.length < body.length && key.length < MAX_CUT_LENGTH
  return key.length >= MIN_KEY_LENGTH && !isCut ? key : null
}

const MAY_BE_OTHER_KEY = /Private-Lines|<D>/
/** The private part of a PuTTY key or of an RSA key in XML. */
const OTHER_KEYS = [/Private-Lines: ?\d{1,3}\s{1,4}([A-Za-z0-9+/=]{40,})/g, /<D>([A-Za-z0-9+/=]{80,})<\/D>/g]

/** The private or symmetric key in a JSON Web Key: https://www.rfc-editor.org/rfc/rfc7518#section-6 */
function* jsonWebKeys(text: string): Generator<FoundSecret> {
  for (const match of text.matchAll(/(?<!\w)(?:d|k)["']?\s{0,3}:\s{0,3}["']([A-Za-z0-9_-]{40,1400})["']/g)) {
    const [whole, key = ''] = match
    const around = text.slice(Math.max(0, match.index - MAX_DISTANCE), match.index + whole.length + MAX_DISTANCE)
    if (KEY_TYPE.test(around) && !isSampleKey(key)) yield { kind: 'a private key', value: key, offset: match.index }
  }
}

const KEY_TYPE = /(?<!\w)kty["']?\s{0,3}:/
/** How far the key type may be from the key. */
const MAX_DISTANCE = 4000
