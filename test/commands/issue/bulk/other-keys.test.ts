import { expect, test } from 'vitest'
import { setUpBulk } from '../../../support/bulk.ts'
import { REPO } from '../../../support/github.ts'

const TEXT = 'The client has to follow the next version of the specification.'
const APPLY = 'p.csv --apply --yes'
const LEDGER = 'p.csv.ledger.jsonl'
/** A plan with a row that never changes, and this one. */
const planWith = (key: string, { title = 'Show the icons', body = TEXT, more = '' } = {}) =>
  `key,title,body,repo\nother,Cancel a request,${TEXT},${REPO}\n${key},${title},${body},${REPO}\n${more}`

test.each([
  ['got a key', '', 'icons'],
  ['lost its key', 'icons', ''],
  ['has another key', 'icons', 'the-icons'],
])('a row that was created and %s since is not created again', async (_, before, after) => {
  const { run, changeFile, ledger, titles } = setUpBulk({ files: { 'p.csv': planWith(before) } })
  expect((await run(APPLY)).exitCode).toBe(0)
  const former = ledger().findLast((record) => record.record === 'done')
  changeFile('p.csv', planWith(after))
  for (const line of ['p.csv', APPLY]) {
    const { exitCode, stderr } = await run(line)
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `row 2 (line 3): it was already sent with another key. Give it the key "${former?.key}", so that it is not sent again`,
    )
  }
  changeFile('p.csv', planWith(former?.key ?? ''))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(titles()).toHaveLength(2)
})

test('a row that has another key and other line endings since, also at the end of its text, is not created again', async () => {
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': planWith('icons', { body: `"${TEXT}\n\n"` }) } })
  await run(APPLY)
  changeFile('p.csv', planWith('the-icons', { body: `"${TEXT}\r\n\r\n"` }))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length], stderr).toEqual([1, 2])
})

test('a row that an earlier version created, and that has another key since, is not created again', async () => {
  const { run, changeFile, file, titles } = setUpBulk({ files: { 'p.csv': planWith('icons') } })
  await run(APPLY)
  changeFile(LEDGER, file(LEDGER).replaceAll(/"parts":\{[^}]*\},/g, ''))
  expect(file(LEDGER)).not.toContain('parts')
  changeFile('p.csv', planWith(''))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length]).toEqual([1, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('Give it the key "icons"')
})

test('a row that an earlier version created is not created again if another row has its key now', async () => {
  const plan = (...titles: readonly string[]) =>
    `key,title,body,repo\n${titles.map((title, index) => `item-${index},${title},${TEXT},${REPO}\n`).join('')}`
  const { run, changeFile, file, titles } = setUpBulk({
    files: { 'p.csv': plan('Show the icons', 'Cancel a request') },
  })
  await run(APPLY)
  changeFile(LEDGER, file(LEDGER).replaceAll(/"parts":\{[^}]*\},/g, ''))
  changeFile('p.csv', plan('Show the icons', 'Show the progress', 'Cancel a request'))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length]).toEqual([1, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('row 3 (line 4): it was already sent with another key')
})

test('a new row with the title of one that an earlier version created, and that was edited since, is created', async () => {
  const { run, changeFile, file, titles } = setUpBulk({ files: { 'p.csv': planWith('') } })
  await run(APPLY)
  changeFile(LEDGER, file(LEDGER).replaceAll(/"parts":\{[^}]*\},/g, ''))
  const more = `again,Show the icons,The server has to show other icons by now.,${REPO}\n`
  changeFile('p.csv', planWith('', { body: 'The client has to show them by now.', more }))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length], stderr).toEqual([0, 3])
})

test('a row that was created, and gets another key at the last question, is not created again', async () => {
  const plan = planWith('icons', { more: `more,Follow the progress,${TEXT},${REPO}\n` })
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': planWith('icons') } })
  await run(APPLY)
  changeFile('p.csv', plan)
  const edit = (disk: Map<string, string>) => disk.set('p.csv', plan.replace('\nicons', '\nthe-icons'))
  const { exitCode, stderr } = await run('p.csv --apply', {
    person: [{ ask: 'Type 1 to create it', type: '1', meanwhile: edit }],
  })
  expect([exitCode, titles().filter((title) => title === 'Show the icons').length], stderr).toEqual([5, 1])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('p.csv was changed after it was checked: run the command again')
})

test('a row that was created, and exchanges its key with a new row at the last question, is not created again', async () => {
  const plan = (first: string, second: string) =>
    `key,title,body,repo\n${first},Show the icons,${TEXT},${REPO}\n${second},Follow the progress,${TEXT},${REPO}\n`
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': plan('icons', 'progress') } })
  await run(`${APPLY} --stop-after 1`)
  const edit = (disk: Map<string, string>) => disk.set('p.csv', plan('progress', 'icons'))
  const { exitCode, stderr } = await run('p.csv --apply', {
    person: [{ ask: 'Type 1 to create it', type: '1', meanwhile: edit }],
  })
  expect([exitCode, titles()], stderr).toEqual([5, ['Show the icons']])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('p.csv was changed after it was checked: run the command again')
  changeFile('p.csv', plan('icons', 'progress'))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(titles()).toEqual(['Show the icons', 'Follow the progress'])
})

