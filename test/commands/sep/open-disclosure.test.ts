import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'
import { CTRL_C, type Disk, EDITOR } from '../../support/script.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const ISSUE_DRAFT = 'seps/0000-icons-for-tools.issue.md'
const OPEN = ['sep', 'open', DRAFT, '--try']
const WITHOUT_DISCLOSURE = SEP.replace('\n**AI disclosure:** No AI was used\n', '')

describe('the AI disclosure of sep open', () => {
  test('is printed by a dry run, but not written', async () => {
    const { run } = setUpProposing({ files: { [DRAFT]: WITHOUT_DISCLOSURE } })
    const { stdout, exitCode, files } = await run(...OPEN, '--dry-run', '--ai-disclosure', 'It translated my notes.')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('**AI disclosure:** It translated my notes.')
    expect(files).toEqual({ [DRAFT]: WITHOUT_DISCLOSURE })
  })

  test('says that no AI was used, for --ai-disclosure none', async () => {
    const { run, spec } = setUpProposing({ files: { [DRAFT]: WITHOUT_DISCLOSURE } })
    expect((await run(...OPEN, '--yes', '--ai-disclosure', 'none')).exitCode).toBe(0)
    expect(spec()?.posts[1]?.body).toContain('**AI disclosure:** No AI was used')
  })

  test('keeps the line endings of the file', async () => {
    const { run, fork } = setUpProposing({ files: { [DRAFT]: WITHOUT_DISCLOSURE.replaceAll('\n', '\r\n') } })
    const { files, stderr } = await run(...OPEN, '--yes', '--ai-disclosure', 'none')
    const text = files['seps/2-icons-for-tools.md'] ?? ''
    expect(text).toContain('\r\n**AI disclosure:** No AI was used\r\n')
    expect(text).not.toMatch(/[^\r]\n/)
    // The repository has Unix line endings.
    expect(fork()?.branches[BRANCH]?.files['seps/2-icons-for-tools.md']).toBe(text.replaceAll('\r\n', '\n'))
    expect(stderr).not.toContain('changes that are not in the pull request')
  })

  test('leaves an example in a code block alone', async () => {
    const example = '```md\n**AI disclosure:** An example.\n```\n'
    const { run } = setUpProposing({
      files: {
        [DRAFT]: WITHOUT_DISCLOSURE.replace('\n## Rationale', `\n${example}\n## Rationale`).replaceAll('\n', '\r\n'),
      },
    })
    const { files } = await run(...OPEN, '--yes', '--ai-disclosure', 'It translated my notes.')
    const text = files['seps/2-icons-for-tools.md'] ?? ''
    expect(text).toContain(example.replaceAll('\n', '\r\n'))
    expect(text).toContain('\r\n**AI disclosure:** It translated my notes.\r\n')
  })

  test('does not overwrite a file that was edited while the question was asked', async () => {
    const edited = `${WITHOUT_DISCLOSURE}\nMine.\n`
    const { run, operations } = setUpProposing({
      files: { [DRAFT]: WITHOUT_DISCLOSURE },
      person: [{ ask: 'Did AI help with it?', pick: 'No', meanwhile: (disk) => disk.set(DRAFT, edited) }],
    })
    const { exitCode, stderr, files } = await run(...OPEN)
    expect({ exitCode, files }).toEqual({ exitCode: 1, files: { [DRAFT]: edited } })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('the file was changed by another program')
    expect(operations()).not.toContain('CreateBranch')
  })

  test('cannot claim in a run by an AI agent that no AI was used', async () => {
    const { run } = setUpProposing({ env: { AI_AGENT: 'some-agent', CLAUDECODE: '1' } })
    const { exitCode, stderr } = await run(...OPEN, '--yes', '--dry-run')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('says that no AI was used')
  })

  test('is kept with --via issue', async () => {
    const { run, spec } = setUpProposing({
      permission: 'WRITE',
      files: { [DRAFT]: `${WITHOUT_DISCLOSURE}\n**AI disclosure:** It translated my notes.\n` },
    })
    expect((await run(...OPEN, '--yes', '--via', 'issue')).exitCode).toBe(0)
    expect(spec()?.posts[1]?.body).toContain('**AI disclosure:** It translated my notes.')
  })
})

