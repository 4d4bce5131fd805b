import { expect, test } from 'vitest'
import { LISTED_WITHIN_MS } from '../../../../src/github/look-up.ts'
import { planWithRows, setUpBulk, withoutRunRepo } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

/** A file in which the program records the path of a ledger. Its name consists of the plan's device and inode numbers. */
const RECORD_FILE = '/state/mcp-comms/ledgers/1-2'
const APPLY = '--apply --yes'

/** Applies `p.csv`, and then writes this plan to `new/p.csv`, without a ledger next to it. */
async function setUpMoved(plan = planWithRows(3)) {
  const bulk = setUpBulk()
  expect((await bulk.run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  bulk.changeFile(RECORD_FILE, 'p.csv.ledger.jsonl')
  bulk.changeFile('new/p.csv', plan)
  return { run: bulk.run, changeFile: bulk.changeFile, createdCount: () => bulk.titles().length }
}

test('a plan that was moved without its ledger creates nothing again, and the message names its ledger', async () => {
  const { run, createdCount } = await setUpMoved()
  const { exitCode, stderr } = await run(`new/p.csv ${APPLY}`)
  expect([exitCode, createdCount()]).toEqual([2, 3])
  expect(stderr).toContain('row 1 of new/p.csv was already sent, as p.csv.ledger.jsonl says, so this run sent nothing')
  expect(stderr).toContain('add --ledger p.csv.ledger.jsonl')
})

test('one row with the same text is enough to refuse the plan', async () => {
  const { run, createdCount } = await setUpMoved(
    `${planWithRows(1)}Another task,With another text for it,example/protocol\n`,
  )
  expect((await run(`new/p.csv ${APPLY}`)).exitCode).toBe(2)
  expect(createdCount()).toBe(3)
})

test('the plan resumes with the ledger that the message names', async () => {
  const { run, createdCount } = await setUpMoved()
  const { exitCode } = await run(`new/p.csv ${APPLY} --ledger p.csv.ledger.jsonl`)
  expect([exitCode, createdCount()]).toEqual([0, 3])
})

test('with another ledger, the same rows are created again', async () => {
  const { run, createdCount } = await setUpMoved()
  const { exitCode } = await run(`new/p.csv ${APPLY} --ledger new/p.csv.ledger.jsonl`)
  expect([exitCode, createdCount()]).toEqual([0, 6])
})

test.each([
  ['other line endings', (plan: string) => plan.replace('line.\n', 'line.\r\n')],
  ['accents in another form', (plan: string) => plan.normalize('NFD')],
  ['another spelling of the repository', (plan: string) => plan.replace(REPO, REPO.toUpperCase())],
])('rows with a key are recognized in a copy with %s', async (_, edit) => {
  const plan = `key,title,body,repo\nfirst,Show the icons of a café,"The first line.\nThe second line.",${REPO}\n`
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': plan } })
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile(RECORD_FILE, 'p.csv.ledger.jsonl')
  changeFile('new/p.csv', edit(plan))
  expect((await run(`new/p.csv ${APPLY}`)).exitCode).toBe(2)
  expect(titles()).toHaveLength(1)
})

test('rows with a key are recognized in a copy with accents in another form, also in their labels and parents', async () => {
  const plan = `key,title,body,labels,parent,repo\ncafé,Show the icons,The client has to show them.,naïf,,${REPO}\nchild,Show the menu,The client has to show it.,,café,${REPO}\n`
  const { run, changeFile, titles } = setUpBulk({
    files: { 'p.csv': plan },
    repositories: { [REPO]: { labels: ['naïf'] } },
  })
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile(RECORD_FILE, 'p.csv.ledger.jsonl')
  const copy = plan.normalize('NFD').split('\n')
  for (const [row, number] of [
    [copy[1], 1],
    [copy.slice(1).join('\n').replace('Show the icons', 'Show other icons'), 2],
  ] as const) {
    changeFile('new/p.csv', `${copy[0]}\n${row}\n`)
    const { exitCode, stderr } = await run(`new/p.csv ${APPLY}`)
    expect([exitCode, titles().length], stderr).toEqual([2, 2])
    expect(stderr).toContain(`row ${number} of new/p.csv was already sent`)
  }
})

test('a plan with other texts is another plan, so its rows are created', async () => {
  const { run, createdCount } = await setUpMoved(planWithRows(3).replaceAll('Task', 'Step'))
  expect((await run(`new/p.csv ${APPLY}`)).exitCode).toBe(0)
  expect(createdCount()).toBe(6)
})

test('a run without --ledger creates nothing again if an earlier run had the flag', async () => {
  const { run, titles } = setUpBulk()
  expect((await run(`p.csv ${APPLY} --ledger mine.jsonl`)).exitCode).toBe(0)
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, titles().length]).toEqual([2, 3])
  expect(stderr).toContain('as mine.jsonl says, so this run sent nothing')
})

