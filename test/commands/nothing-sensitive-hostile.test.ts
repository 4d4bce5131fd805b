import { expect, test } from 'vitest'
import { PLACES } from '../support/sensitive-places.ts'
import { SENSITIVE_TEXTS } from '../support/sensitive-texts.ts'

/** Every ninth text in a place, the ones after them in the next: together they are all of them. `npm run fuzz` tries each in each. */
const STRIDE = process.env['EVERY_CASE'] === 'yes' ? 1 : 9

test.each(Object.entries(PLACES).map(([name, attempt], index) => ({ name, attempt, index })))(
  'no private text is sent from $name',
  async ({ attempt, index }) => {
    const leaks: string[] = []
    for (const { text } of SENSITIVE_TEXTS.filter((_, at) => at % STRIDE === index % STRIDE)) {
      const { exitCode, requests } = await attempt(text)
      const isSent = /FindDuplicates|mutation/.test(requests) || requests.includes(JSON.stringify(text).slice(1, -1))
      if (exitCode !== 3 || isSent) leaks.push(`${exitCode}: ${text}`)
    }
    expect(leaks).toEqual([])
  },
)
