import { describe, expect, test } from 'vitest'
import { SEP, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const OPEN = ['sep', 'open', DRAFT, '--try']
const SILENT = SEP.replace('\n**AI disclosure:** No AI was used\n', '')

describe('the AI disclosure of sep open', () => {
  test('a dry run prints it, and writes it nowhere', async () => {
    const { go } = setUpProposing({ files: { [DRAFT]: SILENT } })
    const { stdout, exitCode, files } = await go(...OPEN, '--dry-run', '--ai-disclosure', 'It translated my notes.')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('**AI disclosure:** It translated my notes.')
    expect(files).toEqual({ [DRAFT]: SILENT })
  })

  test('the flag "none" is written as a sentence, like the answer to the question', async () => {
    const { go, spec } = setUpProposing({ files: { [DRAFT]: SILENT } })
    expect((await go(...OPEN, '--yes', '--ai-disclosure', 'none')).exitCode).toBe(0)
    expect(spec()?.posts[1]?.body).toContain('**AI disclosure:** No AI was used')
  })

  test('line endings stay as they are', async () => {
    const { go } = setUpProposing({ files: { [DRAFT]: SILENT.replaceAll('\n', '\r\n') } })
    const { files } = await go(...OPEN, '--yes', '--ai-disclosure', 'none')
    expect(files['seps/2-icons-for-tools.md']).toContain('\r\n**AI disclosure:** No AI was used\r\n')
    expect(files['seps/2-icons-for-tools.md']).not.toMatch(/[^\r]\n/)
  })

  test('a file that was edited during the question is kept as it is', async () => {
    const mine = `${SILENT}\nMine.\n`
    const { go, asked } = setUpProposing({
      files: { [DRAFT]: SILENT },
      person: [{ ask: 'Did AI help with it?', pick: 'No', meanwhile: (disk) => disk.set(DRAFT, mine) }],
    })
    const { exitCode, stderr, files } = await go(...OPEN)
    expect({ exitCode, files }).toEqual({ exitCode: 1, files: { [DRAFT]: mine } })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('the file was changed by another program')
    expect(asked()).not.toContain('CreateBranch')
  })

  test('an AI agent cannot claim that no AI was used', async () => {
    const { go } = setUpProposing({ env: { AI_AGENT: 'some-agent', CLAUDECODE: '1' } })
    const { exitCode, stderr } = await go(...OPEN, '--yes', '--dry-run')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('says that no AI was used')
  })

  test('--via issue keeps it', async () => {
    const { go, spec } = setUpProposing({
      permission: 'WRITE',
      files: { [DRAFT]: `${SILENT}\n**AI disclosure:** It translated my notes.\n` },
    })
    expect((await go(...OPEN, '--yes', '--via', 'issue')).exitCode).toBe(0)
    expect(spec()?.posts[1]?.body).toContain('**AI disclosure:** It translated my notes.')
  })
})

describe('--via issue', () => {
  const VIA = [...OPEN, '--yes', '--via', 'issue']

  test('a dry run leaves no file behind', async () => {
    const { go } = setUpProposing({ permission: 'WRITE' })
    const { exitCode, files } = await go(...VIA, '--dry-run')
    expect({ exitCode, files }).toEqual({ exitCode: 0, files: { [DRAFT]: SEP } })
  })

  test('posts once; an edited text does not count as the one that was posted', async () => {
    const { go, spec } = setUpProposing({ permission: 'WRITE' })
    const first = await go(...VIA)
    expect((await go(...VIA)).stderr).toContain(`published already: ${first.stdout.trim()}`)
    expect(spec()?.posts).toHaveLength(2)
    const other = await setUpProposing({
      files: { ...first.files, [DRAFT]: SEP.replace('Names alone', 'Words alone') },
    }).go(...VIA)
    expect(other.exitCode).toBe(1)
    expect(other.stderr).toContain('with another text')
  })
})