test('the ledgers of more than 500 other plans are all looked at', async () => {
  const { run, changeFile, createdCount } = await setUpMoved()
  for (let count = 0; count < 501; count++) changeFile(`/state/mcp-comms/ledgers/0-${count}`, 'gone.jsonl')
  expect((await run(`new/p.csv ${APPLY}`)).exitCode).toBe(2)
  expect(createdCount()).toBe(3)
})

test('a copy of a plan and its ledger creates no row that was created with the other copy', async () => {
  const { run, changeFile, file, titles } = setUpBulk()
  expect((await run(`p.csv ${APPLY} --stop-after 1`)).exitCode).toBe(5)
  for (const name of ['p.csv', 'p.csv.ledger.jsonl']) changeFile(`copy/${name}`, file(name))
  expect((await run(`copy/p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile(RECORD_FILE, 'copy/p.csv.ledger.jsonl')
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, titles().length]).toEqual([2, 3])
  expect(stderr).toContain('row 2 of p.csv was already sent, as copy/p.csv.ledger.jsonl says, so this run sent nothing')
  expect(stderr).toContain(
    'If it is the same post, remove the row, or add "reuse: https://github.com/example/protocol/issues/2" to the row',
  )
  changeFile('p.csv', planWithRows(1))
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
})

test('a row whose request was lost is not sent again after a copy of the plan and its ledger has sent it', async () => {
  const { run, fake, clock, changeFile, file, titles } = setUpBulk()
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-before' }])
  expect((await run(`p.csv ${APPLY} --stop-after 1`)).exitCode).toBe(5)
  for (const name of ['p.csv', 'p.csv.ledger.jsonl']) changeFile(`copy/${name}`, file(name))
  changeFile(RECORD_FILE, 'copy/p.csv.ledger.jsonl')
  clock.advance(LISTED_WITHIN_MS)
  expect((await run(`copy/p.csv ${APPLY}`)).exitCode).toBe(0)
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, titles().length]).toEqual([2, 3])
  expect(stderr).toContain('row 1 of p.csv was already sent, as copy/p.csv.ledger.jsonl says, so this run sent nothing')
})

test('a row whose request was lost is sent by its plan if a copy of the plan and its ledger has not sent it', async () => {
  const { run, fake, clock, changeFile, file, titles } = setUpBulk({ files: { 'p.csv': planWithRows(1) } })
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-before' }])
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(5)
  changeFile('copy/p.csv.ledger.jsonl', file('p.csv.ledger.jsonl'))
  changeFile(RECORD_FILE, 'copy/p.csv.ledger.jsonl')
  clock.advance(LISTED_WITHIN_MS)
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  expect(titles()).toHaveLength(1)
})

test('a plan whose own run sent nothing does not create the rows that its copy has created', async () => {
  const { run, changeFile, file, titles } = setUpBulk()
  let stop = () => {}
  const interrupted = await run(`p.csv ${APPLY}`, {
    onInterrupt: (listener) => {
      stop = listener
    },
    wrapLog: (log) => ({
      ...log,
      append: async (text) => {
        await log.append(text)
        stop()
      },
    }),
  })
  expect([interrupted.exitCode, titles()]).toEqual([130, []])
  expect(file('p.csv.ledger.jsonl').split('\n')).toHaveLength(2)
  changeFile('copy/p.csv', file('p.csv'))
  expect((await run(`copy/p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile(RECORD_FILE, 'copy/p.csv.ledger.jsonl')
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(2)
  expect(titles()).toHaveLength(3)
})

test('the message about a tracker that was created before names the tracker, not a row', async () => {
  const plan = `tracker: { title: The next version, repo: ${REPO}, body: The parts of it. }\nrows: [{ title: Follow it in the client, repo: ${REPO}, body: The client has to follow the next version. }]\n`
  const { run, changeFile } = setUpBulk({ files: { 'p.yaml': plan, 'new/p.yaml': plan } })
  expect((await run(`p.yaml ${APPLY}`)).exitCode).toBe(0)
  changeFile(RECORD_FILE, 'p.yaml.ledger.jsonl')
  const { exitCode, stderr } = await run(`new/p.yaml ${APPLY}`)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('the tracker of new/p.yaml was already sent, as p.yaml.ledger.jsonl says')
})

test('a recorded ledger that is damaged or gone does not stop another plan', async () => {
  const { run, changeFile } = setUpBulk()
  changeFile(RECORD_FILE, 'gone.jsonl')
  changeFile(`${RECORD_FILE}0`, 'damaged.jsonl')
  changeFile('damaged.jsonl', 'x\ny\n')
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
})

test('rows without a key are not created again after their repository was renamed', async () => {
  const plan = (repo: string) => `${planWithRows(1, repo)}Another task,With another text for it,example/other\n`
  const { run, fake, changeFile, posts } = setUpBulk({
    files: { 'p.csv': plan('example/before') },
    repositories: { 'example/before': {}, 'example/other': {} },
  })
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  fake.change([{ change: 'rename', repository: 'example/before', to: 'example/after' }])
  changeFile('p.csv', plan('example/after'))
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, posts('example/after').length]).toEqual([1, 1])
  const [, key = ''] = /give it the key\s+"([\w-]+)"/.exec(stderr) ?? []
  changeFile(
    'p.csv',
    plan('example/after').replace('title,body,repo', 'title,body,repo,key').replace('after\n', `after,${key}\n`),
  )
  const again = await run(`p.csv ${APPLY}`)
  expect([again.exitCode, posts('example/after').length], again.stderr).toEqual([0, 1])
})

test.each([
  ['', 'task'],
  ['task', ''],
  ['task', 'new-key'],
])(
  'a row whose key has changed after its repository was renamed is not created again (key "%s" → "%s")',
  async (before, after) => {
    const plan = (repo: string, key: string) =>
      `key,title,body,repo\n${key},Show the icons,The client has to show them,${repo}\n,Another task,With another text for it,example/other\n`
    const { run, fake, changeFile, posts } = setUpBulk({
      files: { 'p.csv': plan('example/before', before) },
      repositories: { 'example/before': {}, 'example/other': {} },
    })
    expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
    fake.change([{ change: 'rename', repository: 'example/before', to: 'example/after' }])
    changeFile('p.csv', plan('example/after', after))
    const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
    expect([exitCode, posts('example/after').length], stderr).toEqual([1, 1])
    const [, key = ''] = /[Gg]ive it the\s+key\s+"([\w-]+)"/.exec(stderr) ?? []
    changeFile('p.csv', plan('example/after', key))
    const again = await run(`p.csv ${APPLY}`)
    expect([again.exitCode, posts('example/after').length], again.stderr).toEqual([0, 1])
  },
)

test.each([
  ['--repo', '-R example/second', {}],
  ['GH_REPO', '', { GH_REPO: 'example/second' }],
])(
  'a row without a repository is not created again in the repository that %s names in a later run',
  async (_, flags, env) => {
    const plan = `${planWithRows(1)}Another task,With another text for it,\n`
    const { run, changeFile, posts } = setUpBulk({
      files: { 'p.csv': plan },
      repositories: { [REPO]: {}, 'example/first': {}, 'example/second': {} },
    })
    expect((await run(`p.csv ${APPLY} -R example/first`)).exitCode).toBe(0)
    const { exitCode, stderr } = await run(`p.csv ${APPLY} ${flags}`, { env })
    expect([exitCode, posts('example/second').length]).toEqual([1, 0])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'row 2 (line 3): it was already sent to example/first by an earlier run: pass --repo example/first again',
    )
    changeFile('p.csv', plan.replace(/,\n$/, ',example/second\n'))
    expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
    expect(posts('example/second')).toHaveLength(1)
  },
)

