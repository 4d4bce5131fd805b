import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPlaceholders } from '../../src/checks/placeholders.ts'
import { markerFor } from '../../src/text/added-lines.ts'
import { anyCharacter } from '../support/any-character.ts'
import { inputWith } from '../support/check-input.ts'

const PLAIN = 'The client never reconnects after the server has closed the stream.'

function findingsIn(body: string, title = 'The client never reconnects') {
  return checkPlaceholders(inputWith({ draft: { body, title } }))
}

describe('blocks text without content, text of a template and placeholders', () => {
  test.each([
    ['no text', '', 10, /the text says almost nothing/],
    ['white space', ' \n\t\n', 10, /the text says almost nothing/],
    ['Ok', 'Ok', 10, /almost nothing/],
    ['a test', 'test issue', 10, /almost nothing/],
    ['dots', '...', 10, /almost nothing/],
    ['only a comment', '<!-- Please describe what goes wrong and how -->', 10, /almost nothing/],
    ['only our own marker', markerFor('0f8fad5b'), 10, /almost nothing/],
    ['only headings', '## What happened to the client\n\n## What should have happened', 10, /almost nothing/],
    ['only ticks', '- [x] I have searched the other issues first\n- [ ] I would fix it', 10, /almost nothing/],
    ['nothing answered', '### Version\n\n_No response_\n\n### Steps\n\n_No response_', 10, /almost nothing/],
    ['a table without words', '| | |\n|---|:-:|\n| | |', 10, /almost nothing/],
    [
      "the description of GitHub's template",
      'A clear and concise description of what the bug is.',
      10,
      /comes from the template/,
    ],
    ["the steps of GitHub's template", `${PLAIN}\n1. Go to '...'`, 11, /comes from the template/],
    [
      "the steps of GitHub's template with other quotation marks",
      `${PLAIN}\n2. Click on “…`,
      11,
      /comes from the template/,
    ],
    [
      "the heading of GitHub's template for steps",
      `${PLAIN}\nSteps to reproduce the behavior:`,
      11,
      /comes from the template/,
    ],
    [
      "the sentence of GitHub's template about screenshots",
      `${PLAIN}\nIf applicable, add screenshots to help explain your problem.`,
      11,
      /comes from the template/,
    ],
    [
      "the sentence of GitHub's template about context",
      `${PLAIN}\nAdd any other context about the problem here.`,
      11,
      /comes from the template/,
    ],
    [
      "the sentence of GitHub's template about frustration",
      `${PLAIN}\nI'm always frustrated when [...]`,
      11,
      /comes from the template/,
    ],
    ["the placeholder of GitHub's example form", `${PLAIN}\nTell us what you see!`, 11, /comes from the template/],
    ["the default answer of GitHub's example form", `${PLAIN}\n\nA bug happened!`, 12, /comes from the template/],
    ['filler text', `${PLAIN}\nLorem ipsum dolor sit amet`, 11, /comes from the template/],
    ['an instruction', `${PLAIN}\nYour text here`, 11, /comes from the template/],
    ['an instruction to replace text', `${PLAIN}\nReplace this text with yours`, 11, /comes from the template/],
    ['a whole line in brackets', `${PLAIN}\n<describe the problem>`, 11, /"<describe the problem>" is a placeholder/],
    ['a line in brackets, in bold and in a list', `${PLAIN}\n- **<your name>**`, 11, /"<your name>" is a placeholder/],
    ['square brackets', `${PLAIN}\n[insert your answer]`, 11, /"\[insert your answer\]" is a placeholder/],
    ['a variable of a plan', `${PLAIN}\n{{repo}}`, 11, /"\{\{repo\}\}" is a placeholder/],
    ['a to-do mark', `${PLAIN}\nTODO`, 11, /"TODO" is a placeholder/],
    ['a to-do mark in bold', `${PLAIN}\n**TODO**`, 11, /^"TODO" is a placeholder/],
    ['a to-do mark in a list', `${PLAIN}\n1. tbd.`, 11, /"tbd\." is a placeholder/],
    ['a to-do mark after a fence inside a comment', `${PLAIN}\n<!--\n~~~\n-->\nTODO`, 14, /"TODO" is a placeholder/],
    ['a to-do mark deep in a list', `${PLAIN}\n   10.   TODO`, 11, /^"TODO" is a placeholder/],
    ['a template sentence deep in a list', `${PLAIN}\n   1. Go to '...'`, 11, /comes from the template/],
    ['a row of Xs', `${PLAIN}\n> XXXX`, 11, /"XXXX" is a placeholder/],
  ])('%s', (_, body, line, message) => {
    expect(findingsIn(body)).toContainEqual(
      expect.objectContaining({
        check: 'placeholders',
        severity: 'block',
        line,
        message: expect.stringMatching(message),
        fix: expect.stringMatching(/\w\.$/),
      }),
    )
  })

  test.each([
    ['blanks', '  ', /^the title is empty$/],
    ['a prefix', '[Bug]: ', /^the title "\[Bug\]:" says almost nothing$/],
    ['words of a form', 'bug report', /^the title "bug report" says/],
    ['a to-do mark', 'TODO', /^the title "TODO" says/],
    ['a placeholder', '<title>', /^the title "<title>" says/],
    ['a number', '400', /^the title "400" says/],
    ['a state', 'closed', /^the title "closed" says/],
    ['a call for help', 'Help me!!!', /^the title "Help me!!!" says/],
    ['dots', '...', /^the title "\.\.\." says/],
    ['an address', 'https://example.org/a?b=c', /^the title "https:\/\/example\.org\/a\?b=c" says/],
  ])('a title that is only %s', (_, title, message) => {
    expect(findingsIn(PLAIN, title)).toEqual([
      {
        check: 'placeholders',
        code: 'meaningless-title',
        severity: 'block',
        message: expect.stringMatching(message),
        line: 3,
        fix: 'Name the subject and what is wrong or wanted, in one line.',
      },
    ])
  })
})

