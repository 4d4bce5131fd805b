import { OWNER, REPO } from '../text/github-names.ts'

/** Addresses with these first parts are pages of GitHub, not repositories. */
const PAGES: ReadonlySet<string> = new Set(
  'about apps collections customer-stories enterprise explore features login marketplace notifications orgs organizations pricing search security sessions settings site sponsors stars topics users'.split(
    ' ',
  ),
)
/** Also in the name of a private fork, which GitHub makes from the id. */
const ADVISORY = /(?<![A-Za-z\d])GHSA((?:-[23456789cfghjmpqrvwx]{4}){3})(?![A-Za-z\d])/gi
/** An id in a documentation: `GHSA-xxxx-xxxx-xxxx`. */
const EXAMPLE = /^GHSA-(....)-\1-\1$/
/** Nobody links to more of them in one post. Each is one request. */
const MAX_NAMES = 20

/**
 * The repositories that a text names: in addresses, as `owner/name#12`, and also alone if they belong to one of the `owners`.
 * In lower case.
 */
export function repositoriesIn(
  text: string,
  { hosts, owners }: { readonly hosts: readonly string[]; readonly owners: readonly string[] },
): readonly string[] {
  const server = ['github.com', ...hosts].map((host) => host.replaceAll('.', '\\.')).join('|')
  const patterns = [
    new RegExp(
      `(?<![\\w.-])(?:www\\.|api\\.|raw\\.|redirect\\.)?(?:${server}|raw\\.githubusercontent\\.com)[/:](?:repos/)?(${REPO})`,
      'gi',
    ),
    new RegExp(`(?<![\\w./:-])(${REPO})(?=[#@][\\da-f])`, 'gi'),
    new RegExp(`(?<![\\w./:@-])(${REPO})(?![\\w/])`, 'gi'),
  ]
  const [linked, numbered, alone] = patterns.map((pattern) =>
    [...text.matchAll(pattern)].map(([, name = '']) => clean(name)),
  )
  const owned = (alone ?? []).filter((name) => owners.some((owner) => name.startsWith(`${owner.toLowerCase()}/`)))
  const names = [...(linked ?? []), ...(numbered ?? []), ...owned]
  return [...new Set(names)]
    .filter((name) => WHOLE.test(name) && !PAGES.has(name.split('/')[0] ?? ''))
    .slice(0, MAX_NAMES)
}

const WHOLE = new RegExp(`^${OWNER}/[\\w.-]*\\w[\\w.-]*$`)

function clean(name: string): string {
  return name
    .toLowerCase()
    .replace(/[.-]+$/, '')
    .replace(/\.git$/, '')
}

/** The ids of the advisories that a text names. */
export function advisoriesIn(text: string): readonly string[] {
  const ids = [...text.matchAll(ADVISORY)].map(([, id = '']) => `GHSA${id.toLowerCase()}`)
  return [...new Set(ids)].filter((id) => !EXAMPLE.test(id)).slice(0, MAX_NAMES)
}
