import { parseDraft } from '../../src/drafts/format.ts'
import type { State } from '../support/fake-github/state.ts'
import { SEP, SPEC } from '../support/proposing.ts'
import { RECORD } from '../support/record.ts'
import type { Job } from './job.ts'

const VIEWER = 'newcomer'
const REPO = 'example/protocol'
const TITLE = 'The handshake stalls when a reply is split'
const SEP_FILE = 'seps/0000-icons-for-tools.md'
/** So high that GitHub refuses only what the test chooses. */
const LIMITS = { perMinute: 100_000, perHour: 1_000_000 }
const READS = ['Target', 'Viewer', 'FindDuplicates'] as const

/** `issue open` and `discussion open`: one draft, one post. */
export function postJob(kind: 'issue' | 'discussion'): Job {
  const category = kind === 'discussion' ? 'category: ideas\n' : ''
  const text = 'After the first byte it waits forever, in the client of 1.2.\n'
  const draft = `---\nkind: ${kind}\nrepo: ${REPO}\ntitle: ${TITLE}\n${category}labels: [bug]\naiDisclosure: none\n---\n${text}`
  const repository = { permission: 'WRITE' as const, labels: ['bug'], categories: ['Ideas'] }
  return {
    name: kind,
    files: { 'd.md': draft },
    github: { viewer: { login: VIEWER }, limits: LIMITS, repositories: { [REPO]: repository } },
    operations: {
      writes: kind === 'issue' ? ['CreateIssue'] : ['CreateDiscussion', 'AddLabels'],
      reads: [...READS, kind === 'issue' ? 'NewestIssues' : 'NewestDiscussions'],
      frequent: [],
      notRetried: ['AddLabels'],
      githubEvents: 12,
    },
    argv: [kind, 'open', 'd.md', '--yes', '--json'],
    isFinished: (files) => draftIn(files).url !== null,
    isUnconfirmed: (files) => draftIn(files).sent !== null,
    violationsAtAnyTime: (state) => atMostOne(ownPosts(state, REPO)),
    violationsAtEnd(state, files) {
      const [post] = ownPosts(state, REPO)
      const { url } = draftIn(files)
      if (post === undefined) return ['the job is complete, but there is no post']
      return [
        ...(url === post.url ? [] : [`the draft has the address ${url}, not ${post.url}`]),
        ...(post.labels.join() === 'bug' ? [] : [`the post has the labels ${post.labels.join()}`]),
      ]
    },
  }
}

/** `decision open`: one record, one issue, and two labels, of which GitHub drops one. */
export function decisionJob(): Job {
  const { name: _, files: __, ...job } = postJob('issue')
  const repository = { permission: 'WRITE' as const, labels: ['bug', 'notes'], droppedLabels: ['bug'] }
  return {
    ...job,
    name: 'decision',
    files: { 'd.md': RECORD.replace('labels: [notes]', 'labels: [notes, bug]') },
    github: { viewer: { login: VIEWER }, limits: LIMITS, repositories: { [REPO]: repository } },
    argv: ['decision', 'open', 'd.md', '--yes', '--json'],
    violationsAtEnd(state, files) {
      const [post] = ownPosts(state, REPO)
      const { url } = draftIn(files)
      if (post === undefined) return ['the job is complete, but there is no record']
      return [
        ...(url === post.url ? [] : [`the draft has the address ${url}, not ${post.url}`]),
        ...(post.labels.join() === 'notes' ? [] : [`the record has the labels ${post.labels.join()}`]),
      ]
    },
  }
}

function draftIn(files: Readonly<Record<string, string>>) {
  return parseDraft(files['d.md'] ?? '', 'd.md')
}

const REPORT_ROUTE = 'POST /repos/{owner}/{repo}/security-advisories/reports'

