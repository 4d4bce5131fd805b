import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parsePolicy } from '../../src/policy/parse.ts'
import type { Policy } from '../../src/policy/schema.ts'

/** Groups that are now part of other groups, so the policy sends nobody to them. */
const MERGED_GROUPS = ['enterprise-managed-authorization']

/** Charters and forms for which the policy cites a newer source than the documents of 2026-08-22. */
const CHANGED_SINCE_AUGUST: readonly string[] = [
  // An interest group since 2026-10-16; its new channel is not known.
  'working-groups/agents',
  // Now the Progressive Disclosure group, with a channel of that name.
  'interest-groups/primitive-grouping',
  // Added to the Python SDK in September.
  'translation.yaml',
]

/** Channels that other community pages mention, although the charters of their groups do not. */
const MENTIONED_ELSEWHERE = ['#registry-dev', '#general-sdk-dev']

/** Compares the policy with the documents that it is based on. Returns the differences, one line each. */
export function checkPolicyAgainstSources(folder: string): readonly string[] {
  const policy = parsePolicy(readFileSync('src/policy/mcp.yaml', 'utf8'), 'src/policy/mcp.yaml')
  return [...missingSections(policy, folder), ...charterFaults(policy, folder), ...formFaults(policy, folder)]
}

/** The path in the corpus, by source. The other sources are not in the corpus. */
const PAGES: Readonly<Record<string, string>> = {
  communication: 'community/communication.mdx',
  'sep-guidelines': 'community/sep-guidelines.mdx',
  groups: 'community/working-interest-groups.mdx',
  contributing: 'community/contributing.mdx',
  security: 'SECURITY.md',
  'servers-security': 'repos/servers/SECURITY.md',
  'code-of-conduct': 'CODE_OF_CONDUCT.md',
}

function missingSections(policy: Policy, folder: string): readonly string[] {
  const refs = [
    ...policy.rules.flatMap(({ because }) => because.map(({ source }) => source)),
    ...policy.guidelines.map(({ source }) => source),
    ...Object.values(policy.channels).map(({ source }) => source),
    ...Object.values(policy.contacts).map(({ source }) => source),
    policy.questions.intended.source,
  ]
  return [...new Set(refs)].flatMap((ref) => {
    const [page = '', section] = ref.split('#')
    const file = PAGES[page]
    if (section === undefined || file === undefined) return []
    const found = anchorsIn(readFileSync(join(folder, file), 'utf8')).includes(section)
    return found ? [] : [`${ref}: ${file} has no such section`]
  })
}

/** The anchors of a page's headings, as its site and GitHub make them. */
export function anchorsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .trim()
      .replaceAll(/\s+/g, '-'),
  )
}

function charterFaults(policy: Policy, folder: string): readonly string[] {
  return ['working-groups', 'interest-groups'].flatMap((kind) =>
    readdirSync(join(folder, 'community', kind)).flatMap((file) => {
      const name = basename(file, '.mdx')
      if (MERGED_GROUPS.includes(name) || CHANGED_SINCE_AUGUST.includes(`${kind}/${name}`)) return []
      const group = Object.values(policy.groups).find(
        ({ charter, formerly }) => charter?.endsWith(`/${kind}/${name}`) || formerly?.includes(name),
      )
      if (group === undefined) return [`${kind}/${file}: no group in the policy has this charter`]
      const mentioned =
        readFileSync(join(folder, 'community', kind, file), 'utf8').match(/#[a-z0-9-]+-(?:wg|ig)\b/g) ?? []
      const { channel } = group
      const agrees =
        channel === null ? mentioned.length === 0 : [...mentioned, ...MENTIONED_ELSEWHERE].includes(channel)
      return agrees ? [] : [`${kind}/${file}: it mentions ${mentioned.join(', ') || 'no channel'}, not ${channel}`]
    }),
  )
}

function formFaults(policy: Policy, folder: string): readonly string[] {
  return Object.values(policy.repositories).flatMap(({ repo, forms }) => {
    const templates = join(folder, 'repos', basename(repo), '.github', 'ISSUE_TEMPLATE')
    const files = existsSync(templates) ? readdirSync(templates).filter((file) => !file.startsWith('config.')) : []
    const named = forms.map(({ file }) => file)
    return [
      ...files.filter((file) => !named.includes(file)).map((file) => `${repo}: the policy does not name ${file}`),
      ...named
        .filter((file) => existsSync(templates) && !files.includes(file) && !CHANGED_SINCE_AUGUST.includes(file))
        .map((file) => `${repo}: there is no ${file}`),
    ]
  })
}