describe('--via issue', () => {
  const OPEN_AS_ISSUE = [...OPEN, '--yes', '--via', 'issue']

  test('a dry run leaves no file behind', async () => {
    const { run } = setUpProposing({ permission: 'WRITE' })
    const { exitCode, files } = await run(...OPEN_AS_ISSUE, '--dry-run')
    expect({ exitCode, files }).toEqual({ exitCode: 0, files: { [DRAFT]: SEP } })
  })

  test('prints only one command to resume if the person cancels', async () => {
    const { run } = setUpProposing({ permission: 'WRITE', person: [{ ask: `Post it to ${SPEC}?`, pick: 'Not now' }] })
    const { stderr, exitCode } = await run(...OPEN, '--via', 'issue')
    expect(exitCode).toBe(130)
    const commands = stderr.match(/mcp-comms \S+ open/g)
    expect(commands).toEqual(['mcp-comms sep open'])
  })

  test('the message about an unconfirmed issue names the command that finds the issue or posts it', async () => {
    for (const mode of ['drop-after', 'drop-before'] as const) {
      const { fake, clock, run, spec } = setUpProposing({ permission: 'WRITE' })
      fake.faults([{ operation: 'CreateIssue', mode }])
      fake.conditions({ lag: { listings: 120 } })
      const { stderr } = await run(...OPEN_AS_ISSUE)
      expect(stderr).toMatch(/unconfirmed: .*Run `mcp-comms sep open \S+ --via issue --try` again/s)
      clock.advance(3_600_000)
      expect((await run(...OPEN_AS_ISSUE)).stdout).toBe(`https://github.com/${SPEC}/issues/2\n`)
      expect(spec()?.posts).toHaveLength(2)
    }
  })

  test.each(['drop-after', null] as const)(
    'a SEP that was filed as an issue is not opened as a pull request, too (fault: %s)',
    async (mode) => {
      const { fake, run, spec, changeFile } = setUpProposing({ permission: 'WRITE' })
      fake.conditions({ lag: { listings: 120 } })
      if (mode !== null) fake.faults([{ operation: 'CreateIssue', mode }])
      await run(...OPEN_AS_ISSUE)
      for (const flags of [['--yes'], ['--dry-run']]) {
        const { stderr, exitCode } = await run(...OPEN, ...flags)
        expect({ stderr, exitCode }).toMatchObject({
          stderr: expect.stringContaining('filed it as an issue'),
          exitCode: 1,
        })
      }
      expect(spec()?.posts).toHaveLength(2)
      changeFile(ISSUE_DRAFT, null)
      expect((await run(...OPEN, '--yes')).exitCode).toBe(0)
      expect(spec()?.posts).toHaveLength(3)
    },
  )

  test('a SEP that was filed as an issue, and whose file was renamed, is not filed or opened again', async () => {
    const { run, spec, changeFile } = setUpProposing({ permission: 'WRITE' })
    const { files } = await run(...OPEN_AS_ISSUE)
    const renamed = 'seps/0000-tool-icons.md'
    changeFile(DRAFT, null)
    changeFile(renamed, SEP.replace('Names alone', 'Words alone'))
    for (const flags of [['--via', 'issue'], []]) {
      const { stderr, exitCode } = await run('sep', 'open', renamed, '--yes', '--try', ...flags)
      expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringContaining(ISSUE_DRAFT), exitCode: 1 })
    }
    expect(spec()?.posts).toHaveLength(2)
    changeFile(ISSUE_DRAFT, null)
    changeFile(renamed, SEP)
    changeFile('seps/0000-tool-icons.issue.md', files[ISSUE_DRAFT] ?? '')
    const { stderr } = await run('sep', 'open', renamed, '--yes', '--try', '--via', 'issue')
    expect(stderr).toContain('already published')
  })

  test('a SEP that an earlier version filed as an issue is not filed again with other capitals, another name and text', async () => {
    const { run, spec, changeFile } = setUpProposing({ permission: 'WRITE' })
    const { files } = await run(...OPEN_AS_ISSUE)
    const record = Object.keys(files).find((path) => /sep-issues\/\w+\.json$/.test(path)) ?? ''
    // That version did not record the title.
    changeFile(record, (files[record] ?? '').replace(/"title": .*\n/, ''))
    changeFile(DRAFT, null)
    const renamed = 'seps/0000-tool-icons.md'
    changeFile(renamed, SEP.replace('Icons for tools', 'Icons for Tools').replace('Names alone', 'Words alone'))
    const { stderr, exitCode } = await run('sep', 'open', renamed, '--yes', '--try', '--via', 'issue')
    expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringContaining(ISSUE_DRAFT), exitCode: 1 })
    expect(spec()?.posts).toHaveLength(2)
  })

  describe('a SEP that was filed as an issue, and then moved without the draft of its issue', () => {
    const MOVED = 'proposals/0000-icons-for-tools.md'
    const openMoved = ['sep', 'open', MOVED, '--try', '--yes']

    async function fileAndMove(mode: 'drop-after' | null, text: (sep: string) => string = (sep) => sep) {
      const proposing = setUpProposing({ permission: 'WRITE' })
      proposing.fake.conditions({ lag: { listings: 120 } })
      if (mode !== null) proposing.fake.faults([{ operation: 'CreateIssue', mode }])
      const { files } = await proposing.run(...OPEN_AS_ISSUE)
      proposing.changeFile(MOVED, text(files[DRAFT] ?? ''))
      proposing.changeFile(DRAFT, null)
      return proposing
    }

    test.each([
      ['', null, undefined],
      [' (unconfirmed)', 'drop-after', undefined],
      [' (with another text)', null, (sep: string) => sep.replace('Names alone', 'Words alone')],
    ] as const)('is not filed a second time%s, and a message says what to move', async (_, mode, text) => {
      const { run, spec, changeFile } = await fileAndMove(mode, text)
      let issue = ''
      for (const flags of [['--via', 'issue'], ['--via', 'issue', '--dry-run'], []]) {
        const { exitCode, stderr, files } = await run(...openMoved, ...flags)
        issue = files[ISSUE_DRAFT] ?? ''
        expect([exitCode, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
          1,
          expect.stringContaining(`move ${ISSUE_DRAFT} to proposals/0000-icons-for-tools.issue.md too`),
        ])
      }
      expect(spec()?.posts).toHaveLength(2)
      changeFile('proposals/0000-icons-for-tools.issue.md', issue)
      changeFile(ISSUE_DRAFT, null)
      await run(...openMoved, '--via', 'issue')
      expect(spec()?.posts).toHaveLength(2)
    })

    test('is not filed a second time after that draft was deleted, unless the person removes the record', async () => {
      const { run, spec, changeFile } = await fileAndMove(null)
      changeFile(ISSUE_DRAFT, null)
      const { exitCode, stderr } = await run(...openMoved, '--via', 'issue')
      const [, record = ''] = /remove\s+(\S+\.json)/.exec(stderr) ?? []
      expect([exitCode, record]).toEqual([1, expect.stringContaining('/sep-issues/')])
      changeFile(record, null)
      expect((await run(...openMoved, '--via', 'issue')).exitCode).toBe(0)
      expect(spec()?.posts).toHaveLength(3)
    })

    test('is not filed a second time under another name with another text, if it still has its title', async () => {
      const { run, spec, changeFile } = await fileAndMove(null)
      changeFile(MOVED, null)
      changeFile('proposals/0000-tool-icons.md', SEP.replace('Names alone', 'Words alone'))
      const { exitCode, stderr } = await run(
        'sep',
        'open',
        'proposals/0000-tool-icons.md',
        '--try',
        '--yes',
        '--via',
        'issue',
      )
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('filed it as an issue')])
      expect(spec()?.posts).toHaveLength(2)
    })

    test('is not filed a second time if a run of it that was stopped early left a record, too', async () => {
      const { run, spec, changeFile } = await fileAndMove(null)
      const { files } = await run('sep', 'list', '--dir', 'proposals')
      const [record = ''] = Object.keys(files).filter((path) => /sep-issues\/\w+\.json$/.test(path))
      const earlier = { ...JSON.parse(files[record] ?? ''), sep: 'old/0000-icons.md', issue: 'old/0000-icons.issue.md' }
      changeFile(record.replace(/\w+\.json$/, '0.json'), JSON.stringify({ ...earlier, digest: 'x', url: null }))
      changeFile(earlier.issue, (files[ISSUE_DRAFT] ?? '').replace(/^(?:url|sent|number):.*\n/gm, ''))
      const { exitCode, stderr } = await run(...openMoved, '--via', 'issue')
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('filed it as an issue')])
      expect(spec()?.posts).toHaveLength(2)
    })

    test('is not filed a second time under another name and with another title, if it still has its text', async () => {
      const { run, spec, changeFile } = await fileAndMove(null)
      changeFile(MOVED, null)
      const renamed = 'proposals/0000-pictures.md'
      changeFile(renamed, SEP.replace('Icons for tools', 'Pictures'))
      const { exitCode, stderr } = await run('sep', 'open', renamed, '--try', '--yes', '--via', 'issue')
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('filed it as an issue')])
      expect(spec()?.posts).toHaveLength(2)
    })

    test('is not filed a second time under another name if an earlier version has recorded only its text', async () => {
      const { run, spec, changeFile } = await fileAndMove(null)
      const { files } = await run('sep', 'list', '--dir', 'proposals')
      const [record = ''] = Object.keys(files).filter((path) => /sep-issues\/\w+\.json$/.test(path))
      const { title: _, isUnsent: __, ...earlier } = JSON.parse(files[record] ?? '')
      // That version hashed the text with the title.
      const text = (files[MOVED] ?? '').replace(/\n\*\*AI.*\n/, '')
      const digest = createHash('sha256').update(text.replaceAll(/\s+/g, ' ').trim()).digest('hex')
      changeFile(record, JSON.stringify({ ...earlier, digest }))
      changeFile(MOVED, null)
      changeFile(ISSUE_DRAFT, null)
      changeFile('proposals/0000-pictures.md', files[MOVED] ?? '')
      const { exitCode } = await run('sep', 'open', 'proposals/0000-pictures.md', '--try', '--yes', '--via', 'issue')
      expect([exitCode, spec()?.posts.length]).toEqual([1, 2])
    })

    test('is not filed a second time from an edited copy, if it still has its title', async () => {
      const { run, spec, changeFile } = await fileAndMove(null, (sep) => sep.replace('Names alone', 'Words alone'))
      changeFile(DRAFT, SEP)
      const { exitCode, stderr } = await run(...openMoved, '--via', 'issue')
      expect([exitCode, stderr]).toEqual([1, expect.stringContaining('filed it as an issue')])
      expect(spec()?.posts).toHaveLength(2)
    })

    test('does not stop another SEP', async () => {
      const { run, spec, changeFile } = await fileAndMove(null)
      const another = SEP.replace('Icons for tools', 'Colors for tools').replaceAll('icons', 'colors')
      changeFile('seps/0000-colors.md', another)
      expect((await run('sep', 'open', 'seps/0000-colors.md', '--try', '--yes', '--via', 'issue')).exitCode).toBe(0)
      expect(spec()?.posts).toHaveLength(3)
    })

    test('is not filed a second time if `issue open` has posted the draft that a stopped run left', async () => {
      for (const isDeleted of [false, true]) {
        const { run, spec, changeFile, setPerson } = await stopAtQuestion()
        setPerson(undefined)
        const posting = ['issue', 'open', ISSUE_DRAFT, '--yes', '--allow', 'wrong-channel', '--allow', 'required']
        const { stdout } = await run(...posting)
        expect(stdout).toBe(`https://github.com/${SPEC}/issues/2\n`)
        changeFile(MOVED, SEP)
        changeFile(DRAFT, null)
        if (isDeleted) changeFile(ISSUE_DRAFT, null)
        const { exitCode, stderr } = await run(...openMoved, '--via', 'issue')
        expect([exitCode, stderr]).toEqual([1, expect.stringContaining(stdout.trim())])
        expect(spec()?.posts).toHaveLength(2)
      }
    })

    test('is posted by `issue open` also if its address cannot be recorded any more', async () => {
      const { run, setPerson } = await stopAtQuestion((disk) => {
        const set = disk.set.bind(disk)
        disk.set = (path, text) => {
          if (path.includes('/sep-issues/') && text.includes('/issues/2'))
            throw new Failure('file', `${path}: the disk is full`)
          return set(path, text)
        }
      })
      setPerson(undefined)
      const posting = ['issue', 'open', ISSUE_DRAFT, '--yes', '--allow', 'wrong-channel', '--allow', 'required']
      expect(await run(...posting)).toMatchObject({ exitCode: 0, stdout: `https://github.com/${SPEC}/issues/2\n` })
    })

    test('is not filed a second time if `issue open` has got no answer, and the draft was deleted', async () => {
      const { run, spec, fake, changeFile, setPerson } = await stopAtQuestion()
      setPerson(undefined)
      fake.conditions({ lag: { listings: 120 } })
      fake.faults([{ operation: 'CreateIssue', mode: 'drop-after' }])
      const posting = ['issue', 'open', ISSUE_DRAFT, '--yes', '--allow', 'wrong-channel', '--allow', 'required']
      expect((await run(...posting)).exitCode).toBe(1)
      changeFile(ISSUE_DRAFT, null)
      expect((await run(...OPEN_AS_ISSUE)).exitCode).toBe(1)
      expect(spec()?.posts).toHaveLength(2)
    })

    test('is filed if no run has sent it yet, whether its draft is still there or not', async () => {
      for (const isDeleted of [false, true]) {
        const { run, spec, changeFile, setPerson } = await stopAtQuestion()
        setPerson(undefined)
        if (isDeleted) changeFile(ISSUE_DRAFT, null)
        expect((await run(...OPEN_AS_ISSUE)).exitCode).toBe(0)
        expect(spec()?.posts).toHaveLength(2)
      }
    })

    test('is filed if the first run was killed before it sent the issue', async () => {
      const { run, spec, changeFile, setPerson } = await stopAtQuestion()
      setPerson(undefined)
      const { files } = await run('sep', 'list', '--dir', 'seps')
      const [record = ''] = Object.keys(files).filter((path) => /sep-issues\/\w+\.json$/.test(path))
      changeFile(record, (files[record] ?? '').replace(/,\s*"isUnsent": true/, ''))
      expect((await run(...OPEN_AS_ISSUE)).exitCode).toBe(0)
      expect(spec()?.posts).toHaveLength(2)
    })

    async function stopAtQuestion(onDisk: (disk: Disk) => void = () => undefined) {
      const person = [{ ask: `Post it to ${SPEC}?`, pick: 'Not now' }]
      const proposing = setUpProposing({ permission: 'WRITE', person, onDisk })
      expect((await proposing.run(...OPEN, '--via', 'issue')).exitCode).toBe(130)
      return proposing
    }
  })

  test('a SEP is not opened as a pull request if the draft of its issue became a private report', async () => {
    const { run, spec, changeFile } = setUpProposing({ permission: 'WRITE' })
    const { files } = await run(...OPEN_AS_ISSUE)
    const issue = files[ISSUE_DRAFT] ?? ''
    changeFile(ISSUE_DRAFT, issue.replace(/^url:[\s\S]*?^---$/m, 'blocked: what it says became a private report\n---'))
    const { exitCode, stderr } = await run(...OPEN, '--yes')
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('a private report') })
    expect(spec()?.posts).toHaveLength(2)
  })

  test('a text that is edited at the last question is checked again, and a private report about it blocks the SEP, too', async () => {
    const vulnerability = 'The session id is predictable, so an attacker can guess it and read the messages of others.'
    const { run, spec } = setUpProposing({
      permission: 'WRITE',
      person: [
        { ask: `Post it to ${SPEC}?`, pick: 'Edit the text' },
        { ask: EDITOR, edit: (text) => text.replace('## Motivation', `## Motivation\n\n${vulnerability}`) },
        { ask: 'Is it just one of these?', pick: 'No' },
        { ask: 'What do you want to do?', pick: 'Report it privately' },
        { ask: 'How can it be reproduced?', pick: CTRL_C },
      ],
    })
    const { files } = await run(...OPEN, '--via', 'issue')
    expect(files[ISSUE_DRAFT]).toContain('\nblocked: ')
    expect(files[DRAFT]).toContain('<!-- mcp-comms: blocked')
    expect(spec()?.posts).toHaveLength(1)
  })

  test('the draft of the issue is blocked together with the SEP', async () => {
    const cancelling = setUpProposing({ permission: 'WRITE', person: [{ ask: `Post it to ${SPEC}?`, pick: CTRL_C }] })
    const { files } = await cancelling.run(...OPEN, '--via', 'issue')
    const reporting = setUpProposing({ permission: 'WRITE', files })
    const { files: blocked } = await reporting.run('security', 'report', '--from', DRAFT, '--repo', SPEC, '--yes')
    expect(blocked[DRAFT]).toContain('<!-- mcp-comms: blocked')
    expect(blocked[ISSUE_DRAFT]).toContain('\nblocked: ')
  })

  test('the SEP is blocked together with the draft of its issue', async () => {
    const cancelling = setUpProposing({ permission: 'WRITE', person: [{ ask: `Post it to ${SPEC}?`, pick: CTRL_C }] })
    const { files } = await cancelling.run(...OPEN, '--via', 'issue')
    const { run } = setUpProposing({ permission: 'WRITE', files })
    const { files: blocked } = await run('security', 'report', '--from', ISSUE_DRAFT, '--repo', SPEC, '--yes')
    expect(blocked[ISSUE_DRAFT]).toContain('\nblocked: ')
    expect(blocked[DRAFT]).toContain('<!-- mcp-comms: blocked')
    expect((await run(...OPEN, '--yes')).exitCode).toBe(3)
  })

  test('a copy of a SEP that is blocked is not opened, although it lacks the mark', async () => {
    const copy = 'proposals/0000-tool-icons.md'
    const cancelling = setUpProposing({ permission: 'WRITE', person: [{ ask: `Post it to ${SPEC}?`, pick: CTRL_C }] })
    const { files } = await cancelling.run(...OPEN, '--via', 'issue')
    const { run, spec, changeFile } = setUpProposing({ permission: 'WRITE', files })
    const { files: blocked } = await run('security', 'report', '--from', ISSUE_DRAFT, '--repo', SPEC, '--yes')
    changeFile(copy, SEP)
    for (const flags of [[], ['--via', 'issue']]) {
      const { exitCode, stderr } = await run('sep', 'open', copy, '--yes', '--try', ...flags)
      expect({ exitCode, stderr }).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('a private report') })
    }
    expect(spec()?.posts).toHaveLength(1)
    changeFile(`private/${ISSUE_DRAFT}`, blocked[ISSUE_DRAFT] ?? '')
    changeFile(ISSUE_DRAFT, null)
    expect((await run('sep', 'open', copy, '--yes', '--try')).exitCode).toBe(0)
  })

  test.each(['kind: advisory', 'kind: sep\nblocked: became a report'])(
    'a draft that must stay private, and has the text of a SEP, is refused: %j',
    async (fields) => {
      const files = { [DRAFT]: `---\n${fields}\n---\n\n${SEP}` }
      const { run, spec, fork } = setUpProposing({ files })
      for (const flags of [['--try'], ['--fork'], ['--dry-run']]) {
        const { stderr, exitCode } = await run('sep', 'open', DRAFT, '--yes', ...flags)
        expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringContaining('must not become'), exitCode: 1 })
      }
      expect({ posts: spec()?.posts.length, fork: fork() }).toEqual({ posts: 1, fork: undefined })
    },
  )

  test('the draft of another post is refused, also with an empty line above its front matter', async () => {
    const { run, spec } = setUpProposing({ files: { [DRAFT]: `\n---\nkind: issue\n---\n\n${SEP}` } })
    const { stderr, exitCode } = await run('sep', 'open', DRAFT, '--yes')
    expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringContaining('not a SEP'), exitCode: 1 })
    expect(spec()?.posts).toHaveLength(1)
  })

  test('the draft of the issue is neither opened nor listed as a SEP', async () => {
    const cancelling = setUpProposing({ permission: 'WRITE', person: [{ ask: `Post it to ${SPEC}?`, pick: CTRL_C }] })
    const { files } = await cancelling.run(...OPEN, '--via', 'issue')
    const { run, spec } = setUpProposing({ permission: 'WRITE', files })
    const { stderr, exitCode } = await run('sep', 'open', ISSUE_DRAFT, '--yes', '--rule', 'SEP002=off')
    expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringContaining('not a SEP'), exitCode: 1 })
    expect(spec()?.posts).toHaveLength(1)
    expect(JSON.parse((await run('sep', 'list', '--dir', 'seps', '--json')).stdout).count).toBe(1)
    expect((await run('sep', 'lint', 'seps')).stdout).toContain('in 1 SEP\n')
  })

  test('posts once; an edited text does not count as the one that was posted', async () => {
    const { run, spec } = setUpProposing({ permission: 'WRITE' })
    const first = await run(...OPEN_AS_ISSUE)
    expect((await run(...OPEN_AS_ISSUE)).stderr).toContain(`already published: ${first.stdout.trim()}`)
    expect(spec()?.posts).toHaveLength(2)
    const edited = await setUpProposing({
      files: { ...first.files, [DRAFT]: SEP.replace('Names alone', 'Words alone') },
    }).run(...OPEN_AS_ISSUE)
    expect(edited.exitCode).toBe(1)
    expect(edited.stderr).toContain('with another title or text')
  })
})
