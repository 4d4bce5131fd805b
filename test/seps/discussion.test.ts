import { expect, test } from 'vitest'
import { discussionsOf } from '../../src/seps/discussion.ts'
import { parseSep } from '../../src/seps/parse.ts'

const DISCORD_THREAD = 'https://discord.com/channels/1358869848138059966/1400000000000000001'
const GITHUB_DISCUSSION = 'https://github.com/modelcontextprotocol/modelcontextprotocol/discussions/3412'
const sep = (preamble: string, text = '') =>
  parseSep(`# SEP-0000: Icons\n\n- **Status**: Draft\n${preamble}\n\n## Abstract\n\n${text}\n`, '0000-icons.md')

test.each([
  [`- **Discussion**: ${DISCORD_THREAD}, ${GITHUB_DISCUSSION}`, [DISCORD_THREAD, GITHUB_DISCUSSION]],
  [`- **Discussion**: [thread](${DISCORD_THREAD}) and <${GITHUB_DISCUSSION}>.`, [DISCORD_THREAD, GITHUB_DISCUSSION]],
  [`- **Discussions**:\n  - ${DISCORD_THREAD}\n  - ${GITHUB_DISCUSSION}`, [DISCORD_THREAD, GITHUB_DISCUSSION]],
  [`- **Prior Discussion**: ${DISCORD_THREAD} ${DISCORD_THREAD}`, [DISCORD_THREAD]],
  ['- **Discussion**: https://example.org/minutes/7', ['https://example.org/minutes/7']],
  [`- **Working Group**: Agents (${GITHUB_DISCUSSION})`, [GITHUB_DISCUSSION]],
  ['- **Working Group**: [Agents](https://modelcontextprotocol.io/community/working-groups/agents)', []],
  ['- **Discussion**: #general, https://discord.gg/6CSzBmMkjX, http://example.org', []],
  ['- **Discussion**: None', []],
])('finds the discussions in the preamble %j', (preamble, links) => {
  expect(discussionsOf(sep(preamble))).toEqual(links)
})

test.each([
  [
    `It was talked over in [Discord](${DISCORD_THREAD}), see ${GITHUB_DISCUSSION}.`,
    [DISCORD_THREAD, GITHUB_DISCUSSION],
  ],
  [
    'Discussed in: https://example.org/minutes/7, https://example.org/minutes/8',
    ['https://example.org/minutes/7', 'https://example.org/minutes/8'],
  ],
  ['See https://github.com/modelcontextprotocol/typescript-sdk/pull/7 and https://example.org/.', []],
])('finds the discussions in the text %j if the preamble has none', (text, links) => {
  expect(discussionsOf(sep('', text))).toEqual(links)
})

test('links in the text are ignored if the preamble has one', () => {
  expect(discussionsOf(sep(`- **Discussion**: ${DISCORD_THREAD}`, `An older idea: ${GITHUB_DISCUSSION}`))).toEqual([
    DISCORD_THREAD,
  ])
})
