import type { Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { createWholeProgram } from '../../scripts/docs/command-tree.ts'
import { run } from '../support/app.ts'

type OptionUse = { readonly command: string; readonly option: Option }

/** Flags whose description differs between commands. Before you add one, compare all its uses. */
const FLAGS_WITH_SEVERAL_DESCRIPTIONS = [
  '--about',
  '--allow',
  '--author',
  '--dry-run',
  '--field',
  '--format',
  '--from',
  '--group',
  '--json',
  '--maintainers',
  '--offline',
  '--output',
  '--repo',
  '--text',
  '--thread',
  '--type',
  '--web',
  // Each of these two has two meanings, and scripts rely on both.
  '--explain',
  '--status',
]

function usesIn(command: Command, path: string): readonly OptionUse[] {
  const ownUses = command.options.map((option) => ({ command: path, option }))
  return [...ownUses, ...command.commands.flatMap((child) => usesIn(child, `${path} ${child.name()}`))]
}

const uses = usesIn(createWholeProgram(), 'mcp-comms')
const visibleUses = uses.filter(({ option }) => !option.hidden)

function groupValues<Value>(keyOf: (option: Option) => string, propertyOf: (option: Option) => Value, from = uses) {
  const groups = new Map<string, Set<Value>>()
  for (const { option } of from)
    groups.set(keyOf(option), (groups.get(keyOf(option)) ?? new Set()).add(propertyOf(option)))
  return groups
}

const longOf = ({ long }: Option) => long ?? ''
const keysWithSeveralValues = (groups: ReadonlyMap<string, ReadonlySet<unknown>>) =>
  [...groups].filter(([, values]) => values.size > 1).map(([key]) => key)

test('a flag has the same short name in every command, or none in any, and a short name belongs to one flag', () => {
  expect(keysWithSeveralValues(groupValues(longOf, ({ short }) => short ?? null))).toEqual([])
  const longByShort = groupValues(({ short }) => short ?? '', longOf)
  longByShort.delete('')
  expect(keysWithSeveralValues(longByShort)).toEqual([])
})

test('the most common flags keep their short names', () => {
  const shortByLong = groupValues(longOf, ({ short }) => short ?? null)
  expect(
    ['--repo', '--dry-run', '--web', '--yes', '--output', '--limit'].map((long) => [...(shortByLong.get(long) ?? [])]),
  ).toEqual([['-R'], ['-n'], ['-w'], ['-y'], ['-o'], ['-L']])
})

test('every flag except --explain takes a value everywhere or nowhere', () => {
  const takesValue = (option: Option) => option.required || option.optional
  expect(keysWithSeveralValues(groupValues(longOf, takesValue))).toEqual(['--explain'])
})

test('a flag has one description, unless `FLAGS_WITH_SEVERAL_DESCRIPTIONS` lists it', () => {
  const several = keysWithSeveralValues(groupValues(longOf, ({ description }) => description, visibleUses))
  expect(several.toSorted()).toEqual(FLAGS_WITH_SEVERAL_DESCRIPTIONS.toSorted())
})

test('each command with --no-input also has --plain', () => {
  const commandsWith = (long: string) => uses.flatMap(({ command, option }) => (option.long === long ? [command] : []))
  expect(commandsWith('--no-input').filter((command) => !commandsWith('--plain').includes(command))).toEqual([])
})

test('every command that has flags can print its result as JSON', () => {
  const commands = new Set(uses.map(({ command }) => command))
  const withJson = uses.flatMap(({ command, option }) => (option.long === '--json' ? [command] : []))
  expect([...commands].filter((command) => !withJson.includes(command))).toEqual(['mcp-comms'])
})

test('--web, --open and --allow are described alike in every command, and check has --allow', () => {
  const descriptionsOf = (long: string) =>
    visibleUses.flatMap(({ option }) => (option.long === long ? option.description : []))
  for (const description of descriptionsOf('--web')) expect(description).toMatch(/^open .*(browser|page)/)
  for (const description of descriptionsOf('--open')) expect(description).toBe('post it afterward')
  for (const description of descriptionsOf('--allow')) expect(description).toMatch(/^override one check/)
  expect(uses).toContainEqual(
    expect.objectContaining({ command: 'mcp-comms check', option: expect.objectContaining({ long: '--allow' }) }),
  )
})

test('the descriptions of flags fit into a terminal with 60 columns', async () => {
  const { stdout } = await run(['issue', 'open', '--help'], { columns: 60 })
  const [, flags = ''] = /Options:\n(.*?)\n\n/s.exec(stdout) ?? []
  expect(flags).toContain('--if-posted <action>')
  expect(flags.split('\n').filter((line) => line.length > 60)).toEqual([])
})
