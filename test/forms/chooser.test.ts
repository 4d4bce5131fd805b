import { describe, expect, test } from 'vitest'
import { lintChooser, parseChooser } from '../../src/forms/chooser.ts'
import { parseTemplates } from '../../src/forms/templates.ts'
import { failureOf } from '../support/failure.ts'

describe('config.yml', () => {
  const help = { name: 'Help', url: 'https://example.org/help', about: 'Ask here' }
  const linkYaml = '  - name: Help\n    url: https://example.org/help\n    about: Ask here\n'
  test.each([
    [
      'both settings',
      `blank_issues_enabled: false\ncontact_links:\n${linkYaml}`,
      { blankIssuesEnabled: false, contactLinks: [help] },
    ],
    ['links only', `contact_links:\n${linkYaml}`, { blankIssuesEnabled: true, contactLinks: [help] }],
    ['no links', 'blank_issues_enabled: true\ncontact_links:\n', { blankIssuesEnabled: true, contactLinks: [] }],
    [
      'a link without an address',
      'contact_links:\n  - { name: Mail us, about: a@example.org }',
      {
        blankIssuesEnabled: true,
        contactLinks: [{ name: 'Mail us', url: null, about: 'a@example.org' }],
      },
    ],
    ['nothing but a comment', '# to do', { blankIssuesEnabled: true, contactLinks: [] }],
  ])('is parsed with %s', (_, text, chooser) => {
    expect(parseChooser(text, 'config.yml')).toEqual(chooser)
  })

  test.each([
    [
      'a list',
      '- a',
      'config.yml:1: the file: GitHub expects a mapping with blank_issues_enabled and contact_links, not a list',
    ],
    [
      'a word in place of a boolean',
      'blank_issues_enabled: maybe',
      'config.yml:1: blank_issues_enabled: GitHub expects true or false, not "maybe"',
    ],
    [
      'a link that is not a web address',
      'contact_links:\n  - name: a\n    url: "javascript:alert(1)"',
      'config.yml:3: contact_links[0].url: GitHub expects a web address, not "javascript:alert(1)"',
    ],
    [
      'a link without a name',
      'contact_links:\n  - url: https://example.org',
      'config.yml:2: contact_links[0].name: is missing; GitHub expects text',
    ],
  ])('%s is rejected', (_, text, message) => {
    expect(failureOf(() => parseChooser(text, 'config.yml'))).toBe(message)
  })

  test.each([
    ['a link without an address', '  - { name: A, about: B }', ['error', 'contact_links[0].url']],
    [
      'a link without a description',
      '  - { name: A, url: "https://example.org" }',
      ['error', 'contact_links[0].about'],
    ],
    [
      'a blank description',
      '  - { name: A, url: "https://example.org", about: " " }',
      ['error', 'contact_links[0].about'],
    ],
    ['a key that GitHub ignores', `${linkYaml}    color: red`, ['warning', 'contact_links[0].color']],
  ])('lint reports %s, although the link can be used', (_, link, problem) => {
    const text = `contact_links:\n${link}\n`
    expect(lintChooser(text, 'config.yml').map(({ severity, key }) => [severity, key])).toEqual([problem])
    expect(parseChooser(text, 'config.yml').contactLinks).toHaveLength(1)
  })

  test.each([
    ['no', false],
    ['No', false],
    ['off', false],
    ['yes', true],
    ['On', true],
  ])('blank_issues_enabled: %s is a boolean, because GitHub reads YAML 1.1', (word, expected) => {
    expect(parseChooser(`blank_issues_enabled: ${word}`, 'config.yml').blankIssuesEnabled).toBe(expected)
  })

  test('a config that cannot be read allows no blank issues', () => {
    const file = { name: 'config.yml', path: 'ISSUE_TEMPLATE/config.yml', text: 'blank_issues_enabled: "false"' }
    const { chooser, notes } = parseTemplates([file], { source: 'repository', from: () => 'x' })
    expect(chooser.blankIssuesEnabled).toBe(false)
    expect(notes).toEqual([expect.stringContaining('blank_issues_enabled: GitHub expects true or false, not "false"')])
  })
})
