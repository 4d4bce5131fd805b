import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAiDisclosure } from '../../src/checks/ai.ts'
import { disclosureIn, disclosureOf, isStandardDisclosure, withDisclosure } from '../../src/text/added-lines.ts'
import { inputWith, TYPESCRIPT } from '../support/check-input.ts'

const DISCLOSURE = 'Parts of this text were written with the help of AI; I have checked all of it.'

describe('the sentence in the body', () => {
  test.each([
    [
      'is put at the end',
      'Hello\n',
      'Claude wrote the example.',
      'Hello\n\n**AI disclosure:** Claude wrote the example.',
    ],
    ['is one line', 'Hello', ' Claude\n wrote it. ', 'Hello\n\n**AI disclosure:** Claude wrote it.'],
    ['is our own if the draft says only "some"', 'Hello', 'some', `Hello\n\n**AI disclosure:** ${DISCLOSURE}`],
    ['stands alone if there is no text', '', 'some', `**AI disclosure:** ${DISCLOSURE}`],
    ['replaces an earlier one', 'Hello\n\n**AI disclosure:** old', 'new', 'Hello\n\n**AI disclosure:** new'],
    [
      'replaces only the last of several',
      '**AI disclosure:** one\n\n**AI disclosure:** two',
      'new',
      '**AI disclosure:** one\n\n**AI disclosure:** new',
    ],
    [
      'replaces an earlier one at the end of a code block that is not closed',
      '```\nHello\n\n**AI disclosure:** old',
      'new',
      '```\nHello\n\n**AI disclosure:** new',
    ],
    ['is not needed for "none"', 'Hello \n', 'none', 'Hello \n'],
    ['is not needed for "None"', 'Hello', ' None ', 'Hello'],
    ['stays as it is without an answer', 'Hello\n\n**AI disclosure:** old\n', ' ', 'Hello\n\n**AI disclosure:** old\n'],
    ['is left out without an answer', 'Hello\n', '', 'Hello\n'],
    ['is removed for "none"', 'Hello\n\n**AI disclosure:** old\n', 'none', 'Hello'],
    [
      'may be the name of a property that every object has',
      'Hello',
      'toString',
      'Hello\n\n**AI disclosure:** toString',
    ],
    [
      'leaves an example in a code block alone',
      'Write:\n\n```md\n**AI disclosure:** example\n```\n\nBye',
      'new',
      'Write:\n\n```md\n**AI disclosure:** example\n```\n\nBye\n\n**AI disclosure:** new',
    ],
    [
      'leaves an example alone, and replaces the earlier one after it',
      '~~~\n**AI disclosure:** example\n~~~\n\n**AI disclosure:** old',
      'new',
      '~~~\n**AI disclosure:** example\n~~~\n\n**AI disclosure:** new',
    ],
    [
      'leaves an example in a comment alone',
      'Hello\n<!--\n**AI disclosure:** example\n-->',
      'new',
      'Hello\n<!--\n**AI disclosure:** example\n-->\n\n**AI disclosure:** new',
    ],
    [
      'leaves an example alone for "none"',
      '```\n**AI disclosure:** example\n```\n',
      'none',
      '```\n**AI disclosure:** example\n```\n',
    ],
    [
      'replaces an earlier one in a text with Windows line endings, and keeps the other lines',
      '```\r\n**AI disclosure:** example\r\n```\r\n\r\n**AI disclosure:** old\r\n',
      'new',
      '```\r\n**AI disclosure:** example\r\n```\n\n**AI disclosure:** new',
    ],
  ])('%s', (_, body, aiUse, disclosed) => expect(withDisclosure(body, aiUse)).toBe(disclosed))

  test('is recognized as ours with either line ending', () => {
    expect(isStandardDisclosure(`**AI disclosure:** ${DISCLOSURE}`)).toBe(true)
    expect(isStandardDisclosure(`**AI disclosure:** ${DISCLOSURE}\r`)).toBe(true)
  })

  test('is not read from an example in a code block', () => {
    expect(disclosureIn('```\n**AI disclosure:** example\n```')).toBeNull()
    expect(disclosureIn('```\n**AI disclosure:** example\n```\n**AI disclosure:** real\n')).toBe('real')
    expect(disclosureIn('```\r\n**AI disclosure:** example\r\n```\r\n**AI disclosure:** real\r\n')).toBe('real')
  })

  test('is recognized, and not added twice', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        (body, aiUse) => {
          const once = withDisclosure(body, aiUse)
          expect(disclosureIn(once)).toBe(disclosureOf(aiUse))
          expect(withDisclosure(once, aiUse)).toBe(once)
        },
      ),
    )
    expect(disclosureIn('**AI disclosure:**')).toBeNull()
    expect(disclosureIn('Say **AI disclosure:** first')).toBeNull()
  })
})

