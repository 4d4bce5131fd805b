import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'

const BUG = 'it crashes when I connect'
const REMOTES = 'config --local --get-regexp ^remote\\.(origin|upstream)\\.url$'
const PYTHON_PROJECT = { 'pyproject.toml': '[project]\ndependencies = ["mcp[cli]>=1.12"]\n' }
const KOTLIN_CLONE = {
  git: {
    [REMOTES]:
      'remote.origin.url git@github.com:me/kotlin-sdk.git\nremote.upstream.url https://github.com/modelcontextprotocol/kotlin-sdk\n',
  },
}

describe('where, if the text names no repository', () => {
  test('a script gets no repository, but three candidates', async () => {
    const { stdout, exitCode } = await run(['where', BUG, '--json'])
    const { repo, repoConfidence, repoCandidates, answers, steps, url } = JSON.parse(stdout)
    expect(exitCode).toBe(0)
    expect({ repo, repoConfidence, area: answers.area }).toEqual({ repo: null, repoConfidence: 'low', area: null })
    expect(repoCandidates).toHaveLength(3)
    for (const candidate of repoCandidates)
      expect(candidate).toEqual({
        repo: expect.stringMatching(/\//),
        share: expect.any(Number),
        evidence: expect.any(Array),
      })
    expect(steps[0].command).toBe('mcp-comms issue new --repo OWNER/NAME')
    expect(url).toBe('https://github.com/modelcontextprotocol')
  })

  test('each line of a file gets its own candidates', async () => {
    const { stdout } = await run(['where', '--file', 'texts.txt'], {
      files: { 'texts.txt': `${BUG}\nthe kotlin sdk crashes\n` },
    })
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(first).toMatchObject({ repo: null, repoConfidence: 'low' })
    expect(second).toMatchObject({ repo: 'modelcontextprotocol/kotlin-sdk', repoConfidence: 'high' })
    expect(second.repoCandidates[0].repo).toBe(second.repo)
  })

  test('the output lists the candidates and how to choose one', async () => {
    const { stdout } = await run(['where', BUG], { files: PYTHON_PROJECT })
    expect(stdout).toMatch(/Open an issue in the repository that it is about/)
    expect(stdout).toMatch(
      /Perhaps modelcontextprotocol\/python-sdk {2}\(your pyproject\.toml depends on mcp\n? *1\.12/,
    )
    expect(stdout).toMatch(/add --area python-sdk, or --area/)
  })

  test('--explain prints the share of a candidate', async () => {
    const { stdout } = await run(['where', BUG, '--explain'], { files: PYTHON_PROJECT })
    expect(stdout).toMatch(
      /Where {3}Repository, confidence low\n +\d+ % {2}modelcontextprotocol\/python-sdk +\(your pyproject/,
    )
  })

  test('a person is asked, with the likely repositories first, and can choose any', async () => {
    const { stdout, stderr } = await run(
      ['where', BUG, '--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable'],
      {
        ...KOTLIN_CLONE,
        person: [
          { ask: 'Where does it happen?', pick: 'Go SDK', first: ['Kotlin SDK'] },
          { ask: 'Start writing it now?', pick: 'Not now' },
        ],
      },
    )
    expect(stderr).not.toMatch(/From your words/)
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
  })

  test('a person who does not know gets no repository, and is not asked to start writing', async () => {
    const { stdout } = await run(
      ['where', '--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable'],
      {
        person: [
          { ask: 'Where does it happen?', pick: "None of these, or I don't know" },
          { ask: 'Is that what you meant?', pick: 'Yes' },
        ],
      },
    )
    expect(stdout).toMatch(/--repo OWNER\/NAME/)
  })

  test('a vulnerability gets no repository either, and stays private', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', 'I found a hole in one of the SDKs', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'security-advisory',
      public: false,
      repo: null,
      repoConfidence: 'low',
    })
  })
})