test.each([
  'Closed connections stay in the pool',
  'HTTP 400 after a retry',
  '重试失败',
  'Error in the parser',
  'Broken link in https://example.org',
])('accepts a title with a subject: %s', (title) => {
  expect(findingsIn(PLAIN, title)).toEqual([])
})

describe('warns about what may be left over from a template, or not written yet', () => {
  test.each([
    [
      'a comment beside an answer',
      `${PLAIN}\n<!-- Add a log -->`,
      11,
      /^readers cannot see this comment .*, which a template may have left$/,
    ],
    ['a comment over two lines', `<!-- Add\na log -->\n${PLAIN}`, 10, /this comment/],
    ['a comment that is not closed', `${PLAIN}\n<!-- Add`, 11, /this comment/],
    ['a to-do mark with a colon', `${PLAIN} TODO: add the log`, 10, /"TODO:" is a placeholder/],
    ['a to-do mark as an answer', `${PLAIN}\nVersion: TBD`, 11, /": TBD" is a placeholder/],
    ['a to-do mark after a dash', `${PLAIN}\nVersion - XXX.`, 11, /"- XXX\." is a placeholder/],
    ['an example', `${PLAIN}\nOS: [e.g. iOS]`, 11, /"\[e\.g\. iOS\]" is a placeholder/],
    ['words in brackets', `${PLAIN} On <operating system>.`, 10, /"<operating system>" is a placeholder/],
    ['an ellipsis in brackets', `${PLAIN} On <v…>.`, 10, /"<v…>" is a placeholder/],
    ['a heading over nothing', `${PLAIN}\n\n## Log\n`, 12, /nothing under the heading "Log"/],
    ['a heading before another', `## Version\n## Text\n${PLAIN}`, 10, /nothing under the heading "Version"/],
    [
      'a heading with code',
      `${PLAIN}\n## Output of \`mcp version\``,
      11,
      /nothing under the heading "Output of `mcp version`"/,
    ],
    ['a heading over a comment', `${PLAIN}\n## Log\n<!-- paste it -->`, 11, /nothing under the heading "Log"/],
  ])('%s', (_, body, line, message) => {
    expect(findingsIn(body)).toContainEqual(
      expect.objectContaining({
        severity: 'warn',
        line,
        message: expect.stringMatching(message),
        fix: expect.stringMatching(/\w\.$/),
      }),
    )
    expect(findingsIn(body).filter(({ severity }) => severity === 'block')).toEqual([])
  })
})

