import { expect, test } from 'vitest'
import { TOOLS } from '../../src/commands/mcp/tools.ts'
import { run } from '../support/app.ts'
import { sepDraft } from '../support/sep-draft.ts'
import { setUpWithoutToken } from '../support/without-token.ts'

/** Arguments for every tool that needs no network. */
const OFFLINE_CALLS: readonly (readonly [name: string, input: Readonly<Record<string, unknown>>])[] = [
  ['where', { text: 'the inspector crashes when I connect', type: 'bug', area: 'inspector' }],
  ['groups', {}],
  ['groups', { topic: 'oauth' }],
  ['check_draft', { draft: 'The server stops after the handshake.', repo: 'modelcontextprotocol/go-sdk' }],
  ['lint_sep', { sep: sepDraft() }],
  ['show_policy', {}],
]

async function call(name: string, input: Readonly<Record<string, unknown>>) {
  const tool = TOOLS.find((candidate) => candidate.name === name)
  if (tool === undefined) throw new Error(`there is no tool ${name}`)
  const { argv, stdin } = tool.commandLine(input)
  return run(argv, { ...setUpWithoutToken().options, files: { '-': stdin ?? '' } })
}

test('every tool that stays offline has a call here', () => {
  expect(new Set(OFFLINE_CALLS.map(([name]) => name))).toEqual(
    new Set(TOOLS.filter(({ isOnline }) => !isOnline).map(({ name }) => name)),
  )
})

test.each(OFFLINE_CALLS)('%s %j prints JSON', async (name, input) => {
  const { stdout } = await call(name, input)
  expect(() => JSON.parse(stdout)).not.toThrow()
})

/** Input that each tool accepts, by the names of its parts. */
const VALID = { text: 'the inspector crashes', draft: 'It stops.', sep: 'a SEP', topic: 'oauth', id: 'bug' }

// Each text would be a flag, standard input or a file if the command line did not keep it apart.
test.each(['--help', '-', '--file=/etc/passwd', '-R', '--policy=p.yaml', '../secret.md'])(
  'the text %j is only a text, in every part of every tool',
  async (text) => {
    for (const { name, input } of TOOLS)
      for (const part of Object.keys(input.shape)) {
        const given = Object.entries({ ...VALID, ...(name === 'show_sep' ? { sep: 1 } : {}), [part]: text })
        const parsed = input.safeParse(Object.fromEntries(given.filter(([key]) => key in input.shape)))
        // A word from a list, and a number, cannot be this text.
        if (!parsed.success) continue
        const { stdout, stderr } = await call(name, parsed.data)
        expect(stdout, `${name} ${part}`).not.toMatch(/^Usage: /)
        expect(stderr, `${name} ${part}`).not.toMatch(/unknown option|file not found|unexpected/)
      }
  },
)
