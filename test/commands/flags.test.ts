import type { Command, Option } from 'commander'
import { expect, test } from 'vitest'
import { createWholeProgram } from '../../scripts/docs/command-tree.ts'

type Use = { readonly command: string; readonly option: Option }

/** Flags that do the same in each command, but to different things, so their help differs. Before you add one, compare all its uses. */
const SEVERAL_SENTENCES = [
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
  // These two have had two meanings since the first version, and scripts use both.
  '--explain',
  '--status',
]

function usesIn(command: Command): readonly Use[] {
  const own = command.options.map((option) => ({ command: command.name(), option }))
  return [...own, ...command.commands.flatMap(usesIn)]
}

const uses = usesIn(createWholeProgram())
const shown = uses.filter(({ option }) => !option.hidden)

function valuesBy<Value>(key: (option: Option) => string, value: (option: Option) => Value, from = uses) {
  const map = new Map<string, Set<Value>>()
  for (const { option } of from) map.set(key(option), (map.get(key(option)) ?? new Set()).add(value(option)))
  return map
}

const longOf = ({ long }: Option) => long ?? ''
const severalIn = (map: ReadonlyMap<string, ReadonlySet<unknown>>) =>
  [...map].filter(([, values]) => values.size > 1).map(([key]) => key)

test('every flag has one short name, and every short name is one flag', () => {
  expect(severalIn(valuesBy(longOf, ({ short }) => short ?? null))).toEqual([])
  const longByShort = valuesBy(({ short }) => short ?? '', longOf)
  longByShort.delete('')
  expect(severalIn(longByShort)).toEqual([])
})

test('the flags that a person types most have these short names, wherever they are', () => {
  const shorts = valuesBy(longOf, ({ short }) => short ?? null)
  expect(
    ['--repo', '--dry-run', '--web', '--yes', '--output', '--limit'].map((long) => [...(shorts.get(long) ?? [])]),
  ).toEqual([['-R'], ['-n'], ['-w'], ['-y'], ['-o'], ['-L']])
})

test('a flag takes a value everywhere or nowhere', () => {
  const takesValue = (option: Option) => option.required || option.optional
  expect(severalIn(valuesBy(longOf, takesValue))).toEqual(['--explain'])
})

test('a flag has one meaning', () => {
  const several = severalIn(valuesBy(longOf, ({ description }) => description, shown))
  expect(several.toSorted()).toEqual(SEVERAL_SENTENCES.toSorted())
})

test('where something may be asked, it can be asked with plain prompts', () => {
  const commandsWith = (long: string) => uses.flatMap(({ command, option }) => (option.long === long ? [command] : []))
  expect(commandsWith('--no-input').filter((command) => !commandsWith('--plain').includes(command))).toEqual([])
})

test('--web opens the browser, --open posts, and --allow overrides a check', () => {
  const sentences = (long: string) => shown.flatMap(({ option }) => (option.long === long ? option.description : []))
  for (const sentence of sentences('--web')) expect(sentence).toMatch(/^open .*(browser|page)/)
  for (const sentence of sentences('--open')) expect(sentence).toBe('post it afterwards')
  for (const sentence of sentences('--allow')) expect(sentence).toMatch(/^override one check/)
  expect(uses).toContainEqual(
    expect.objectContaining({ command: 'check', option: expect.objectContaining({ long: '--allow' }) }),
  )
})
