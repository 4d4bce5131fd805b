import fc from 'fast-check'
import { expect, test } from 'vitest'
import { run } from '../support/app.ts'
import { cases } from '../support/cases.ts'
import { connectTo, REPO, setUpGitHub, TOKEN } from '../support/github.ts'
import { EVIL, expectSafe } from '../support/hostile.ts'
import { DRAFT } from '../support/posting.ts'

const VALUES = [null, true, -1, 1e300, '', EVIL, [], {}, [null], { message: EVIL }, { nodes: [null] }] as const

/** The pointers to a value and to all its parts. */
function pointersIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, part]) => pointersIn(part, [...at, key]))]
}

/** The value with the part at this pointer replaced. In JSON, a field that is replaced with `undefined` is missing. */
function replacePart(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement
  if (Array.isArray(value))
    return value.map((part, index) => (String(index) === key ? replacePart(part, rest, replacement) : part))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === key ? replacePart(part, rest, replacement) : part]),
  )
}

test('a response with one part changed causes no unexpected error, and the output is safe and without the token', async () => {
  const responseChange = fc.record({
    callIndex: fc.nat(5),
    pointerIndex: fc.nat(200),
    replacement: fc.constantFrom(undefined, ...VALUES),
    status: fc.constantFrom(200, 200, 200, 404, 502),
  })
  await fc.assert(
    fc.asyncProperty(responseChange, async ({ callIndex, pointerIndex, replacement, status }) => {
      const { fake, clock } = setUpGitHub({ permission: 'WRITE' })
      let callCount = 0
      const fetch: typeof globalThis.fetch = async (...request) => {
        const real = await fake.fetch(...request)
        if (callCount++ !== callIndex) return real
        const data: unknown = JSON.parse(await real.text())
        const pointers = pointersIn(data)
        const changed = replacePart(data, pointers[pointerIndex % pointers.length] ?? [], replacement)
        return new Response(JSON.stringify(changed) ?? '', { status, headers: real.headers })
      }
      const github = connectTo(fetch, clock)
      const { stdout, stderr } = await run(['issue', 'open', 'd.md', '--yes', '--repo', REPO, '--allow', 'required'], {
        files: { 'd.md': DRAFT.replace(/^template: .*\n/m, '') },
        github: async () => ({ github, host: '127.0.0.1', tokenFrom: 'GH_TOKEN' }),
        clock,
      })
      expect(stdout + stderr).not.toMatch(/unexpected error|This is a bug|TypeError/)
      expectSafe(stdout + stderr)
      expect(stdout + stderr).not.toContain(TOKEN)
    }),
    cases(15_000, 40),
  )
})
