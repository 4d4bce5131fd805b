import { expect, test } from 'vitest'
import { checkPeople, checkVulnerability } from '../../src/checks/vulnerability-and-people.ts'
import { classifiedInput } from '../support/check-input.ts'

/**
 * Ordinary bugs and requests that the model was not trained on, some with words ("injection", "token", "bypass") that also occur
 * in reports of vulnerabilities.
 */
const HARMLESS = [
  [
    'Reading stops at a line break inside a string',
    'A string with \\u2028 in it ends the reading. The rest of the message is lost.',
  ],
  [
    'Tool call never comes back after sleep',
    'I close the lid, open it again, and the pending call stays open. A restart helps.',
  ],
  [
    'Too many open files after a day',
    'Each reconnect keeps one handle. After a day the process has no handles left and stops.',
  ],
  [
    'A cancelled request still shows its result',
    'I cancel, the spinner ends, and ten seconds later the result appears anyway.',
  ],
  ['Headers are sent twice', 'With a custom fetch each header is sent twice, so my proxy answers 400.'],
  ['Large images take minutes', 'A picture of 20 MB takes three minutes to show. Encoding seems to be quadratic.'],
  [
    'Wrong session id after a reconnect',
    'After a network change the client keeps the old session id, gets 404, and gives up.',
  ],
  ['Log grows without end', 'Debug output is on by default, so the log file filled my disk over the weekend.'],
  [
    'Unexpected end of JSON input',
    'Happens when the server flushes in the middle of a character. The next message is fine.',
  ],
  [
    'CLI ignores the config in my home folder',
    'It reads only the file in the current folder, although the help says otherwise.',
  ],
  [
    'Retry after 429 comes too early',
    'Retry-After says 30, the client waits 3. It reads the value as tenths of a second, it seems.',
  ],
  ['Race at start-up', 'If two clients connect in the first second, one of them gets no list of tools.'],
  ['The token field loses its value', 'I paste the token, switch the tab, and the field is empty again.'],
  ['401 after an hour', 'The access token expires, the refresh token is there, but no refresh is tried.'],
  [
    'Login window opens behind the editor',
    'The page for signing in opens in the background, so I thought that it hangs.',
  ],
  [
    'Password manager does not fill the form',
    'The field has no autocomplete attribute, so my password manager skips it.',
  ],
  ['Kill the child process on exit', 'When the client ends, the child keeps running. It should be ended, too.'],
  [
    'Injection of the logger does not work',
    'The constructor takes a logger, but the default one is used. Dependency injection fails for all services.',
  ],
  [
    'Escape sequences in the output',
    'Colours are shown as raw codes on Windows. An option to switch them off would help.',
  ],
  ['Attack of the linter on generated code', 'ESLint complains 4,000 times in dist. Please ignore that folder.'],
  ['Deadlock in the test suite', 'The suite stalls on CI with two workers, and never with one.'],
  ['Deny list in the docs is out of date', 'The page lists three tools that were renamed last year.'],
  ['Exploit the cache in list calls', 'We ask for the list of tools on each turn. It could be cached for the session.'],
  ['Overflow of the text in the sidebar', 'Long names of tools run out of the box. Wrap or cut them.'],
  ['Permission denied on npx', 'npx fails with EACCES because the bin file is not executable in the tarball.'],
  ['Fix the leak of handles in the watcher', 'Every change of the file adds a watcher and none is removed.'],
  [
    'Untrusted certificate with a company proxy',
    'Our proxy has its own CA. Setting NODE_EXTRA_CA_CERTS works, but the docs do not say so.',
  ],
  [
    'Client A and client B get their lists mixed up in the demo',
    'The demo uses one variable for both, so the picture in the README is wrong.',
  ],
  ['Bypass the prompt in CI', 'There is no flag to answer yes, so our pipeline waits until it times out.'],
  ['Root path is shown with two slashes', 'On Windows file:///C:// is shown. One slash is enough.'],
] as const

const MAX_BLOCKED = 5

test('few harmless drafts are blocked', () => {
  const blocked = HARMLESS.filter(([title, body]) => {
    const input = classifiedInput({ title, body })
    return [...checkVulnerability(input), ...checkPeople(input)].length > 0
  })
  expect(blocked.length, blocked.map(([title]) => title).join('\n')).toBeLessThanOrEqual(MAX_BLOCKED)
})