test('a row without a repository is not created again in another one if an older version has created it', async () => {
  const { run, file, changeFile, posts } = setUpBulk({
    files: { 'p.csv': `${planWithRows(1)}Another task,With another text for it,\n` },
    repositories: { [REPO]: {}, 'example/first': {}, 'example/second': {} },
  })
  expect((await run(`p.csv ${APPLY} -R example/first`)).exitCode).toBe(0)
  changeFile('p.csv.ledger.jsonl', withoutRunRepo(file('p.csv.ledger.jsonl')))
  const { exitCode, stderr } = await run(`p.csv ${APPLY} -R example/second`)
  expect([exitCode, posts('example/second').length]).toEqual([1, 0])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('already sent to example/first by an earlier run')
  expect((await run(`p.csv ${APPLY} -R example/first`)).exitCode).toBe(0)
})

test('a row without a key is not created again after another program has stored its accents in another way', async () => {
  const plan = `${planWithRows(1)}Übersetze die Einführung,Die Einführung fehlt noch in dieser Sprache.,${REPO}\n`
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': plan.normalize('NFC') } })
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile('p.csv', plan.normalize('NFD'))
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, titles().length]).toEqual([1, 2])
  const [, key = ''] = /give it the key\s+"([\w-]+)"/.exec(stderr) ?? []
  changeFile(
    'p.csv',
    plan.normalize('NFD').replace('title,body,repo', 'title,body,repo,key').replace(/\n$/, `,${key}\n`),
  )
  const again = await run(`p.csv ${APPLY}`)
  expect([again.exitCode, titles().length], again.stderr).toEqual([0, 2])
})

