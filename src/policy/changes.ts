import { isRepoName } from '../text/github-names.ts'
import { countOf } from '../text/quote.ts'
import type { Policy } from './schema.ts'

const MAX_SHOWN_LINES = 8

/** Sentences for the person who decides whether to trust another policy (`theirs`): how it differs from the built-in one (`ours`). */
export function policyChanges(ours: Policy, theirs: Policy): readonly string[] {
  return [
    `These rules are called "${theirs.title}", edition ${theirs.edition}.`,
    ...targetChanges(ours, theirs),
    ...repositoryChanges(ours, theirs),
    ...contactChanges(ours, theirs),
    ...reportChanges(ours, theirs),
    ...aiChanges(ours, theirs),
    ...addressChanges(ours, theirs),
  ]
}

function homeOf({ repositories, home }: Policy): string {
  return repositories[home]?.repo ?? home
}

function targetChanges(ours: Policy, theirs: Policy): readonly string[] {
  const home = homeOf(theirs)
  return home === homeOf(ours) ? [] : [`Without --repo, posts go to ${home}, not to ${homeOf(ours)}.`]
}

/** A new owner or name of a repository can lead posts to a stranger, although the host is still github.com. */
function repositoryChanges(ours: Policy, theirs: Policy): readonly string[] {
  const known = new Set(repositoriesIn(ours).map((repo) => repo.toLowerCase()))
  const added = [...new Set(repositoriesIn(theirs))].filter((repo) => !known.has(repo.toLowerCase()))
  return added.length === 0 ? [] : ['Repositories that the built-in rules do not name:', ...limitLines(added)]
}

/** The repositories that a policy names. Those in commands come first, because people copy commands; then those that posts go to. */
function repositoriesIn(policy: Policy): readonly string[] {
  const { repositories, channels, rules } = policy
  const inCommands = rules
    .flatMap(({ steps }) => steps.map(({ command = '' }) => command))
    .flatMap((command) => [...command.matchAll(REPO_FLAG)].map(([, repo = '']) => repo))
  const named = Object.values(repositories).flatMap(({ repo, formerly }) => [repo, ...formerly])
  const inRules = rules.map(({ repository }) => repository).filter(isRepoName)
  const inAddresses = addressesOf([rules, channels]).map(repositoryAt)
  return [...inCommands, ...named, ...inRules, ...inAddresses].filter((repo) => repo !== null)
}

const REPO_FLAG = / (?:--repo +|-[a-zA-Z]*R *)([\w.-]+\/[\w.-]+)/g
/** An owner that is only known when the rule is used, as in `https://github.com/{repo}/issues`. */
const PLACEHOLDER = /^%7B\w+%7D$/i

/** The owner/name of a repository whose page this address leads to. null: it leads elsewhere. */
function repositoryAt(address: string): string | null {
  if (hostOrMail(address) !== 'github.com') return null
  const [, owner = '', name = ''] = new URL(address).pathname.split('/')
  return owner === '' || name === '' || PLACEHOLDER.test(owner) ? null : `${owner}/${name}`
}

function contactChanges({ contacts: ours }: Policy, { contacts: theirs }: Policy): readonly string[] {
  const changed = Object.entries(theirs).filter(
    ([id, contact]) => ours[id] === undefined || contactText(ours[id]) !== contactText(contact),
  )
  // Replaced contacts come first, because a long list of new ones could hide them.
  const replacedFirst = changed.toSorted(([a], [b]) => Number(ours[a] === undefined) - Number(ours[b] === undefined))
  const missing = Object.keys(ours).filter((id) => theirs[id] === undefined)
  return [
    ...limitLines(replacedFirst.map(([, contact]) => `Contact for "${contact.title}": ${contactText(contact)}`)),
    ...(missing.length === 0 ? [] : [`Contacts that these rules do not have: ${missing.join(', ')}.`]),
  ]
}

function contactText({ address, url }: Policy['contacts'][string]): string {
  return address ?? url
}

function reportChanges(ours: Policy, theirs: Policy): readonly string[] {
  const ourUrls = new Map(Object.values(ours.repositories).map(({ repo, security }) => [repo, security.url]))
  const changed = Object.values(theirs.repositories).filter(
    ({ repo, security }) => security.url !== null && ourUrls.get(repo) !== security.url,
  )
  const knownFirst = changed.toSorted((a, b) => Number(ourUrls.has(b.repo)) - Number(ourUrls.has(a.repo)))
  return limitLines(knownFirst.map(({ repo, security }) => `Security reports for ${repo}: ${security.url}`))
}

function aiChanges(ours: Policy, theirs: Policy): readonly string[] {
  const unchangedRules = 'The built-in rules for AI agents still apply to the repositories that they name.'
  const owners = ours.ai?.disclosure.owners.filter((owner) => !theirs.ai?.disclosure.owners.includes(owner)) ?? []
  return [
    ...(owners.length === 0 ? [] : [`These rules do not ask you to disclose the use of AI to ${owners.join(', ')}.`]),
    ...(owners.length === 0 && theirs.ai !== null ? [] : [unchangedRules]),
  ]
}

/**
 * Matches every address that a browser accepts, even with capital letters, or with backslashes in place of slashes. Punctuation at the
 * end, as in `(https://example.org).`, belongs to the sentence.
 */
const ADDRESS =
  /https?:[/\\]{2}[^\s"'<>]{0,2000}[^\s"'<>\p{P}\p{S}]|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/giu

/** The hosts and email addresses anywhere in a policy, because any of them can send people to a stranger. */
function addressesIn(policy: Policy): ReadonlySet<string> {
  return new Set(addressesOf(policy).map(hostOrMail))
}

function addressesOf(value: unknown): readonly string[] {
  return textsIn(value).flatMap((text) => text.match(ADDRESS) ?? [])
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [key, ...textsIn(item)])
}

/** The host as a browser reads it. If a browser cannot read the address, the whole address. */
function hostOrMail(address: string): string {
  if (/^https?:/i.test(address)) return URL.canParse(address) ? new URL(address).host : address
  return address.toLowerCase()
}

function addressChanges(ours: Policy, theirs: Policy): readonly string[] {
  const ourAddresses = addressesIn(ours)
  const added = [...addressesIn(theirs)].filter((address) => !ourAddresses.has(address))
  return added.length === 0
    ? []
    : ['Hosts and email addresses that the built-in rules do not name:', ...limitLines(added)]
}

function limitLines(lines: readonly string[]): readonly string[] {
  const hiddenCount = lines.length - MAX_SHOWN_LINES
  return hiddenCount <= 0 ? lines : [...lines.slice(0, MAX_SHOWN_LINES), `and ${countOf(hiddenCount, 'more', 'more')}`]
}
