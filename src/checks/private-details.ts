import { readRecord } from '../drafts/record.ts'
import { OWNER, ownerOf, REPO } from '../text/github-names.ts'
import { type CheckInput, type Finding, lineOfText, type MaskedInput, publishedText } from './check.ts'

/**
 * A detail that the record of a private decision must not contain. Those who took part in the decision know such details so well
 * that they overlook them in their own text.
 * https://modelcontextprotocol.io/community/communication#private-channels-exceptions
 */
type PrivateDetail = { readonly pattern: RegExp; readonly description: string }

/** The excluded names belong to Docker and Google Cloud. They are common in documentation, and reveal nothing about a real network. */
const INTERNAL_NAME =
  /\b(?!host\.docker\.|gateway\.docker\.|metadata\.google\.|docker\.|google\.)[a-z\d][\w-]{0,62}\.(?:internal|corp|lan|intranet)\b/i

const PRIVATE_DETAILS: readonly PrivateDetail[] = [
  {
    pattern:
      /https?:\/\/(?:[\w-]+\.)?(?:discord(?:app)?\.com\/channels|slack\.com\/archives|zoom\.us|meet\.google\.com|docs\.google\.com|drive\.google\.com|t\.me\/c|notion\.so|sharepoint\.com)\//i,
    description: 'a link into a room or a file that others may not see',
  },
  {
    pattern: /\bGHSA(?:-[23456789cfghjmpqrvwx]{4}){3}\b/i,
    description: 'the id of an advisory, which may not be published yet',
  },
  {
    pattern:
      /(?<![\w.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?![\w.])/,
    description: 'an address of an internal network',
  },
  { pattern: INTERNAL_NAME, description: 'the name of an internal computer' },
  {
    pattern: /(?<![\w/.=#?&-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d[\w-]*\d)[\w-]{24,200}(?![\w/.])/,
    description: 'a value that looks random, like a key',
  },
]

/**
 * Warns of the names of internal computers: the author decides whether a name like `build.corp` may be public. In the record of a
 * private decision, `privateDetailFindings` blocks such names instead.
 */
export function internalNameFindings(input: Pick<CheckInput, 'draft' | 'lines'>): readonly Finding[] {
  if (input.draft.fromPrivate) return []
  return linesOf(input)
    .filter(({ text }) => INTERNAL_NAME.test(text))
    .map(({ line }) => ({
      check: 'secrets',
      code: 'internal-name',
      severity: 'warn',
      message: 'this line seems to contain the name of an internal computer',
      line,
      fix: 'If nobody outside should know it, write an example, such as server.example.com.',
    }))
}

/** Findings of the check `secrets` in the record of a private decision. They never quote the detail. */
export function privateDetailFindings(input: Pick<CheckInput, 'draft' | 'lines'>): readonly Finding[] {
  if (!input.draft.fromPrivate) return []
  return linesOf(input).flatMap(({ text, line }) =>
    PRIVATE_DETAILS.filter(({ pattern }) => pattern.test(text)).map(({ description: what }) => ({
      check: 'secrets',
      code: 'private-trace',
      severity: 'block',
      message: `this line seems to contain ${what}`,
      line,
      fix: 'Leave it out: the record says what was decided and why, not what was shared in private.',
    })),
  )
}

/** A handle may be emphasized: `_@ada_`. */
const HANDLE = /(?<![a-z\d/.@`-]|[a-z\d]_{1,3})@([a-z\d](?:[a-z\d-]|_(?=[a-z\d])){0,38})(?!_{0,3}[a-z\d/-]|\.[a-z])/gi
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g

/**
 * Reports the people that the record of a private decision names by a handle or an email address. Skips the decision makers, and
 * addresses that are contacts in the policy.
 */
export function namedPeopleFindings(
  input: Pick<MaskedInput, 'draft' | 'lines' | 'policy' | 'mask'>,
): readonly Finding[] {
  const { draft, policy, mask } = input
  if (!draft.fromPrivate) return []
  const makers = new Set(handlesIn(readRecord(draft.body).parts.get('makers')?.text ?? ''))
  const contacts = new Set(Object.values(policy.contacts).map(({ address }) => address?.toLowerCase()))
  return linesOf(input).flatMap(({ text, line }) => [
    ...handlesIn(text)
      .filter((handle) => !makers.has(handle))
      .map((handle) => nameFinding(`this line names @${mask(handle)}`, line)),
    ...[...text.matchAll(EMAIL)]
      .filter(([address]) => !contacts.has(address.toLowerCase()))
      .map(() => nameFinding("this line contains a person's email address", line)),
  ])
}

function nameFinding(message: string, line: number): Finding {
  const fix = 'Leave it out, unless they agreed to be named. Name those who decided under "Decision makers".'
  return { check: 'people', code: 'names-person', severity: 'block', message, line, fix }
}

function handlesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(HANDLE)].map(([, handle = '']) => handle.toLowerCase()))]
}

function linesOf(input: Pick<CheckInput, 'draft' | 'lines'>) {
  return publishedText(input.draft)
    .split('\n')
    .map((text, index) => ({ text: text.slice(0, MAX_LINE_LENGTH), line: lineOfText(input, index + 1) }))
}

/** The rest of a longer line is ignored, so that the patterns cannot take long. */
const MAX_LINE_LENGTH = 20_000

/** Addresses with these first parts are pages of GitHub, not repositories. */
const PAGES: ReadonlySet<string> = new Set(
  'about apps collections customer-stories enterprise explore features login marketplace notifications orgs organizations pricing search security sessions settings site sponsors stars topics users'.split(
    ' ',
  ),
)
/** An advisory id. Also matches inside the name of a temporary private fork, such as `sdk-ghsa-2345-6789-cfgh`. */
const ADVISORY = /(?<![A-Za-z\d])GHSA((?:-[23456789cfghjmpqrvwx]{4}){3})(?![A-Za-z\d])/gi
/** A made-up id, as in documentation: `GHSA-xxxx-xxxx-xxxx`. */
const EXAMPLE_ID = /^GHSA-(....)-\1-\1$/

type RepositoryFilter = {
  readonly hosts: readonly string[]
  readonly owners: readonly string[]
  /** The repositories to leave out, because it is known whether they are private. */
  readonly known: readonly string[]
}

/**
 * Returns a function that finds the repositories that a text names: in an address, in a GitHub Actions workflow, and before an issue
 * number or a commit (`owner/name#12`, `owner/name@c0ffee`). A name alone counts only if it belongs to one of the `owners`, because
 * any path looks like one. Lists the names in lower case, those of the `owners` first.
 */
export function createRepositoryFinder({
  hosts,
  owners,
  known,
}: RepositoryFilter): (text: string) => readonly string[] {
  const server = ['github.com', ...hosts].map((host) => host.replaceAll('.', '\\.')).join('|')
  const addressPattern = new RegExp(
    `(?<![\\w.-])(?:(?:(?:${SUBDOMAINS})\\.)?(?:${server})${SSH_ALIAS}|${OTHER_ADDRESS})${PORT}[/:]{1,2}(?:repos/)?(${REPO})`,
    'gi',
  )
  const workflowPattern = new RegExp(`(?<!\\w)uses: *["']?(${REPO})(?=[/@])`, 'gi')
  // `@scope/name@1.2` is a package, not a commit of a repository.
  const referencePattern = new RegExp(`(?<![\\w./:-])(?!(?<=@)${REPO}@)(${REPO})(?=[#@][\\da-f])`, 'gi')
  const nameAlonePattern = new RegExp(`(?<![\\w./:@-])(${REPO})(?![\\w/])`, 'gi')
  const namesIn = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name = '']) => normalizeName(name))
  const lowerOwners = new Set(owners.map((owner) => owner.toLowerCase()))
  const isOwned = (name: string) => lowerOwners.has(ownerOf(name))
  const knownNames = new Set(known.map((name) => name.toLowerCase()))
  return (text) => {
    const names = [
      ...[addressPattern, workflowPattern, referencePattern].flatMap((pattern) => namesIn(text, pattern)),
      ...namesIn(text, nameAlonePattern).filter(isOwned),
    ]
    return [...new Set(names)]
      .filter((name) => WHOLE_NAME.test(name) && !PAGES.has(ownerOf(name)) && !knownNames.has(name))
      .toSorted((a, b) => Number(isOwned(b)) - Number(isOwned(a)))
  }
}

const SUBDOMAINS = String.raw`www|api|raw|redirect|codeload|uploads|ssh|(?:maven|docker)\.pkg`
const PORT = String.raw`(?::\d{1,5}(?=/))?`
/** People with several accounts clone from a host such as `github.com-work`. */
const SSH_ALIAS = String.raw`(?:-[\w-]{1,40}(?=:))?`
/** Other addresses with the name of a repository, such as the address of a container image; `github:owner/name` is a dependency in npm. */
const OTHER_ADDRESS = String.raw`raw\.githubusercontent\.com|ghcr\.io|github\.dev|vscode\.dev/github|(?:github|gh)(?=:)`
const WHOLE_NAME = new RegExp(`^${OWNER}/[\\w.-]*\\w[\\w.-]*$`)

function normalizeName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[.-]+$/, '')
    .replace(/\.git$/, '')
}

/** The ids of the advisories that a text names. */
export function advisoriesIn(text: string): readonly string[] {
  const ids = [...text.matchAll(ADVISORY)].map(([, id = '']) => `GHSA${id.toLowerCase()}`)
  return [...new Set(ids)].filter((id) => !EXAMPLE_ID.test(id))
}
