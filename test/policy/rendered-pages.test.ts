import { expect, test } from 'vitest'
import { commandsToAddPages, renderedFiles, showsProposal } from '../../src/policy/rendered-pages.ts'

const RENDERED = {
  files: ['docs/{number}-{slug}.mdx', 'docs/index.mdx'],
  commands: ['npm ci', 'npx prettier --write seps/{number}-{slug}.md', 'make pages'],
  check: 'make check',
  source: 'page',
}

test('the number and the slug are filled in', () => {
  expect(renderedFiles(RENDERED, { number: 7, slug: 'icons' })).toEqual(['docs/7-icons.mdx', 'docs/index.mdx'])
})

test.each([['a; rm -rf ~'], ['$(id)'], ["'; id #"], ['`id`'], ['$& {number}']])(
  'nothing in the name of a file or a branch is executed: %s',
  (hostile) => {
    const commands = commandsToAddPages(
      RENDERED,
      { number: 7, slug: hostile },
      { url: 'https://github.com/a/b', name: hostile },
      'posix',
    )
    for (const command of commands) {
      const outsideQuotes = command.replaceAll(/"[^"$`\\]*"|'[^']*'|\\'/g, '')
      expect(outsideQuotes).toMatch(/^[\w ./:@"=-]*$/)
    }
  },
)

test.each([
  ['"seps/7-icons"', true],
  ['[Icons](/seps/7-icons-for-tools), now [Icons](/seps/7-icons)', true],
  ['"seps/7-icons-for-tools"', false],
  ['"seps/17-icons"', false],
])('a list of pages shows a proposal only under its own name: %s', (text, shows) => {
  expect(showsProposal('docs/docs.json', text, { number: 7, slug: 'icons' })).toBe(shows)
})
