import { expect, test } from 'vitest'
import { PLACES } from '../support/sensitive-places.ts'
import { SENSITIVE_TEXTS } from '../support/sensitive-texts.ts'

/** Each place gets every ninth text. The places begin at different texts, so that every text is tried in some place. `npm run fuzz` tries all texts in all places. */
const STRIDE = process.env['EVERY_CASE'] === 'yes' ? 1 : 9

test.each(Object.entries(PLACES).map(([name, attempt], index) => [name, attempt, index] as const))(
  'no private text is sent from %s',
  async (_name, attempt, index) => {
    const leaks: string[] = []
    for (const { text } of SENSITIVE_TEXTS.filter((_, textIndex) => textIndex % STRIDE === index % STRIDE)) {
      const { exitCode, requests } = await attempt(text)
      const isSent = /FindDuplicates|mutation/.test(requests) || requests.includes(JSON.stringify(text).slice(1, -1))
      if (exitCode !== 3 || isSent) leaks.push(`${exitCode}: ${text}`)
    }
    expect(leaks).toEqual([])
  },
)
