import { expect, test } from 'vitest'
import { githubToken as TOKEN } from '../support/secrets.ts'
import { PLACES, routeProtocolChange } from '../support/sensitive-places.ts'
import { SENSITIVE_TEXTS } from '../support/sensitive-texts.ts'

const places = Object.entries(PLACES)

/** Pairs each text with at least one place, and each place with at least one text. `every-sensitive-text.test.ts` tries more pairs. */
const pairs = Array.from({ length: Math.max(places.length, SENSITIVE_TEXTS.length) }, (_, index) => {
  const [name = '', attempt] = places[index % places.length] ?? []
  const { text = '', language } = SENSITIVE_TEXTS[index % SENSITIVE_TEXTS.length] ?? {}
  return [language, name, attempt, text] as const
})

test.each(pairs)(
  'a private text in the language "%s" is blocked in %s, and not sent',
  async (_language, _name, attempt, text) => {
    const outcome = await attempt?.(text)
    expect(outcome?.exitCode).toBe(3)
    expect(outcome?.requests).not.toContain(JSON.stringify(text).slice(1, -1))
    expect(outcome?.requests).not.toMatch(/FindDuplicates|mutation/)
  },
)

test.each(places)('a token is blocked in %s, and neither sent nor printed', async (_, attempt) => {
  const { exitCode, output, requests } = await attempt(TOKEN)
  const isPrinted = output.toLowerCase().includes(TOKEN.slice(4).toLowerCase())
  expect({ exitCode, isSent: requests.includes(TOKEN), isPrinted }).toEqual({
    exitCode: 3,
    isSent: false,
    isPrinted: false,
  })
  expect(requests).not.toMatch(/FindDuplicates|mutation/)
})

test.each(SENSITIVE_TEXTS)(
  '`where` recommends a private channel for a private text in the language $language, even with --type protocol-change',
  async ({ text, about }) => {
    const { answer, stderr } = await routeProtocolChange(text)
    expect({ channel: answer.channel, public: answer.public, stderr }).toEqual({
      channel: about === 'security' ? 'security-advisory' : 'conduct',
      public: false,
      stderr: '',
    })
  },
)

test('`where` follows an explicit --sensitivity, with a warning', async () => {
  const { answer, stderr } = await routeProtocolChange(SENSITIVE_TEXTS[0]?.text ?? '', '--sensitivity', 'public')
  expect(answer.public).toBe(true)
  expect(stderr).toBe(
    'mcp-comms: this reads as if it must stay private, but --sensitivity says otherwise; the checks before posting go by the text\n',
  )
})
