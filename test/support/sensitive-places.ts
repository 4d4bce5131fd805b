import { run as runProgram } from './app.ts'
import { setUpBulk } from './bulk.ts'
import { REPO } from './github.ts'
import { BUG_FORM, setUpPosting } from './posting.ts'
import { SEP, setUpProposing } from './proposing.ts'

/** The result of a command that tried to publish sensitive text. */
export type Attempt = {
  readonly exitCode: number
  readonly output: string
  /** All requests to GitHub, as JSON. */
  readonly requests: string
}

const yamlString = (text: string) => JSON.stringify(text)
const HARMLESS = 'After the first byte, version 1.2 of the client waits forever whenever a reply is split in two.'
const LONG = Array.from({ length: 8 }, () => HARMLESS).join('\n')

/** A draft that is harmless, except for the given parts. */
function draftOf(kind: string, frontMatter: Readonly<Record<string, string>>, body = HARMLESS): string {
  const fields = Object.entries({ title: 'The handshake stalls when a reply is split', ...frontMatter })
  const category = kind === 'discussion' && frontMatter['category'] === undefined ? 'category: Ideas\n' : ''
  return `---\nkind: ${kind}\nrepo: ${REPO}\n${fields.map(([key, value]) => `${key}: ${/^[[{]/.test(value) ? value : yamlString(value)}\n`).join('')}${category}aiDisclosure: none\n---\n${body}\n`
}

async function open(kind: 'issue' | 'discussion', draft: string, ...flags: string[]): Promise<Attempt> {
  const { run, fake } = setUpPosting({
    repository: { categories: ['Ideas'], files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM } },
    files: { 'd.md': draft },
  })
  const { exitCode, stdout, stderr } = await run(kind, 'open', 'd.md', '--yes', ...flags)
  return { exitCode, output: stdout + stderr, requests: JSON.stringify(fake.requests()) }
}

async function propose(sep: string, ...flags: string[]): Promise<Attempt> {
  const { run, fake } = setUpProposing({ files: { 'seps/0000-icons-for-tools.md': sep } })
  const { exitCode, stdout, stderr } = await run(
    'sep',
    'open',
    'seps/0000-icons-for-tools.md',
    '--yes',
    '--try',
    ...flags,
  )
  return { exitCode, output: stdout + stderr, requests: JSON.stringify(fake.requests()) }
}

/** Applies a plan with one row, and possibly a tracker. */
async function applyPlan(
  row: Readonly<Record<string, unknown>>,
  tracker?: Readonly<Record<string, unknown>>,
): Promise<Attempt> {
  const rows = [{ title: 'The handshake stalls when a reply is split', body: HARMLESS, ...row }]
  const text = JSON.stringify({ defaults: { repo: REPO }, ...(tracker === undefined ? {} : { tracker }), rows })
  const { run, fake } = setUpBulk({ files: { 'p.json': text } })
  const { exitCode, stdout, stderr } = await run('p.json --apply --yes --create-labels')
  return { exitCode, output: stdout + stderr, requests: JSON.stringify(fake.requests()) }
}

const SECTIONS = [...SEP.matchAll(/^## (.+)$/gm)].map(([, name = '']) => name)
const inSection = (name: string, text: string) => SEP.replace(`## ${name}\n`, `## ${name}\n\n${text}.\n`)
const field = (id: string, text: string) => `{ ${id}: ${yamlString(text)} }`

/** Places through which text can leave the machine, and a function that tries to send text through each. */
export const PLACES: Readonly<Record<string, (text: string) => Promise<Attempt>>> = {
  'the title of an issue': (text) => open('issue', draftOf('issue', { title: text })),
  'the body of an issue': (text) => open('issue', draftOf('issue', {}, `${HARMLESS}\n\n${text}`)),
  'a label of an issue': (text) => open('issue', draftOf('issue', { labels: `[${yamlString(text)}]` })),
  'the milestone of an issue': (text) => open('issue', draftOf('issue', { milestone: text })),
  'the project of an issue': (text) => open('issue', draftOf('issue', { projects: `[${yamlString(text)}]` })),
  'the type of an issue': (text) => open('issue', draftOf('issue', { type: text })),
  "a field that is filled in on GitHub's page for a new issue": (text) =>
    open('issue', draftOf('issue', { template: 'bug_report.yml', fields: field('steps', text) }), '--web'),
  "the end of a long answer that is only in the address of GitHub's page": (text) =>
    open(
      'issue',
      draftOf('issue', { template: 'bug_report.yml', fields: field('steps', `${LONG}\n\n${text}`) }, ''),
      ...['--web', '--allow', 'required', '--allow', 'placeholders'],
    ),
  'an answer in an issue form': (text) =>
    open(
      'issue',
      draftOf(
        'issue',
        { template: 'bug_report.yml' },
        `### Steps to reproduce\n\n${text}\n\n### Area\n\nClient\n\n### Before you send it\n\n- [x] I looked for it`,
      ),
    ),
  'a heading below an unknown template': (text) =>
    open('issue', draftOf('issue', { template: 'other.md' }, `### ${text}\n\n${HARMLESS}`)),
  'a box below an unknown template': (text) =>
    open('issue', draftOf('issue', { template: 'other.md' }, `${HARMLESS}\n\n- [x] ${text}`)),
  'the name of a template': (text) => open('issue', draftOf('issue', { template: text })),
  'the title of a discussion': (text) => open('discussion', draftOf('discussion', { title: text })),
  'the body of a discussion': (text) => open('discussion', draftOf('discussion', {}, `${HARMLESS}\n\n${text}`)),
  'the category of a discussion': (text) => open('discussion', draftOf('discussion', { category: text })),
  'the title of a SEP': (text) => propose(SEP.replace('Icons for tools', text)),
  'the title of a SEP that becomes an issue': (text) => propose(SEP.replace('Icons for tools', text), '--via', 'issue'),
  // A name with spaces would be refused before the checks.
  'the branch of a SEP': (text) => propose(SEP, '--branch', text.replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '-')),
  ...Object.fromEntries(
    SECTIONS.map((name) => [`the section ${name} of a SEP`, (text: string) => propose(inSection(name, text))]),
  ),
  'the title of a row': (text) => applyPlan({ title: text }),
  'the body of a row': (text) => applyPlan({ body: `${HARMLESS}\n\n${text}` }),
  'a new label of a row': (text) => applyPlan({ labels: [text] }),
  'the milestone of a row': (text) => applyPlan({ milestone: text }),
  'the title of a tracker': (text) => applyPlan({}, { title: text }),
  'the title of a row that reuses an issue': (text) =>
    applyPlan({ title: text, body: '', reuse: '#1' }, { title: 'All of it' }),
}

/** The result of `where` for a protocol change with this text. */
export async function routeProtocolChange(text: string, ...flags: string[]) {
  const outcome = await runProgram(['where', '--type', 'protocol-change', ...flags, '--json', text])
  return { ...outcome, answer: JSON.parse(outcome.stdout) as { channel: string; public: boolean } }
}
