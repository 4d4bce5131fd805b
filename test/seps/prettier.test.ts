import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { check, format } from 'prettier'
import { expect, test } from 'vitest'
import { numberedText, sepDraftOf, withAiDisclosure } from '../../src/seps/draft.ts'
import { SEP_TYPES, type SepType } from '../../src/seps/names.ts'
import { type SepAnswers, scaffoldSep } from '../../src/seps/scaffold.ts'

/** The specification repository's Prettier settings for Markdown. There, package.json overrides .prettierrc.json. */
const SETTINGS = { parser: 'markdown', proseWrap: 'preserve' } as const

const REPO = 'modelcontextprotocol/modelcontextprotocol'
const CONTEXT = { today: '2026-11-29', repo: REPO }
const templateOf = (type: SepType) =>
  readFileSync(`templates/sep/${type.toLowerCase().replaceAll(' ', '-')}.md`, 'utf8')
const scaffold = (answers: SepAnswers) => scaffoldSep(templateOf(answers.type), 'template.md', answers, CONTEXT)

const words = fc
  .array(fc.constantFrom('icons', 'A tool MAY', 'for tools', 'lists', 'Ünïcode', '図', '(twice)', 'v2'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(' '))
const link = fc.constantFrom('https://discord.com/channels/1/2', 'https://github.com/a/b/discussions/3?x=1&y_z=2#c')
const maybe = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text)
const anyAnswers: fc.Arbitrary<SepAnswers> = fc.record({
  title: words,
  type: fc.constantFrom(...SEP_TYPES),
  authors: fc.array(fc.constantFrom('Ada (@ada)', 'Bo Li (@bo-li)'), { maxLength: 2 }),
  group: fc.option(maybe(fc.constantFrom('Agents', 'Tasks and Events'))),
  discussed: fc.array(link, { maxLength: 2 }),
  prototype: fc.option(maybe(link)),
  breaks: fc.option(maybe(words)),
  security: fc.option(maybe(words)),
  extension: maybe(fc.constant('io.modelcontextprotocol/tool-icons')),
  sections: fc.oneof(
    fc.constant({}),
    words.map((text) => ({ Abstract: `${text}\n\n- one\n- two\n`, Rationale: text })),
  ),
})

test('Prettier changes nothing in a generated SEP, before and after it gets its number', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyAnswers,
      fc.option(fc.constantFrom('none', 'It translated my notes.')),
      async (answers, aiUse) => {
        const draft = aiUse === null ? scaffold(answers) : withAiDisclosure(scaffold(answers), aiUse)
        expect(draft).toBe(await format(draft, SETTINGS))
        const numbered = numberedText(sepDraftOf('0000-icons.md', draft), {
          number: 1234,
          url: `https://github.com/${REPO}/pull/1234`,
        })
        expect(await check(numbered, SETTINGS)).toBe(true)
      },
    ),
    { numRuns: 10 },
  )
})

test.each(SEP_TYPES)(
  'Prettier changes nothing in a generated %s SEP without answers, and no line ends in a space',
  async (type) => {
    const noAnswers = { authors: [], group: null, discussed: [], prototype: null, breaks: null, security: null }
    const text = scaffold({ title: 'Icons', type, ...noAnswers, extension: '', sections: {} })
    expect(text).not.toMatch(/[ \t]$/m)
    expect(await check(text, SETTINGS)).toBe(true)
  },
)
