import { describe, expect, test } from 'vitest'
import { TRANSITIONS } from '../../../src/seps/life-cycle.ts'
import { STATUSES } from '../../../src/seps/names.ts'
import { run } from '../../support/app.ts'
import { sepText, setUpSeps } from '../../support/seps.ts'

const files = { 'seps/7-a.md': sepText({ number: 7, status: 'Accepted' }), 'seps/8-b.md': sepText({ status: 'Odd' }) }

describe('sep diagram', () => {
  test.each([
    ['text', /^awaiting sponsor\n├─ draft \(sponsor\)\n/],
    ['mermaid', /^flowchart TD\n/],
    ['svg', /^<svg .*<\/svg>\n$/s],
  ])('prints %s, without a request', async (format, pattern) => {
    const { stdout, stderr, exitCode } = await run(['sep', 'diagram', '--format', format])
    expect(stdout).toMatch(pattern)
    for (const status of STATUSES) expect(stdout).toContain(status.replace('-', ' '))
    await expect(stdout).toMatchFileSnapshot(`../../golden/sep.${format}`)
    expect([stderr, exitCode]).toEqual(['', 0])
  })

  test.each([
    ['text', /^accepted {2}◀ SEP-7$/m],
    ['mermaid', /accepted\(\["accepted: SEP-7"\]\)[\s\S]*class accepted here/],
    ['svg', /aria-label="The life cycle of SEP-7: accepted"[\s\S]*>SEP-7<\/text>/],
  ])('prints %s, with the position of one SEP', async (format, pattern) => {
    const { stdout } = await run(['sep', 'diagram', '7', '--format', format, '--dir', 'seps'], { files })
    expect(stdout).toMatch(pattern)
  })

  test('prints the position of a SEP that is in a pull request and has no sponsor', async () => {
    const { stdout } = await run(['sep', 'diagram', '2001'], setUpSeps().options)
    expect(stdout).toMatch(/^awaiting sponsor {2}◀ SEP-2001\n/)
  })

  test('prints the life cycle as JSON', async () => {
    const text = await run(['sep', 'diagram', '7', '--dir', 'seps'], { files })
    const { stdout } = await run(['sep', 'diagram', '7', '--dir', 'seps', '--json'], { files })
    const { transitions, ...others } = JSON.parse(stdout)
    expect(others).toEqual({ format: 'text', diagram: text.stdout, sep: { name: 'SEP-7', status: 'accepted' } })
    expect(transitions).toHaveLength(TRANSITIONS.length)
    expect(transitions[0]).toEqual({ ...TRANSITIONS[0], from: 'awaiting-sponsor' })
    const unmarked = await run(['sep', 'diagram', '--json'])
    expect(JSON.parse(unmarked.stdout)).toMatchObject({ sep: null, transitions })
  })

  test('refuses a SEP without a known status', async () => {
    const { options } = setUpSeps({ files })
    const { stderr, exitCode } = await run(['sep', 'diagram', '8'], options)
    expect(stderr).toMatch(/seps\/8-b\.md: neither the file nor a label says its status/)
    expect(exitCode).toBe(1)
  })
})
