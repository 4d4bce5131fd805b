import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHECKS, checkReport, isOverridable, lineOfText, OVERRIDABLE, publishedText } from '../../src/checks/check.ts'
import { runChecks } from '../../src/checks/run.ts'
import { anyCharacter } from '../support/any-character.ts'
import { inputWith, SPEC } from '../support/check-input.ts'
import { anyDraft } from '../support/draft.ts'
import { FORM } from '../support/form.ts'

/** A draft that fails seven checks. */
const failingInput = inputWith({
  draft: { title: 'Roots lists', body: `TODO\nghp_${'aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1eF3hJ5'}`, aiDisclosure: null },
  answers: { type: 'bug', area: 'typescript-sdk' },
  facts: {
    agent: 'Codex',
    viewer: 'newcomer',
    similarPosts: [
      { kind: 'issue', number: 1, title: 'Roots list', url: 'https://github.com/o/r/issues/1', closed: false },
    ],
  },
  form: FORM.slice(0, 1),
})

const checksOf = (findings: readonly { readonly check: string; readonly severity: string }[]) => [
  ...new Set(findings.map(({ check, severity }) => `${check} ${severity}`)),
]

test('a complete draft may be published', async () => {
  const findings = await runChecks(inputWith())
  expect(checkReport(findings)).toEqual({ ok: true, findings: [] })
})

test('findings come in the order of the checks', async () => {
  const findings = await runChecks(failingInput)
  expect(checksOf(findings)).toEqual([
    'secrets block',
    'ai-agent block',
    'wrong-repo block',
    'required block',
    'placeholders block',
    'ai-disclosure block',
    'duplicate warn',
  ])
  expect(checkReport(findings).ok).toBe(false)
})

describe('an overridden check', () => {
  test('is still reported, and blocks only if it needs a person or cannot be overridden', async () => {
    const findings = await runChecks(
      {
        ...failingInput,
        draft: { ...failingInput.draft, allow: ['secrets', 'required', 'ai-agent', 'no-such-check'] },
      },
      { allow: ['wrong-repo'] },
    )
    expect(checksOf(findings)).toEqual([
      'secrets block',
      'ai-agent block',
      'wrong-repo warn',
      'required warn',
      'placeholders block',
      'ai-disclosure block',
      'duplicate warn',
    ])
  })

  test('about the right channel becomes a warning', async () => {
    const input = inputWith({ answers: { type: 'protocol-change' } })
    expect(checksOf(await runChecks(input))).toEqual(['wrong-channel block'])
    expect(checksOf(await runChecks(input, { allow: ['wrong-channel'] }))).toEqual(['wrong-channel warn'])
    expect(checkReport(await runChecks(input, { allow: ['wrong-channel'] })).ok).toBe(true)
  })

  test.each([
    ['about a weakness', 'vulnerability', { type: 'vulnerability', sensitivity: 'security' }],
    ['about a person', 'people', { type: 'conduct', sensitivity: 'people' }],
  ] as const)('%s is a warning only if the author has confirmed it', async (_, check, answers) => {
    const input = inputWith({ answers })
    expect(checksOf(await runChecks(input))).toEqual([`${check} block`])
    const requested = await runChecks(input, { allow: [check] })
    expect(checksOf(requested)).toEqual([`${check} block`])
    expect(requested[0]?.fix).toMatch(/Only a person can override this check, at a prompt/)
    expect(checksOf(await runChecks(input, { allow: [check], confirmed: [check] }))).toEqual([`${check} warn`])
  })

  test('can be any check except ai-agent', () => {
    expect(OVERRIDABLE).toHaveLength(CHECKS.length - 1)
    expect(isOverridable('ai-agent')).toBe(false)
    expect(isOverridable('toString')).toBe(false)
    expect(isOverridable('duplicate')).toBe(true)
  })
})

test('every line of the published text is mapped to its line in the file', () => {
  const input = inputWith({ draft: { title: 'one\ntwo', body: 'a\nb' } })
  const lines = publishedText(input.draft).split('\n')
  expect(lines.map((_, at) => lineOfText(input, at + 1))).toEqual([3, 3, 10, 11])
})

test('any draft is checked without an error, and each finding has a message, a fix and a line', async () => {
  await fc.assert(
    fc.asyncProperty(anyDraft, fc.string({ unit: anyCharacter }), fc.boolean(), async (draft, noise, isAgent) => {
      const given = { draft: { ...draft, repo: SPEC, body: draft.body + noise }, form: FORM }
      const similarPosts = [{ kind: 'issue', number: 1, title: noise, url: 'u', closed: false } as const]
      const facts = { agent: isAgent ? 'Codex' : null, similarPosts, isMaintainer: false, viewer: noise }
      for (const finding of await runChecks(inputWith({ ...given, facts }))) {
        expect(finding.message).not.toBe('')
        expect(finding.fix).not.toBe('')
        expect(finding.line).toBeGreaterThan(0)
      }
    }),
  )
})