test('a row that was edited is not created again after another program has stored the accents of its key in another way', async () => {
  const { run, changeFile, file, titles } = setUpBulk({ files: { 'p.csv': planWith('icônes') } })
  await run(APPLY)
  const plan = planWith('icônes', { body: 'The client has to show them by now.' })
  changeFile('p.csv', plan.normalize('NFD'))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length], stderr).toEqual([1, 2])
  const message = stderr.replaceAll(/\s+/g, ' ')
  expect(message).toContain(
    'it was already sent with its key, whose accents were stored in another way (Unicode NFC or NFD). Give it the key "icônes", so that it is not sent again. If it is another post, give it another title and key',
  )
  changeFile('p.csv', file('p.csv').normalize('NFC'))
  expect((await run(APPLY)).exitCode).toBe(0)
  expect(titles()).toHaveLength(2)
})

test('rows that all got a key since are reported, instead of suggesting another ledger', async () => {
  const plan = (first: string, second: string) =>
    `key,title,body,repo\n${first},Cancel a request,${TEXT},${REPO}\n${second},Show the icons,${TEXT},${REPO}\n`
  const { run, changeFile, titles } = setUpBulk({ files: { 'p.csv': plan('', '') } })
  await run(APPLY)
  changeFile('p.csv', plan('cancel', 'icons'))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length]).toEqual([1, 2])
  expect(stderr.match(/it was already sent with\s+another key/g)).toHaveLength(2)
})

test.each([
  ['the earlier row is still in the plan', planWith('icons', { more: `more,Show the icons,${TEXT},${REPO}\n` })],
  ['it goes to another repository', planWith('', { body: TEXT }).replace(new RegExp(`${REPO}\n$`), 'example/other\n')],
])('a row with the title of one that was created is created if %s', async (_, plan) => {
  const { run, changeFile, titles } = setUpBulk({
    files: { 'p.csv': planWith('icons') },
    repositories: { [REPO]: {}, 'example/other': {} },
  })
  await run(APPLY)
  changeFile('p.csv', plan)
  const { exitCode, stderr } = await run(APPLY)
  expect(exitCode, stderr).toBe(0)
  expect([...titles(), ...titles('example/other')]).toHaveLength(3)
})

test('a row that was created is not created again if another row has its key now', async () => {
  const plan = (...titles: readonly string[]) =>
    titles
      .map((title, index) => `${JSON.stringify({ key: `item-${index}`, title, body: TEXT, repo: REPO })}\n`)
      .join('')
  const { run, changeFile, file, titles } = setUpBulk({
    files: { 'p.jsonl': plan('Show the icons', 'Cancel a request') },
  })
  await run('p.jsonl --apply --yes')
  changeFile('p.jsonl', plan('Show the icons', 'Show the progress', 'Cancel a request'))
  const { exitCode, stderr } = await run('p.jsonl --apply --yes')
  expect([exitCode, titles().length]).toEqual([1, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'row 3 (line 3): it was already sent with another key. Give it the key "item-1" (and a new key to the row that has this one now)',
  )
  const [first, second, third] = file('p.jsonl').trimEnd().split('\n')
  changeFile('p.jsonl', [first, second?.replace('item-1', 'progress'), third?.replace('item-2', 'item-1')].join('\n'))
  expect((await run('p.jsonl --apply --yes')).exitCode).toBe(0)
  expect(titles()).toEqual(['Show the icons', 'Cancel a request', 'Show the progress'])
})

test('a row that was sent without a response, and got a key since, is not created again if its post exists', async () => {
  const { run, changeFile, file, clock, titles } = setUpBulk({ files: { 'p.csv': planWith('') } })
  await run(APPLY)
  // The last record is that the second row was created.
  changeFile(LEDGER, `${file(LEDGER).trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  clock.advance(20 * 60_000)
  changeFile('p.csv', planWith('icons'))
  for (const _run of [1, 2]) {
    const { exitCode, stderr } = await run(APPLY)
    expect([exitCode, titles().length]).toEqual([5, 2])
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /that post exists: https:\S+\/issues\/2\. Give this row the key "show-the-icons-\w{20}"/,
    )
  }
})

test('a row that is still unconfirmed is not created again after the accents of its key were stored in another way', async () => {
  const plan = planWith('icônes')
  const { run, fake, changeFile, file, titles } = setUpBulk({ files: { 'p.csv': plan } })
  fake.conditions({ lag: { listings: 120 } })
  await run(APPLY)
  // The last record is that the second row was created.
  changeFile(LEDGER, `${file(LEDGER).trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
  changeFile('p.csv', plan.normalize('NFD'))
  const { exitCode, stderr } = await run(APPLY)
  expect([exitCode, titles().length], stderr).toEqual([5, 2])
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('That post is still unconfirmed: run the command again later')
})
