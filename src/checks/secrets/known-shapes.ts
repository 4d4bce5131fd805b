import type { FoundSecret } from './named.ts'
import { isPlaceholder } from './value.ts'

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
    '\\$2[aby]\\$\\d\\d\\$[A-Za-z0-9./]{53}|\\$[56]\\$(?:rounds=\\d{1,9}\\$)?[A-Za-z0-9./]{8,16}\\$[A-Za-z0-9./]{43,86}|apr1\\$[A-Za-z0-9./]{8}\\$[A-Za-z0-9./]{22}',
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
  ['an OpenAI API key', 'sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{40,250}|sk-[A-Za-z0-9]{40,60}'],
  ['an Anthropic API key', 'sk-ant-(?:api|admin|oat|ort|sid)\\d\\d-[A-Za-z0-9_-]{40,250}'],
  [
    'an API key of a model provider',
    'sk-or-v1-[a-f0-9]{64}|sk-[a-f0-9]{32}|sk-lf-[a-f0-9-]{36}|gsk_[A-Za-z0-9]{40,60}|xai-[A-Za-z0-9]{60,120}|pplx-[A-Za-z0-9]{40,70}|r8_[A-Za-z0-9]{37,40}|fw_[A-Za-z0-9]{22,40}|tgp_v1_[A-Za-z0-9_-]{40,60}|nvapi-[A-Za-z0-9_-]{60,80}|csk-[a-z0-9]{40,60}|lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}|pcsk_[A-Za-z0-9_]{40,100}',
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
  ['a private key', 'AGE-SECRET-KEY-1[A-Z0-9]{58}'],
  [
    'a JSON Web Token',
    'ey[JI][A-Za-z0-9_-]{8,2000}\\.ey[JI][A-Za-z0-9_-]{8,6000}\\.[A-Za-z0-9_-]{20,1500}|eyJ[A-Za-z0-9_-]{20,2000}\\.[A-Za-z0-9_-]{0,1000}\\.[A-Za-z0-9_-]{10,100}\\.[A-Za-z0-9_-]{10,6000}\\.[A-Za-z0-9_-]{16,100}',
  ],
]

/** Matches all shapes at once, each in its own group, so that a text is read only once. */
const ANY_TOKEN = new RegExp(`(?<![A-Za-z0-9])(?:${TOKENS.map(([, shape]) => `(${shape})`).join('|')})`, 'g')

/** Nearly every real token contains a match of this pattern. Looking for it takes a tenth of the time. */
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