/** `security report`: one draft, one private report, and nothing in public. */
export function reportJob(): Job {
  const draft = `---\nkind: advisory\nrepo: ${REPO}\ntitle: A crafted token opens other sessions\n---\nThe token is compared in part.\n`
  const reports = (state: State) => state.repositories[REPO]?.advisories ?? []
  return {
    name: 'report',
    files: { 'd.md': draft },
    github: { viewer: { login: VIEWER }, limits: LIMITS, repositories: { [REPO]: {} } },
    operations: {
      writes: [REPORT_ROUTE],
      reads: [
        'Target',
        'Viewer',
        'GET /repos/{owner}/{repo}/private-vulnerability-reporting',
        'GET /repos/{owner}/{repo}/security-advisories',
      ],
      frequent: [],
      notRetried: [],
      githubEvents: 12,
    },
    argv: ['security', 'report', '--from', 'd.md', '--yes', '--json'],
    isFinished: (files) => draftIn(files).url !== null,
    isUnconfirmed: (files) => draftIn(files).sent !== null,
    violationsAtAnyTime: (state) => [
      ...(reports(state).length > 1 ? [`there are ${reports(state).length} reports`] : []),
      ...ownPosts(state, REPO).map(({ url }) => `${url} is public`),
    ],
    violationsAtEnd(state, files) {
      const [report] = reports(state)
      if (report === undefined) return ['the job is complete, but there is no report']
      const { url } = draftIn(files)
      return url?.endsWith(`/${report.ghsaId}`) === true ? [] : [`the draft has the address ${url}`]
    },
  }
}

/** `sep open`: a fork, a branch, a pull request, and its number in the file. */
export function sepJob(): Job {
  const spec = {
    labels: ['SEP'],
    files: { 'MAINTAINERS.md': '# Maintainers\n\n- [Grace](https://github.com/grace)\n' },
  }
  return {
    name: 'sep',
    files: { [SEP_FILE]: SEP },
    github: { viewer: { login: VIEWER }, limits: LIMITS, repositories: { [SPEC]: spec } },
    operations: {
      writes: ['CreateBranch', 'Commit', 'CreatePullRequest', 'UpdatePullRequest', 'POST /repos/{owner}/{repo}/forks'],
      reads: ['Target', 'Viewer', 'ProposalState', 'ProposalPull', 'SepCatalogue'],
      frequent: [],
      notRetried: [],
      githubEvents: 24,
    },
    argv: ['sep', 'open', SEP_FILE, '--yes', '--try', '--json'],
    // The file was renamed to include the number of the pull request.
    isFinished: (files) => !Object.keys(files).some((file) => file.startsWith(SEP_FILE) && !file.endsWith('.lock')),
    // Only the journal records an unconfirmed pull request, and the journal is outside the folder.
    isUnconfirmed: () => false,
    violationsAtAnyTime: (state) => atMostOne(ownPosts(state, SPEC)),
    violationsAtEnd(state, files) {
      const [post] = ownPosts(state, SPEC)
      if (post === undefined) return ['the job is complete, but there is no pull request']
      const path = `seps/${post.number}-icons-for-tools.md`
      const branches = Object.entries(state.repositories[`${VIEWER}/modelcontextprotocol`]?.branches ?? {}).filter(
        ([name]) => name.startsWith('sep/'),
      )
      const branch = branches[0]?.[1]
      const seps = Object.keys(branch?.files ?? {}).filter((file) => file.startsWith('seps/'))
      return [
        ...(branches.length === 1 ? [] : [`there are ${branches.length} branches for the SEP`]),
        ...(post.title === `SEP-${post.number}: Icons for tools` ? [] : [`the title is ${post.title}`]),
        ...(seps.join() === path ? [] : [`the branch has the files ${seps.join()}`]),
        ...(files[path] === undefined ? [`the folder lacks ${path}`] : []),
        ...(branch?.files[path] === files[path] ? [] : ['the file on the branch differs from the one in the folder']),
      ]
    },
  }
}

function ownPosts({ repositories }: State, repo: string) {
  return (repositories[repo]?.posts ?? []).filter(({ author }) => author === VIEWER)
}

function atMostOne(posts: readonly { readonly url: string }[]): readonly string[] {
  return posts.length < 2 ? [] : [`posted ${posts.length} times: ${posts.map(({ url }) => url).join(', ')}`]
}
