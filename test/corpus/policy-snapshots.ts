import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Policy } from '../../src/policy/schema.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'

const OWNER = 'modelcontextprotocol'
const SPEC = `${OWNER}/modelcontextprotocol`

/** Files by their repository, and by their path in it. */
type Files = Readonly<Record<string, Readonly<Record<string, string>>>>
/** The files of the organization: those on the default branches, and those on the branch of the next version of `servers`. */
export type Snapshot = { readonly files: Files; readonly nextServers: Readonly<Record<string, string>> }

/** Renamed in September 2026: in August, these repositories had other names. */
const RENAMED_IN_SEPTEMBER = ['ext-skills', 'progressive-disclosure-wg', 'ext-server-card']
/** Archived on 2026-09-29 at the latest. The exact day is unknown; the August seed treats them as not archived. */
const ARCHIVED_BY_SEPTEMBER = [
  'use-mcp',
  'create-python-server',
  'create-typescript-server',
  'docs',
  'servers-archived',
]

/** The documents of 2026-08-22. */
export function augustDocuments(folder: string): Snapshot {
  const spec = {
    ...filesIn(join(folder, 'community'), 'docs/community'),
    ...Object.fromEntries(
      readdirSync(folder)
        .filter((name) => /^[A-Z_]+\.md$/.test(name) && name !== 'README.md')
        .map((name) => [name, readText(join(folder, name))]),
    ),
  }
  const repos = readdirSync(join(folder, 'repos')).map(
    (name) => [`${OWNER}/${name}`, filesIn(join(folder, 'repos', name), '')] as const,
  )
  const files: Files = Object.fromEntries(repos)
  return { files: { ...files, [SPEC]: { ...files[SPEC], ...spec } }, nextServers: {} }
}

/** Adds the documents of October. `isIncluded` selects among those of the specification and of the Python SDK. */
export function withOctoberDocuments(
  base: Snapshot,
  newerFolder: string,
  isIncluded: (path: string) => boolean = () => true,
): Snapshot {
  const community = (from: string) => filesIn(join(newerFolder, from), 'docs/community')
  const maintainers = readText(join(newerFolder, 'fork-dc50544', 'MAINTAINERS.md'))
  const spec = { ...community('fork-1594c92'), ...community('fork-3fe3303'), 'MAINTAINERS.md': maintainers }
  return overlay(
    base,
    {
      [SPEC]: pick(spec, isIncluded),
      [`${OWNER}/ext-skills`]: filesIn(join(newerFolder, 'ext-skills-8a46364'), ''),
      [`${OWNER}/python-sdk`]: pick(filesIn(join(newerFolder, 'python-sdk-330c68c'), ''), isIncluded),
    },
    {
      ...filesIn(join(newerFolder, 'servers-8821de3'), ''),
      ...filesIn(join(newerFolder, 'servers-49864332'), ''),
    },
  )
}

/** Adds the rewrite of the community pages from its two branches. */
export function withRewrite(base: Snapshot, newerFolder: string): Snapshot {
  const { 'docs/community/CONTRIBUTING.md': contributing = '', ...pages } = {
    ...filesIn(join(newerFolder, 'upstream-branch-2a1a847'), 'docs/community'),
    ...filesIn(join(newerFolder, 'upstream-branch-29a0b3b'), 'docs/community'),
  }
  return overlay(base, { [SPEC]: { ...pages, 'CONTRIBUTING.md': contributing } }, {})
}

/** Adds the charters of groups that were proposed on branches. */
export function withProposedCharters(base: Snapshot, newerFolder: string): Snapshot {
  const branches = ['upstream-543f618', 'upstream-fb11baf', 'upstream-cb7e2d5', 'upstream-fea3458']
  const pages = branches.map((branch) => filesIn(join(newerFolder, branch), 'docs/community'))
  return overlay(base, { [SPEC]: Object.assign({}, ...pages) }, {})
}

function overlay(base: Snapshot, added: Files, nextServers: Snapshot['nextServers']): Snapshot {
  const files = Object.entries(added).map(([repo, more]) => [repo, { ...base.files[repo], ...more }] as const)
  return {
    files: { ...base.files, ...Object.fromEntries(files) },
    nextServers: { ...base.nextServers, ...nextServers },
  }
}

function pick(files: Readonly<Record<string, string>>, isIncluded: (path: string) => boolean) {
  return Object.fromEntries(Object.entries(files).filter(([path]) => isIncluded(path)))
}

function filesIn(folder: string, under: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {}
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    paths.map((entry) => {
      const path = join(entry.parentPath, entry.name)
      const relativePath = relative(folder, path).split(sep).join('/')
      return [under === '' ? relativePath : `${under}/${relativePath}`, readText(path)]
    }),
  )
}

/** Stand-ins for the forms that the policy names, for a repository that is not among the documents. */
function placeholderForms({ forms }: Policy['repositories'][string]): Readonly<Record<string, string>> {
  return Object.fromEntries(forms.map(({ file }) => [`.github/ISSUE_TEMPLATE/${file}`, 'name: a form']))
}

const readText = (path: string) => readFileSync(path, 'utf8')

/**
 * A seed of the fake GitHub with these documents. What the documents do not show, such as whether a repository has Discussions,
 * comes from the policy.
 */
export function seedOf(
  { repositories }: Policy,
  { files, nextServers }: Snapshot,
  when: 'August' | 'October',
): SeedInput {
  const seeded = Object.values(repositories).map((repository) => {
    const shortName = repository.repo.slice(OWNER.length + 1)
    const hasOldName = when === 'August' && RENAMED_IN_SEPTEMBER.includes(shortName)
    const name = hasOldName ? (repository.formerly[0] ?? repository.repo) : repository.repo
    const hasNextVersion = shortName === 'servers' && Object.keys(nextServers).length > 0
    return [
      name,
      {
        files: {
          ...(files[repository.repo] === undefined ? placeholderForms(repository) : {}),
          ...files[repository.repo],
        },
        formerly: hasOldName ? [] : repository.formerly,
        archived: when === 'October' && ARCHIVED_BY_SEPTEMBER.includes(shortName),
        discussionsEnabled: repository.discussions !== false,
        pullRequests: hasNextVersion ? [{ title: 'The next version', head: 'v2/main', files: nextServers }] : [],
      },
    ] as const
  })
  return { viewer: { login: 'someone' }, repositories: Object.fromEntries(seeded) }
}
