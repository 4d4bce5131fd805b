import { describe, expect, test } from 'vitest'
import { clearHidden } from '../../../src/text/quote.ts'
import { run } from '../../support/app.ts'
import { REPO, setUpTemplates } from '../../support/templates.ts'

/** Clears the screen, sets the title of the window, goes up a line, and reverses the text that follows. */
const EVIL = '\u001B[2J\u001B]0;owned\u0007\u009B1A\u202Egnihton'
const UNSAFE = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/
const EVIL_JSON = JSON.stringify(EVIL)

const FORM = `name: ${EVIL_JSON}
description: ${EVIL_JSON}
title: ${EVIL_JSON}
labels: [${EVIL_JSON}]
body:
  - type: input
    id: ${JSON.stringify(`x; rm -rf ~ ${EVIL}`)}
    attributes: { label: ${EVIL_JSON}, description: ${EVIL_JSON} }
    validations: { required: true }
  - type: dropdown
    id: $(reboot)
    attributes: { label: b, options: [${JSON.stringify(`' && reboot #${EVIL}`)}] }
    validations: { required: true }
  - type: checkboxes
    attributes: { label: c, options: [{ label: ${EVIL_JSON}, required: true }] }
`
const CONFIG = `contact_links: [{ name: ${EVIL_JSON}, about: ${EVIL_JSON}, url: ${JSON.stringify(`https://example.com/${EVIL}`)} }]\n`
const setUp = () => ({
  ...setUpTemplates({
    [`${EVIL}.yml`]: FORM,
    'bad.yml': `name: ${EVIL_JSON}\n${EVIL_JSON}: 1\nbody: ${EVIL_JSON}\n`,
    'config.yml': CONFIG,
  }),
  files: { [`.mcp-comms/templates/issue/${EVIL}.yml`]: `? ${EVIL_JSON}\n: [` },
})

describe('hostile text in a template', () => {
  test.each([[['list']], [['show', `${EVIL}.yml`]], [['show', EVIL]], [['show', 'nothing']], [['show', `no ${EVIL}`]]])(
    'cannot control a terminal: templates %j',
    async (argv) => {
      const { stdout, stderr } = await run(['templates', ...argv, '--repo', REPO], setUp())
      expect(stdout + stderr).toMatch(/gnihton/)
      expect(stdout + stderr).not.toMatch(UNSAFE)
    },
  )

  test('in JSON, is escaped in the id, and removed from the name', async () => {
    const { stdout } = await run(['templates', 'show', EVIL, '--repo', REPO, '--json'], setUp())
    expect(stdout).not.toMatch(UNSAFE)
    expect(JSON.parse(stdout)).toMatchObject({ id: EVIL, form: { name: clearHidden(EVIL) } })
  })

  test('cannot add a command to a printed command line', async () => {
    const { stdout } = await run(['templates', 'show', EVIL, '--repo', REPO], setUp())
    const command = stdout.slice(stdout.indexOf('mcp-comms issue new'))
    expect(command).toContain('--field "x; rm -rf ~ gnihton=…"')
    expect(command).toContain("--field '$(reboot)='\\'' && reboot #gnihton'")
  })
})
