import { describe, expect, test } from 'vitest'
import { parseChooser } from '../../src/forms/read-folder.ts'
import { failureOf } from '../support/forms.ts'

describe('config.yml', () => {
  const help = { name: 'Help', url: 'https://example.org/help', about: 'Ask here' }
  const written = '  - name: Help\n    url: https://example.org/help\n    about: Ask here\n'
  test.each([
    [
      'everything',
      `blank_issues_enabled: false\ncontact_links:\n${written}`,
      { blankIssuesEnabled: false, contactLinks: [help] },
    ],
    ['links only', `contact_links:\n${written}`, { blankIssuesEnabled: true, contactLinks: [help] }],
    ['no links', 'blank_issues_enabled: true\ncontact_links:\n', { blankIssuesEnabled: true, contactLinks: [] }],
    [
      'a link that is only a sentence',
      'contact_links:\n  - { name: Mail us, about: a@example.org }',
      {
        blankIssuesEnabled: true,
        contactLinks: [{ name: 'Mail us', url: null, about: 'a@example.org' }],
      },
    ],
    ['nothing but a comment', '# to do', { blankIssuesEnabled: true, contactLinks: [] }],
  ])('%s', (_, text, chooser) => {
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
      'a link that is no web address',
      'contact_links:\n  - name: a\n    url: "javascript:alert(1)"',
      'config.yml:3: contact_links[0].url: GitHub expects a web address, not "javascript:alert(1)"',
    ],
    [
      'a link without a name',
      'contact_links:\n  - url: https://example.org',
      'config.yml:2: contact_links[0].name: is missing; GitHub expects a text',
    ],
  ])('%s is refused', (_, text, message) => {
    expect(failureOf(() => parseChooser(text, 'config.yml'))).toBe(message)
  })
})