describe('accepts what the author wrote', () => {
  test.each([
    ['plain words', PLAIN],
    ['three words', 'It crashes now'],
    ['another script', '客户端在服务器关闭流之后不会重新连接'],
    ['expressions of a workflow', `${PLAIN} It is ${'$'}{{ github.head_ref }} or {{SOME_VARIABLE}}.`],
    ['a stack trace', `${PLAIN}\n#\tgithub.com/o/r.Read+0x84`],
    ['Japanese', 'ページネーションの説明はどこ'],
    ['a few words and code', 'Zed ignores `isError: true`'],
    ['Cyrillic', 'Клиент не переподключается'],
    ['a log and nothing else', '```\nError: closed\n```'],
    ['a picture and nothing else', '![screen](https://example.com/a.png)'],
    ['a link and nothing else', 'https://example.com/log'],
    ['types', `${PLAIN} It returns Promise<void> and Map<string, Tool list>.`],
    ['a type on its own', `${PLAIN} A <T, U> is inferred.`],
    [
      'HTML',
      `<details><summary>Log</summary>\n\n${PLAIN}\n\n</details>\n<br />\n<img width="3" src="x">\nPress <kbd>Ctrl c</kbd>`,
    ],
    ['HTML with attributes', `<details open>\n${PLAIN}\n</details>\n<p align="center">`],
    ['an address in brackets', `${PLAIN} See <https://example.com/a b> and <bob@example.com>.`],
    ['one word in brackets', `${PLAIN} Set <server> first.`],
    ['a comparison', `${PLAIN} It is < 3 and > 1.`],
    ['code between backticks', `${PLAIN} Call \`get <your id>\` or \`TODO: x\`.`],
    ['code in a fence', `${PLAIN}\n~~~ts\n// TODO: later\n<your name>\n<!-- x -->\n~~~`],
    ['code in a longer fence', `${PLAIN}\n\`\`\`\`md\n\`\`\`\n<your name>\n\`\`\`\n\`\`\`\``],
    ['a fence that names its language oddly', `${PLAIN}\n~~~ <your language>\nx\n~~~`],
    ['code in a list', `- ${PLAIN}\n  \`\`\`\n  TODO\n  \`\`\``],
    ['a comment inside code', `${PLAIN} Write \`<!-- x -->\`.`],
    ['our marker', `${PLAIN}\n\n${markerFor('0f8fad5b')}`],
    ['the word TODO in bold in a sentence', `${PLAIN}\nIt says **TODO** there, and **TODO** here.`],
    ['the word TODO in a sentence', `${PLAIN} There is a TODO in the code about it, and XXX-1 too.`],
    ['links with such words', `${PLAIN} See [your server](https://example.com), [describe][1] and [todo]: x`],
    ['ticks beside an answer', `${PLAIN}\n- [x] I have searched`],
    ['a heading over a deeper one', `## Report\n### Text\n${PLAIN}`],
    ['a heading over code', `## Log\n\`\`\`\nx\n\`\`\`\n`],
    ['a heading inside code', `${PLAIN}\n\`\`\`\n# comment\n\`\`\``],
    ['a hash that is not a heading', `${PLAIN}\n#12\n####### seven`],
    ['an optional field without an answer', `### Text\n\n${PLAIN}\n\n### Log\n\n_No response_`],
    ["words of GitHub's template in another sentence", 'I miss a concise description of what roots are.'],
    ['steps that the author wrote', '1. Go to the settings\n2. Click on Save\n3. It fails'],
  ])('%s', (_, body) => expect(findingsIn(body)).toEqual([]))

  test.each(['登录失败', 'Bug in roots', '[Bug]: roots', 'TODO comments in the template', 'Support for <details>'])(
    'the title "%s"',
    (title) => expect(findingsIn(PLAIN, title)).toEqual([]),
  )
})

test('a comment of several lines is one finding, and a hash after it is not a heading', () => {
  const messages = findingsIn(`<!--\na\n\n--># ${PLAIN}`).map(({ line, message }) => `${line} ${message}`)
  expect(messages).toEqual([expect.stringMatching(/^10 readers cannot see/)])
})

test('Windows line endings make no difference', () => {
  const body = `## Log\r\n\`\`\`sh\r\nTODO\r\n\`\`\`\r\n${PLAIN}\r\n<!-- x -->\r\nTODO\r\n`
  expect(findingsIn(body).map(({ severity, line }) => [severity, line])).toEqual([
    ['warn', 15],
    ['block', 16],
  ])
})

test('any text is checked without an error, and in linear time', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (body) => {
      for (const { line } of findingsIn(body)) expect(line).toBeGreaterThan(0)
    }),
  )
  for (const unit of [
    '`',
    '<',
    '<!--',
    '[your ',
    '{{ ',
    '~~~\n',
    '# \n',
    '- [x] ',
    '<a ',
    '**',
    '\t',
    '- ',
    'TODO',
    'a\n',
  ])
    findingsIn(unit.repeat(65_536 / unit.length))
})
