import { expect, test } from 'vitest'
import { discussionLinksOf } from '../../src/seps/discussion.ts'
import { parseSep } from '../../src/seps/parse.ts'

const THREAD_URL = 'https://discord.com/channels/1358869848138059966/1400000000000000001'
const DISCUSSION_URL = 'https://github.com/modelcontextprotocol/modelcontextprotocol/discussions/3412'
const sep = (preamble: string, text = '') =>
  parseSep(`# SEP-0000: Icons\n\n- **Status**: Draft\n${preamble}\n\n## Abstract\n\n${text}\n`, '0000-icons.md')

test.each([
  [`- **Discussion**: ${THREAD_URL}, ${DISCUSSION_URL}`, [THREAD_URL, DISCUSSION_URL]],
  [`- **Discussion**: [thread](${THREAD_URL}) and <${DISCUSSION_URL}>.`, [THREAD_URL, DISCUSSION_URL]],
  [`- **Discussions**:\n  - ${THREAD_URL}\n  - ${DISCUSSION_URL}`, [THREAD_URL, DISCUSSION_URL]],
  [`- **Prior Discussion**: ${THREAD_URL} ${THREAD_URL}`, [THREAD_URL]],
  ['- **Discussion**: https://example.org/minutes/7', ['https://example.org/minutes/7']],
  [`- **Working Group**: Agents (${DISCUSSION_URL})`, [DISCUSSION_URL]],
  ['- **Working Group**: [Agents](https://modelcontextprotocol.io/community/working-groups/agents)', []],
  ['- **Discussion**: #general, https://discord.gg/6CSzBmMkjX, http://example.org', []],
  ['- **Discussion**: None', []],
])('the discussions in the preamble %j are %j', (preamble, links) => {
  expect(discussionLinksOf(sep(preamble))).toEqual(links)
})

test.each([
  [`It was talked over in [Discord](${THREAD_URL}), see ${DISCUSSION_URL}.`, [THREAD_URL, DISCUSSION_URL]],
  [
    'Discussed in: https://example.org/minutes/7, https://example.org/minutes/8',
    ['https://example.org/minutes/7', 'https://example.org/minutes/8'],
  ],
  ['See https://github.com/modelcontextprotocol/typescript-sdk/pull/7 and https://example.org/.', []],
])('if the preamble has no discussions, those in the text %j are %j', (text, links) => {
  expect(discussionLinksOf(sep('', text))).toEqual(links)
})

test('links in the text are ignored if the preamble has a discussion', () => {
  expect(discussionLinksOf(sep(`- **Discussion**: ${THREAD_URL}`, `An older idea: ${DISCUSSION_URL}`))).toEqual([
    THREAD_URL,
  ])
})
