import { describe, expect, test } from 'vitest'
import { clearHidden } from '../../../src/text/quote.ts'
import { run } from '../../support/app.ts'
import { REPO, setUpTemplates } from '../../support/templates.ts'

/** Clears the screen, sets its title, rings, goes up a line, and reverses the text after it. */
const EVIL = '\u001B[2J\u001B]0;owned\u0007\u009B1A\u202Egnihton'
const UNSAFE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/
const evil = JSON.stringify(EVIL)

const FORM = `name: ${evil}
description: ${evil}
title: ${evil}
labels: [${evil}]
body:
  - type: input
    id: ${JSON.stringify(`x; rm -rf ~ ${EVIL}`)}
    attributes: { label: ${evil}, description: ${evil} }
    validations: { required: true }
  - type: dropdown
    id: $(reboot)
    attributes: { label: b, options: [${JSON.stringify(`' && reboot #${EVIL}`)}] }
    validations: { required: true }
  - type: checkboxes
    attributes: { label: c, options: [{ label: ${evil}, required: true }] }
`
const CONFIG = `contact_links: [{ name: ${evil}, about: ${evil}, url: ${JSON.stringify(`https://example.com/${EVIL}`)} }]\n`
const world = () => ({
  ...setUpTemplates({
    [`${EVIL}.yml`]: FORM,
    'bad.yml': `name: ${evil}\n${evil}: 1\nbody: ${evil}\n`,
    'config.yml': CONFIG,
  }),
  files: { [`.mcp-comms/templates/issue/${EVIL}.yml`]: `? ${evil}\n: [` },
})

describe('hostile text', () => {
  test.each([[['list']], [['show', `${EVIL}.yml`]], [['show', EVIL]], [['show', 'nothing']], [['show', `no ${EVIL}`]]])(
    '%j cannot control a terminal',
    async (argv) => {
      const { stdout, stderr } = await run(['templates', ...argv, '--repo', REPO], world())
      expect(stdout + stderr).toMatch(/gnihton/)
      expect(stdout + stderr).not.toMatch(UNSAFE)
    },
  )

  test('is unchanged in JSON', async () => {
    const { stdout } = await run(['templates', 'show', EVIL, '--repo', REPO, '--json'], world())
    expect(stdout).not.toMatch(UNSAFE)
    expect(JSON.parse(stdout)).toMatchObject({ id: EVIL, form: { name: clearHidden(EVIL) } })
  })

  test('cannot add a command where a command line is printed', async () => {
    const { stdout } = await run(['templates', 'show', EVIL, '--repo', REPO], world())
    const command = stdout.slice(stdout.indexOf('mcp-comms issue new'))
    expect(command).toContain('--field "x; rm -rf ~ gnihton=…"')
    expect(command).toContain("--field '$(reboot)='\\'' && reboot #gnihton'")
  })
})
