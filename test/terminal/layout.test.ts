import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { allAnswers } from '../../src/policy/problems.ts'
import { recommend } from '../../src/policy/recommend.ts'
import { makeStyle } from '../../src/terminal/rich-style.ts'
import { labelRow, wrapCommand, wrapText } from '../../src/terminal/style.ts'
import { answerView } from '../../src/terminal/views/where/answer.ts'
import { type Shell, shellWord } from '../../src/text/shell.ts'
import { run } from '../support/app.ts'
import { mcp } from '../support/policy.ts'

const plainStyle = makeStyle({ color: 0, hyperlinks: false, unicode: false })
const appsGroup = mcp.groups['apps'] ?? null
const answeredByFlags = { type: 'flag', sensitivity: 'flag', actionability: 'flag', area: 'flag' } as const

const recommendations = [...allAnswers(mcp)].flatMap((answers) => [
  recommend(mcp, answers),
  recommend(mcp, answers, appsGroup),
  recommend(mcp, answers, mcp.groups['new-groups'] ?? null),
])
/** For each rule, the placement with the longest title. */
const placements = mcp.rules.map(({ id }) => {
  const fitting = recommendations.filter(({ rule }) => rule === id)
  const [longest] = fitting.sort((a, b) => b.title.length - a.title.length)
  if (longest === undefined) throw new Error(`no answers reach ${id}`)
  return {
    recommendation: longest,
    answeredBy: answeredByFlags,
    confidence: 'high',
    repoConfidence: 'high',
    repoCandidates: [],
    evidence: [],
    isForeign: false,
    saysTooLittle: false,
    reportProbability: 0,
    limitedAudienceProbability: 0,
    isClearlyPrivate: false,
    second: null,
    otherMatter: null,
  } as const
})

describe('the answer fits the terminal', () => {
  test.each([60, 80, 200])('at %i columns, apart from addresses and commands', (columns) => {
    for (const placement of placements)
      for (const line of answerView(mcp, placement, plainStyle, columns).split('\n'))
        if (!line.includes('://') && !line.includes('--repo '))
          expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
  })

  test('with at most 25 lines at 80 columns, or 30 if a reason is not in the published pages', () => {
    for (const placement of placements) {
      const { because, rule } = placement.recommendation
      const limit = because.some(({ standing }) => standing !== 'published') ? 30 : 25
      expect(answerView(mcp, placement, plainStyle, 80).split('\n').length, rule).toBeLessThanOrEqual(limit)
    }
  })
})

describe('an address', () => {
  const address = `https://example.com/${'a'.repeat(40)}`
  test.each([
    [72, 10],
    [66, 2],
    [61, 0],
    [40, 0],
  ])('in text of width %i begins at column %i, and is never broken', (width, column) => {
    expect(wrapText(`See ${address} first`, width, 10).split('\n')).toContain(' '.repeat(column) + address)
  })

  test('that does not fit beside a label begins below it', () => {
    expect(labelRow('Why', address, 66, plainStyle)).toBe(`  Why\n  ${address}`)
  })
})

describe('the hint below the answer to a text that sounds sensitive', () => {
  const hintFor = async (text: string) => {
    const { stdout } = await run(['where', text])
    return stdout
      .slice(stdout.lastIndexOf('\n\n', stdout.length - 4))
      .trim()
      .split('\n')
      .map((row) => row.trim())
      .join(' ')
  }

  test.each([
    ['A maintainer shouted at me in the call', 'not about a person'],
    ['any client can read the files of another tenant', 'cannot harm anybody'],
  ])('names no command that would make the text public: %s', async (text, condition) => {
    const hint = await hintFor(text)
    expect(hint).toContain('If you are not sure, this is the safe choice.')
    expect(hint).toContain(condition)
    expect(hint).toMatch(/answer the questions instead: mcp-comms where$/)
    expect(hint).not.toContain('public')
  })

  test('names a command to use if a text for a few people may be public', async () => {
    const hint = await hintFor('The vendor gave us the date under NDA. Where can the four of us plan it?')
    expect(hint).toBe('If everyone may read it: mcp-comms where --sensitivity public "…"')
  })
})

test('the advice on bans after a report about conduct is a note, not a step', async () => {
  const { stdout } = await run(['where', '--type', 'conduct'])
  expect(stdout).toMatch(/^ {2}Next {4}Say what happened/m)
  expect(stdout).toMatch(/^ {2}Note {4}To appeal against a ban/m)
  expect(stdout).not.toMatch(/^ {2}Then/m)
})

test.each([48, 72])('--explain fits a terminal of %i columns', async (columns) => {
  const text = 'the typescript sdk and the python sdk both drop progress notifications after the session was resumed'
  const { stdout } = await run(['where', text, '--explain'], { columns })
  const rows = stdout.slice(stdout.indexOf('  How ')).split('\n')
  expect(rows.length).toBeGreaterThan(6)
  expect(rows.filter((row) => stringWidth(row) > columns)).toEqual([])
})

describe('a style', () => {
  test('without colors leaves text as it is', () => {
    expect(plainStyle.answer('a') + plainStyle.warning('b') + plainStyle.link('c', 'https://d.example')).toBe('abc')
    expect(plainStyle.symbols.tick).toBe('v')
  })

  test('with colors adds escape sequences', () => {
    const rich = makeStyle({ color: 1, hyperlinks: true, unicode: true })
    expect(rich.answer('a')).toBe('\u001B[1ma\u001B[22m')
    expect(rich.link('c', 'https://d.example')).toBe('\u001B]8;;https://d.example\u0007c\u001B]8;;\u0007')
  })
})

const COMMAND =
  'mcp-comms issue new --repo modelcontextprotocol/modelcontextprotocol --template 1-bug_report.yml --title "It stops"'
const SHELLS: readonly Shell[] = ['posix', 'powershell', 'cmd']

describe('a command', () => {
  test('is on one line if it fits', () => {
    expect(wrapCommand(COMMAND, COMMAND.length, 'posix')).toEqual([COMMAND])
  })

  test.each<[Shell, string]>([
    ['posix', ' \\'],
    ['powershell', ' `'],
    ['cmd', ' ^'],
  ])('is otherwise broken before its flags: %s', (shell, end) => {
    const rows = wrapCommand(COMMAND, 70, shell)
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows.slice(0, -1)) expect(row.endsWith(end)).toBe(true)
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(70)
    expect(rows.map((row, at) => (at < rows.length - 1 ? row.slice(0, -end.length) : row)).join(' ')).toBe(COMMAND)
  })

  test('is not broken inside a word that contains flags', () => {
    const text = `it's "sep open --web" --or "issue open --web"`
    for (const shell of SHELLS) {
      const word = shellWord(text, shell)
      const rows = wrapCommand(`mcp-comms issue new --title ${word} --web`, 30, shell)
      expect(rows.map((row) => row.slice(0, 10))).toEqual(['mcp-comms ', '--title '.padEnd(10, word), '--web'])
    }
  })
})
