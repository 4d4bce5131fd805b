import type { App } from '../../src/app.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { REPO, setUpGitHub } from './github.ts'

type Fields = {
  readonly number?: number | string
  readonly title?: string
  readonly status?: string
  readonly type?: string
  readonly created?: string
  readonly authors?: string
  readonly sponsor?: string
  readonly group?: string
  readonly text?: string
}

/** The text of a SEP. Fields that are not given have typical values, except `group`, which is left out. */
export function sepText({
  number = '0000',
  title = 'Tool icons',
  status = 'Draft',
  type = 'Standards Track',
  created = '2026-10-01',
  authors = 'Ada Lovelace (@ada)',
  sponsor = '@core-one',
  group,
  text = '## Abstract\n\nServers say how their tools look.\n',
}: Fields): string {
  const fields = [
    `- **Status**: ${status}`,
    `- **Type**: ${type}`,
    `- **Created**: ${created}`,
    `- **Author(s)**: ${authors}`,
    `- **Sponsor**: ${sponsor}`,
    ...(group === undefined ? [] : [`- **Working Group**: ${group}`]),
  ]
  return `# SEP-${number}: ${title}\n\n${fields.join('\n')}\n\n${text}`
}

export const MAINTAINERS = `# MCP Maintainers

## Core Maintainers

- [Core One](https://github.com/core-one)

## SDK Maintainers

### TypeScript SDK

- [Tess Script](https://github.com/tess)

## Community Moderators

- [Mo Derator](https://github.com/mo)
`

type PullRequest = NonNullable<SeedInput['repositories'][string]['pullRequests']>[number]

/** An open pull request that adds a SEP. */
export function sepPullRequest(
  number: number,
  fields: Fields & { readonly label?: string },
  rest: Partial<PullRequest> = {},
) {
  const { label, ...others } = fields
  return {
    number,
    title: `SEP-${number}: ${fields.title ?? 'Tool icons'}`,
    author: 'ada',
    labels: ['SEP', ...(label === undefined ? [] : [label])],
    createdAt: '2026-10-01T09:00:00Z',
    updatedAt: '2026-11-10T09:00:00Z',
    files: { [`seps/${number}-title.md`]: sepText({ number, ...others }) },
    ...rest,
  }
}

/** A repository with a final SEP, pull requests that propose SEPs in different states, and two that propose none. */
export const REPOSITORY: SeedInput['repositories'][string] = {
  labels: ['SEP', 'draft', 'in-review', 'accepted', 'bug'],
  files: {
    'MAINTAINERS.md': MAINTAINERS,
    'seps/README.md': '# SEPs\n',
    'seps/932-governance.md': sepText({
      number: 932,
      title: 'Governance',
      status: 'Final',
      type: 'Process',
      created: '2025-07-08',
    }),
  },
  pullRequests: [
    sepPullRequest(2001, { title: 'Seeks somebody', sponsor: 'None (seeking sponsor)' }, { author: 'eve' }),
    sepPullRequest(2002, { title: 'In the works', label: 'draft', group: 'Agents WG' }, { draft: true }),
    sepPullRequest(2003, { title: 'Ready', status: 'In-Review', label: 'in-review' }),
    sepPullRequest(2004, { title: 'Agreed', status: 'Accepted', label: 'accepted' }),
    sepPullRequest(2005, { title: 'Two minds', status: 'Draft', label: 'in-review' }),
    sepPullRequest(2006, { title: 'A correction' }, { files: { 'seps/932-governance.md': sepText({ number: 932 }) } }),
    sepPullRequest(2007, { title: 'Nothing in it' }, { files: { 'docs/a.md': 'a' } }),
  ],
}

/** The options of a run on a fake GitHub with this repository, and the names of the operations that were requested. */
export function setUpSeps(repository: SeedInput['repositories'][string] = REPOSITORY) {
  const { fake, github, clock } = setUpGitHub(repository)
  const signedIn: App['github'] = () => Promise.resolve({ github, host: 'github.test', tokenFrom: 'GH_TOKEN' })
  return {
    options: { github: signedIn, clock, env: { GH_REPO: REPO } },
    operations: () => fake.requests().map(({ operation }) => operation),
  }
}