test('blocks a draft without a disclosure, and cites the policy', () => {
  expect(checkAiDisclosure(inputWith({ draft: { aiDisclosure: null } }))).toEqual([
    {
      check: 'ai-disclosure',
      code: 'ai-use-unknown',
      severity: 'block',
      message: 'the draft does not say whether AI helped with it; this project asks you to tell readers',
      line: 10,
      fix: 'Add "aiDisclosure: none" to the draft, or a sentence that says how AI helped. See https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AI_POLICY.md',
    },
  ])
})

describe('a draft that says', () => {
  const body = 'The client never reconnects after the server has closed the stream.'
  test.each([
    ['nothing', {}, {}, /^the draft does not say whether/],
    ['white space', { aiDisclosure: ' ' }, {}, /^the draft does not say whether/],
    ['none', { aiDisclosure: 'none' }, {}, null],
    ['nothing, and the answer in this run is none', {}, { aiUse: 'none' }, null],
    [
      'none, but an agent runs this',
      { aiDisclosure: 'none' },
      { agent: 'Codex' },
      /^the draft says that no AI was used, but Codex is running this$/,
    ],
    [
      'none, although the text still discloses some',
      { aiDisclosure: 'none', body: withDisclosure(body, 'some') },
      {},
      null,
    ],
    ['some, without a disclosure in the body', { aiDisclosure: 'some' }, {}, /^the text does not say how AI helped$/],
    ['some, with our disclosure in the body', { aiDisclosure: 'some', body: withDisclosure(body, 'some') }, {}, null],
    [
      'a sentence, with another one in the body',
      { aiDisclosure: 'Claude did.', body: withDisclosure(body, 'some') },
      {},
      /^the text does not say how/,
    ],
    [
      'none, and the answer in this run is a sentence',
      { aiDisclosure: 'none' },
      { aiUse: 'Claude did.' },
      /^the text does not say how/,
    ],
    ['a sentence in the body alone', { body: withDisclosure(body, 'Claude did.') }, {}, null],
    [
      'a sentence, and an agent runs this',
      { aiDisclosure: 'x', body: withDisclosure(body, 'x') },
      { agent: 'Codex' },
      null,
    ],
    ['nothing, in another repository of the owner', { repo: TYPESCRIPT }, {}, /^the draft does not say whether/],
    ['nothing, and the repository is not known', { repo: null }, {}, /^the draft does not say whether/],
    ['nothing, in a repository of another owner', { repo: 'anthropics/claude-ai-mcp' }, {}, null],
    ['nothing, about a typo', { title: 'Typo in the README', body: 'It says "teh".' }, {}, null],
    ['nothing, about a misspelled word', { title: 'Wording', body: 'It is misspelled.' }, {}, null],
    ['nothing, about a typo in forty words', { title: 'Typo', body: `word  ${'word\n\n'.repeat(37)}word` }, {}, null],
    [
      'nothing, about a typo in more than forty words',
      { title: 'Typo', body: `${'word '.repeat(40)}` },
      {},
      /^the draft does not say whether/,
    ],
    ['nothing, about types', { title: 'Typing is wrong', body: 'It hangs.' }, {}, /^the draft does not say whether/],
  ])('%s', (_, draft, facts, message) => {
    const found = checkAiDisclosure(inputWith({ draft: { body, aiDisclosure: null, ...draft }, facts }))
    expect(found.map((finding) => finding.message)).toEqual(message === null ? [] : [expect.stringMatching(message)])
  })
})

test('the fix contains the sentence to write', () => {
  const [finding] = checkAiDisclosure(inputWith({ facts: { aiUse: 'some' } }))
  expect(finding?.fix).toMatch(`Add this line at its end: **AI disclosure:** ${DISCLOSURE} See https://`)
})

test('the fix says what to do when an agent is running this', () => {
  const [finding] = checkAiDisclosure(inputWith({ draft: { aiDisclosure: 'none' }, facts: { agent: 'Codex' } }))
  expect(finding?.fix).toMatch('Say in "aiDisclosure" what Codex did. See https://')
})

test.each([
  [TYPESCRIPT, 1],
  ['Other/repo', 1],
  ['third/repo', 0],
])('the check applies only to repositories of the owners that the policy names: %s', (repo, count) => {
  const { policy, ...input } = inputWith({ draft: { repo, aiDisclosure: null } })
  const disclosure = { owners: ['modelcontextprotocol', 'other'], source: 'ai-policy' }
  expect(checkAiDisclosure({ ...input, policy: { ...policy, ai: { disclosure, agents: [] } } })).toHaveLength(count)
})

test('there is no finding if the policy does not require a disclosure', () => {
  const input = inputWith({ draft: { aiDisclosure: null } })
  expect(checkAiDisclosure({ ...input, policy: { ...input.policy, ai: null } })).toEqual([])
})
