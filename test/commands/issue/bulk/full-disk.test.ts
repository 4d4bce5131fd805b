import { expect, test } from 'vitest'
import { Failure } from '../../../../src/errors.ts'
import { failAfter, setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const TEXT = 'The client has to follow the next version of the specification.'
const PLAN = `
defaults: { repo: ${REPO}, body: "${TEXT}" }
tracker: { title: The next version, key: all, labels: bug }
rows:
  - { title: Show the icons of servers, parent: all, labels: new }
  - { title: Cancel a request, reuse: "#1", parent: all }
  - { title: What comes next?, kind: discussion, category: Ideas }
`
/** The lines for each step. Run: 1, label: 2, three posts: 6, reused issue: 1, link to the parent: 2, edit of the tracker: 2. */
const LEDGER_LINE_COUNT = 14
const diskFull = () => new Failure('file', 'p.yaml.ledger.jsonl: there is no room left on the disk')

test.each(Array.from({ length: LEDGER_LINE_COUNT }, (_, index) => index))(
  'a full disk stops the run, and the next run completes the plan (lines in the ledger before: %i)',
  async (lineCount) => {
    const issues = [{ title: 'Cancel a request' }]
    let isFull = false
    const writesAfterFull: string[] = []
    const { run, posts } = setUpBulk({
      files: { 'p.yaml': PLAN },
      repositories: { [REPO]: { permission: 'WRITE', labels: ['bug'], categories: ['Ideas'], issues } },
      onRequest: (operation) => {
        if (isFull && /^(?:Create|Add|Update)/.test(operation)) writesAfterFull.push(operation)
      },
    })
    const wrapLog = failAfter(lineCount, () => {
      isFull = true
      return diskFull()
    })
    const stopped = await run('p.yaml --apply --yes --create-labels', { wrapLog })
    expect(isFull).toBe(true)
    expect([1, 5]).toContain(stopped.exitCode)
    if (posts().length > 1) expect(stopped.exitCode).toBe(5)
    expect(stopped.stderr).toContain('there is no room left on the disk')
    expect(writesAfterFull).toEqual([])
    for (const { title, url } of posts().slice(1)) {
      expect(stopped.stdout).not.toMatch(new RegExp(`^failed\t.*\t${title.replace('?', '\\?')}\t`, 'm'))
      expect(stopped.stdout + stopped.stderr.replaceAll(/\s+/g, ' ')).toContain(url)
    }
    isFull = false
    expect(await run('p.yaml --apply --yes --create-labels')).toMatchObject({ exitCode: 0 })
    expect(
      posts()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(['Cancel a request', 'Show the icons of servers', 'The next version', 'What comes next?'])
    const tracker = posts().find(({ title }) => title === 'The next version')
    for (const { title, url } of posts())
      if (title !== 'The next version') expect(tracker?.body.split(`- [ ] ${url}\n`)).toHaveLength(2)
    expect(posts().filter((post) => 'parent' in post && post.parent !== null)).toHaveLength(2)
  },
)
