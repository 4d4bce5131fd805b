import { describe, expect, test } from 'vitest'
import { commandTree, leavesOf } from '../../../scripts/docs/command-tree.ts'
import { placeText } from '../../../src/classifier/placement.ts'
import { withPolicyFlag } from '../../../src/commands/shared/policy-flag.ts'
import { run } from '../../support/app.ts'
import { mcp } from '../../support/policy.ts'
import { quillonText } from '../../support/quillon.ts'
import { trustFiles } from '../../support/trust-files.ts'

const BUG = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'compiler']

describe('where, with another policy', () => {
  test('refuses a file that does not exist', async () => {
    const { stderr, exitCode } = await run(['where', ...BUG, '--policy', 'other.yaml'])
    expect(stderr).toBe('mcp-comms: other.yaml: file not found\n')
    expect(exitCode).toBe(1)
  })

  test('refuses an invalid file', async () => {
    const { stderr, exitCode } = await run(['where', ...BUG, '--policy', 'p.yaml'], {
      files: { 'p.yaml': 'name: x\nrulse: []' },
    })
    expect(stderr).toMatch(
      /^mcp-comms: p\.yaml:2: rulse: unknown key\. The file has \d+ problems; mcp-comms policy lint lists them all\n$/,
    )
    expect(exitCode).toBe(1)
  })

  test('prints commands that follow the same policy', async () => {
    const files = { 'our rules.yaml': quillonText }
    const { stdout } = await run(['where', ...BUG, '--policy', 'our rules.yaml', '--json'], { files })
    expect(JSON.parse(stdout).steps[0].command).toMatch(/^mcp-comms issue new --repo .* --policy "our rules\.yaml"$/)

    const line = await run(['where', '--file', 'texts', ...BUG, '--policy', 'our rules.yaml'], {
      files: { ...files, texts: 'the client hangs' },
    })
    expect(JSON.parse(line.stdout).steps[0].command).toMatch(/ --policy "our rules\.yaml"$/)

    const { stdout: shown } = await run(['where', 'an unhappy matter about a person', '--policy', 'our rules.yaml'], {
      files,
    })
    expect(shown).toContain('answer the questions instead:\n    mcp-comms where --policy "our rules.yaml"\n')
  })

  test('adds --policy to the command of a step, if that command has the flag', () => {
    const leaves = leavesOf(commandTree())
    const commands = leaves.map(({ path }) => ['mcp-comms', ...path, 'FILE'].join(' '))
    const hasFlag = leaves.map(({ flags }) => flags.some(({ term }) => term.startsWith('--policy ')))
    expect(new Set(hasFlag).size).toBe(2)
    const placement = placeText(mcp, { known: {}, text: '' }, null)
    const recommendation = {
      ...placement.recommendation,
      steps: commands.map((command) => ({ text: 'Run this.', command })),
    }
    const { steps } = withPolicyFlag({ ...placement, recommendation }, 'ours.yaml', 'posix').recommendation
    expect(steps.map(({ command }) => command)).toEqual(
      commands.map((command, index) => command + (hasFlag[index] === true ? ' --policy ours.yaml' : '')),
    )
  })

  test('uses .mcp-comms/policy.yaml after it is trusted', async () => {
    const files = { '.mcp-comms/policy.yaml': quillonText }
    const { stdout, stderr } = await run(['where', ...BUG, '--json'], { files: await trustFiles(files) })
    expect(JSON.parse(stdout)).toMatchObject({ policy: { name: 'quillon', path: '.mcp-comms/policy.yaml' } })
    expect(stderr).toBe('Using the rules in .mcp-comms/policy.yaml\n')
  })
})
