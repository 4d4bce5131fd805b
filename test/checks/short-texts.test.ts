import { expect, test } from 'vitest'
import { checkPeople, checkVulnerability } from '../../src/checks/vulnerability-and-people.ts'
import { classifiedInput } from '../support/check-input.ts'

const failedChecks = (title: string, body = '') => {
  const input = classifiedInput({ title, body })
  return [...checkVulnerability(input), ...checkPeople(input)].map(({ check }) => check)
}

/** Work items of a plan, as people write them. */
const HARMLESS = [
  'Verify the build',
  'Write a test for the parser',
  'Upgrade TypeScript',
  'Triage open issues',
  'Check the logs',
  'Reset the counter',
  'Send the questionnaire',
  'Go through the business drivers',
  'First look at the summary of the intake',
  'Check that the questionnaire is complete',
  'Write the closing e-mail',
  'Find out who the stakeholders are',
  'Hand over to the migration team',
  'Rename the helper',
  'Close stale threads',
  'Ask Maria for the slides',
  'Invite the reviewers',
  'Remove the old flag',
  'Rotate the on-call list',
  'Update the contact list',
  'Plan the retrospective',
  'Book a room for the workshop',
  'Move the docs',
  'All of it',
  'Fix the login page',
  'Publish the minutes',
  'Run the benchmark again',
  'Clean up the folder',
  'Draft the announcement',
  'Count the open pull requests',
  'Merge the translation',
  'Pin the version of the linter',
  'Replace the icon',
  'Record the demo',
  'Sort the list by date',
  'Split the large file',
  'Delete the branch',
  'Prepare the release notes',
  'Order the stickers',
  'Test on Windows',
  'Other people’s calendars are full',
  'Read other people’s proposals first',
  'Return the id of the session',
  'Visit a customer in Berlin',
]

test.each(HARMLESS)('"%s" is not blocked', (title) => {
  expect(failedChecks(title)).toEqual([])
})

test.each([
  ['The server stops.', 'Thanks for looking at this!'],
  ['Welcome screen', 'Body of the issue'],
  ['Invite everyone to the first session', 'Send the invitation two weeks before.'],
  ['Turn on access to the test system', 'For the new colleagues.'],
  ['Set up continuous integration', 'With Node 20 and 22.'],
])('"%s", with "%s", is not blocked', (title, body) => {
  expect(failedChecks(title, body)).toEqual([])
})

test.each([
  'RCE in the inspector proxy',
  'Auth bypass in the registry',
  'Any client can read the tokens of others',
  'Path traversal in the filesystem server',
  'Command injection through a tool name',
  'SSRF in metadata discovery',
  'XSS in the inspector UI',
  'Session hijacking with a guessed id',
  'A maintainer keeps insulting me',
  'I was harassed on Discord',
  'Sandbox escape with a symlink',
  'vuln in mcp sdk, got rce on prod over http. how to report',
  'API key visible in the page source',
  'Closing a parenthesis breaks out of SQL',
  'SSE endpoint answers without a login',
  'Server follows redirects to localhost',
  'Server runs whatever the filename says',
])('"%s" is blocked', (title) => {
  expect(failedChecks(title)).not.toEqual([])
})