test('a copy of a plan is recognized although another program has stored its accents in another way', async () => {
  const plan = `title,body,repo\nÜbersetze die Einführung,Die Einführung fehlt noch in dieser Sprache.,${REPO}\n`
  const { run, changeFile, titles } = setUpBulk({
    files: { 'p.csv': plan.normalize('NFC'), 'q.csv': plan.normalize('NFD') },
  })
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile(RECORD_FILE, 'p.csv.ledger.jsonl')
  const { exitCode, stderr } = await run(`q.csv ${APPLY}`)
  expect([exitCode, titles().length]).toEqual([2, 1])
  expect(stderr).toContain('row 1 of q.csv was already sent, as ')
})

test.each([3, 0])(
  'a row is not created again with an older ledger, or without one (%i lines are left)',
  async (lineCount) => {
    const { run, changeFile, file, titles } = setUpBulk()
    await run(`p.csv ${APPLY}`)
    const lines = file('p.csv.ledger.jsonl').split('\n').slice(0, lineCount)
    changeFile('p.csv.ledger.jsonl', lines.map((line) => `${line}\n`).join(''))
    const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
    expect([exitCode, titles().length], stderr).toEqual([2, 3])
    const row = lineCount === 0 ? 1 : 2
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `row ${row} of p.csv: you have created https://github.com/${REPO}/issues/${row} with the same title before, and the ledger does not have it, so this run sent nothing`,
    )
    expect((await run(`p.csv ${APPLY} --allow duplicate`)).exitCode).toBe(0)
  },
)

test('a discussion is not created again without its ledger', async () => {
  const plan = planWithRows(2)
    .replace('repo\n', 'repo,kind,category\n')
    .replaceAll(`${REPO}\n`, `${REPO},discussion,Ideas\n`)
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': plan } })
  expect((await run(`p.csv ${APPLY}`)).exitCode).toBe(0)
  changeFile('p.csv.ledger.jsonl', '')
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, titles().length], stderr).toEqual([2, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    `row 1 of p.csv: you have created https://github.com/${REPO}/discussions/1 with the same title before`,
  )
  expect((await run(`p.csv ${APPLY} --allow duplicate`)).exitCode).toBe(0)
})

test('a run with a new ledger, which creates all rows again, resumes with the same command', async () => {
  const { run, clock, titles } = setUpBulk()
  await run(`p.csv ${APPLY}`)
  clock.advance(60_000)
  expect((await run(`p.csv ${APPLY} --ledger new.jsonl --stop-after 1`)).exitCode).toBe(5)
  const { exitCode, stderr } = await run(`p.csv ${APPLY} --ledger new.jsonl`)
  expect([exitCode, titles().length], stderr).toEqual([0, 6])
})

test.each([0, 3])(
  'a ledger that was named with --ledger is not new after it was lost (%i lines are left)',
  async (lineCount) => {
    const { run, changeFile, file, clock, titles } = setUpBulk()
    await run(`p.csv ${APPLY} --ledger l.jsonl`)
    clock.advance(60_000)
    const lines = file('l.jsonl').split('\n').slice(0, lineCount)
    changeFile('l.jsonl', lines.map((line) => `${line}\n`).join(''))
    const { exitCode, stderr } = await run(`p.csv ${APPLY} --ledger l.jsonl`)
    expect([exitCode, titles().length], stderr).toEqual([2, 3])
  },
)

test('a row of a copy of the plan is created again as the message says', async () => {
  const { run, changeFile, file, titles } = setUpBulk()
  await run(`p.csv ${APPLY} --ledger p.csv.ledger.jsonl`)
  changeFile('q.csv', planWithRows(4))
  changeFile('q.jsonl', file('p.csv.ledger.jsonl'))
  await run(`q.csv ${APPLY} --ledger q.jsonl`)
  changeFile('p.csv', planWithRows(4))
  const { exitCode, stderr } = await run(`p.csv ${APPLY}`)
  expect([exitCode, titles().length]).toEqual([2, 4])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'To create the post again, add "allow: duplicate" to the row, and --ledger p.csv.ledger.jsonl to the command',
  )
  changeFile('p.csv', `${planWithRows(4).replace('repo\n', 'repo,allow\n').trimEnd()},duplicate\n`)
  const again = await run(`p.csv ${APPLY} --ledger p.csv.ledger.jsonl`)
  expect([again.exitCode, titles().length], again.stderr).toEqual([0, 5])
})
