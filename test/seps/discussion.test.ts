import { expect, test } from 'vitest'
import { discussionsOf } from '../../src/seps/discussion.ts'
import { parseSep } from '../../src/seps/parse.ts'

const THREAD = 'https://discord.com/channels/1358869848138059966/1400000000000000001'
const NOTES = 'https://github.com/modelcontextprotocol/modelcontextprotocol/discussions/3412'
const sep = (preamble: string, text = '') =>
  parseSep(`# SEP-0000: Icons\n\n- **Status**: Draft\n${preamble}\n\n## Abstract\n\n${text}\n`, '0000-icons.md')

test.each([
  [`- **Discussion**: ${THREAD}, ${NOTES}`, [THREAD, NOTES]],
  [`- **Discussion**: [thread](${THREAD}) and <${NOTES}>.`, [THREAD, NOTES]],
  [`- **Discussions**:\n  - ${THREAD}\n  - ${NOTES}`, [THREAD, NOTES]],
  [`- **Prior Discussion**: ${THREAD} ${THREAD}`, [THREAD]],
  ['- **Discussion**: https://example.org/minutes/7', ['https://example.org/minutes/7']],
  [`- **Working Group**: Agents (${NOTES})`, [NOTES]],
  ['- **Working Group**: [Agents](https://modelcontextprotocol.io/community/working-groups/agents)', []],
  ['- **Discussion**: #general, https://discord.gg/6CSzBmMkjX, http://example.org', []],
  ['- **Discussion**: None', []],
])('finds the discussions in the preamble %j', (preamble, links) => {
  expect(discussionsOf(sep(preamble))).toEqual(links)
})

test.each([
  [`It was talked over in [Discord](${THREAD}), see ${NOTES}.`, [THREAD, NOTES]],
  [
    'Discussed in: https://example.org/minutes/7, https://example.org/minutes/8',
    ['https://example.org/minutes/7', 'https://example.org/minutes/8'],
  ],
  ['See https://github.com/modelcontextprotocol/typescript-sdk/pull/7 and https://example.org/.', []],
])('finds the discussions in the text %j if the preamble has none', (text, links) => {
  expect(discussionsOf(sep('', text))).toEqual(links)
})

test('links in the text are ignored if the preamble has one', () => {
  expect(discussionsOf(sep(`- **Discussion**: ${THREAD}`, `An older idea: ${NOTES}`))).toEqual([THREAD])
})