describe('the repository that `where` recommends', () => {
  test.each([
    ['the kotlin sdk crashes on start', 'modelcontextprotocol/kotlin-sdk', 'high', 'kotlin sdk'],
    ['the inspector crashes when I connect', 'modelcontextprotocol/inspector', 'high', 'inspector'],
  ])('is the one that the text names: %s', async (text, repo, repoConfidence, words) => {
    const { stdout } = await run(['where', text, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      repo,
      repoConfidence,
      repoCandidates: expect.arrayContaining([
        { repo, share: expect.any(Number), evidence: [{ from: 'text', words }] },
      ]),
    })
  })

  test.each([
    ['another product', "Tools of my rmcp server don't load in Claude Code, resources do"],
    ['the specification', 'rmcp aborts the handshake, which the spec allows'],
  ])('is not certain if the text also names %s', async (_, text) => {
    const { stdout } = await run(['where', '--type', 'bug', text, '--json'])
    expect(JSON.parse(stdout).repoConfidence).not.toBe('high')
  })

  test('is the one that --area selects, whatever the project in the folder depends on', async () => {
    const { stdout } = await run(['where', BUG, '--area', 'go-sdk', '--json'], { files: PYTHON_PROJECT })
    const repo = 'modelcontextprotocol/go-sdk'
    expect(JSON.parse(stdout)).toMatchObject({
      repo,
      repoConfidence: 'high',
      repoCandidates: [{ repo, share: 1, evidence: [{ from: 'flag', words: 'go-sdk' }] }],
    })
  })

  test('is the one of the rule, but not with certainty, if the text names another one, which becomes a candidate', async () => {
    const text = 'the Ruby SDK needs MCP::Session for the new method'
    const { stdout } = await run([
      'where',
      text,
      '--type',
      'protocol-change',
      '--actionability',
      'actionable',
      '--json',
    ])
    const { channel, repo, repoConfidence, repoCandidates } = JSON.parse(stdout)
    expect({ channel, repo, repoConfidence }).toEqual({
      channel: 'sep',
      repo: 'modelcontextprotocol/modelcontextprotocol',
      repoConfidence: 'medium',
    })
    expect(repoCandidates[0]).toMatchObject({ repo, evidence: [{ from: 'rule' }] })
    expect(repoCandidates[1]).toMatchObject({ repo: 'modelcontextprotocol/ruby-sdk' })
  })

  test('is the specification repository for a proposal', async () => {
    const { stdout } = await run([
      'where',
      '--type',
      'protocol-change',
      '--actionability',
      'actionable',
      'a field for the cost of a call',
      '--json',
    ])
    expect(JSON.parse(stdout)).toMatchObject({
      repo: 'modelcontextprotocol/modelcontextprotocol',
      repoConfidence: 'high',
    })
  })

  test('is null for a report about a person', async () => {
    const { stdout } = await run(['where', 'somebody insults me in the Discord', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ repo: null, repoConfidence: null, repoCandidates: [] })
  })
})

describe('a working directory', () => {
  const firstCandidate = async (argv: readonly string[], options: Parameters<typeof run>[1]) => {
    const { repo, repoCandidates } = JSON.parse((await run(['where', ...argv, '--json'], options)).stdout)
    return { repo, first: repoCandidates[0] }
  }

  test('that is a clone makes its repository the first candidate, without deciding', async () => {
    const { repo, first } = await firstCandidate([BUG], KOTLIN_CLONE)
    expect(repo).toBeNull()
    expect(first.repo).toBe('modelcontextprotocol/kotlin-sdk')
    expect(first.evidence).toContainEqual({
      from: 'folder',
      words: 'this folder is a clone of modelcontextprotocol/kotlin-sdk',
    })
  })

  test('whose project depends on an SDK makes the repository of that SDK the first candidate', async () => {
    const { repo, first } = await firstCandidate([BUG], { files: PYTHON_PROJECT })
    expect(repo).toBeNull()
    expect(first.evidence).toContainEqual({ from: 'folder', words: 'your pyproject.toml depends on mcp 1.12' })
  })

  test('counts less than the text', async () => {
    const { repo, first } = await firstCandidate(['the inspector crashes when I connect'], { files: PYTHON_PROJECT })
    expect([repo, first.repo]).toEqual(['modelcontextprotocol/inspector', 'modelcontextprotocol/inspector'])
  })

  test('is ignored with --no-context', async () => {
    const { first } = await firstCandidate([BUG, '--no-context'], { ...KOTLIN_CLONE, files: PYTHON_PROJECT })
    expect(first.evidence.filter(({ from }: { from: string }) => from === 'folder')).toEqual([])
  })

  test('whose manifest is too large is ignored', async () => {
    const { first } = await firstCandidate([BUG], {
      files: { 'pyproject.toml': `${PYTHON_PROJECT['pyproject.toml']}${'#'.repeat(300_000)}` },
    })
    expect(JSON.stringify(first)).not.toMatch(/pyproject/)
  })

  test('with a hostile manifest cannot control the terminal', async () => {
    const manifest = '{"dependencies":{"@modelcontextprotocol/sdk":"1.0\\u001b]52;c;eA\\u0007"}}'
    const { stdout } = await run(['where', BUG], { files: { 'package.json': manifest } })
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/)
  })
})
