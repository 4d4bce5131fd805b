import { describe, expect, test } from 'vitest'
import { type Format, planRows } from '../../../src/bulk/plan/plan.ts'
import { problemText } from '../../../src/bulk/rows/row.ts'
import { collect, inChunks } from '../../support/chunks.ts'
import { readPlanInChunks } from '../../support/plans.ts'

async function problemsOf(text: string, format: Format) {
  return (await readPlanInChunks(format, text)).flatMap((row) => (row.ok ? [] : row.problems.map(problemText)))
}

describe('each problem names its file, and its line and row if it has them', () => {
  const long = 'x'.repeat(70_000)
  test.each<[string, Format, string, readonly string[]]>([
    ['an empty file', 'csv', '', ['plan.csv: it has no rows, so there is nothing to do']],
    ['only a header', 'csv', 'title,body\n', ['plan.csv: it has no rows, so there is nothing to do']],
    ['no rows', 'yaml', 'rows: []', ['plan.yaml: it has no rows, so there is nothing to do']],
    [
      'an unknown column',
      'csv',
      'title,lables\nA,bug',
      ['plan.csv:1: there is no column "lables"; did you mean "labels"?'],
    ],
    [
      'a column that is similar to no other',
      'csv',
      'title,importance\nA,9',
      [
        'plan.csv:1: a plan has no column "importance". Its columns are key, kind, repo, title, body, template, milestone, type, category, parent, reuse, aiDisclosure, intended, labels, assignees, project, allow, field:ID. Map yours to them, for example with --column title=Summary, and leave out the others with --skip-unknown',
      ],
    ],
    [
      'the same column in two spellings',
      'csv',
      'title,aiDisclosure,ai-disclosure\nA,,',
      ['plan.csv:1: the column "ai-disclosure" appears twice; keep one of them'],
    ],
    [
      'a check that does not exist, and one that cannot be overridden',
      'csv',
      'title,allow\nA,"secret, ai-agent"',
      [
        'plan.csv:2: row 1: allow: "secret" isn\'t a check that can be overridden; did you mean "secrets"?',
        'plan.csv:2: row 1: allow: "ai-agent" isn\'t a check that can be overridden; choices: secrets, vulnerability',
      ],
    ],
    [
      'the same column twice',
      'csv',
      'title,Title\nA,B',
      ['plan.csv:1: the column "Title" appears twice; keep one of them'],
    ],
    [
      'a title with several lines, and a row with too many cells',
      'csv',
      'title,body\n"A\nB",\nA, b, c\nD',
      [
        'plan.csv:2: row 1: title: it has several lines; a title has one',
        'plan.csv:4: row 2: it has 3 cells, but the header has 2: put a cell that contains "," or ";" in quotes',
      ],
    ],
    [
      'a cell in a nameless column',
      'csv',
      'title,\nA,\nB,x',
      ['plan.csv:3: row 2: cell 2 is in a column without a name: name the column in the header'],
    ],
    [
      'a quote left open',
      'csv',
      'title,body\nA,"b\n',
      ['plan.csv:2: row 1: a quote (") is opened in this row and never closed; the rows from here on were not read'],
    ],
    [
      'a binary file',
      'csv',
      '\x7fELF\0\0\n\0,\0\n',
      ['plan.csv:1: it contains a NUL character: save it as UTF-8 text; the rows from here on were not read'],
    ],
    [
      'another encoding',
      'csv',
      'title\nCaf\uFFFD',
      ['plan.csv:2: row 1: it contains a character that is not UTF-8: save the file as UTF-8 text'],
    ],
    [
      'a line that is not JSON',
      'jsonl',
      '{"title":"A"}\n\n{"title":\n["B"]',
      [
        'plan.jsonl:3: row 2: expected one JSON object on this line, such as {"title": "…"}',
        'plan.jsonl:4: row 3: expected one JSON object on this line, such as {"title": "…"}',
      ],
    ],
    [
      'the same key twice in one row',
      'jsonl',
      '{"title":"A","body":"x","body":"y"}\n{"title":"B","body":"x", "body":"x"}\n{"title":"C","fields":{"a":1,"a":2}}',
      [
        'plan.jsonl:1: row 1: the key "body" appears twice; keep one of them',
        'plan.jsonl:2: row 2: the key "body" appears twice; keep one of them',
        'plan.jsonl:3: row 3: the key "a" appears twice; keep one of them',
      ],
    ],
    [
      'the same key in two spellings',
      'jsonl',
      '{"title":"A","labels":["x"],"Labels":["y"]}',
      ['plan.jsonl:1: row 1: the key "Labels" appears twice; keep one of them'],
    ],
    [
      'two answers to one field',
      'jsonl',
      '{"title":"A","field:how":"x","field: how":"y"}\n{"title":"B","field:how":"x","fields":{"how":"y","where":"z"}}',
      [
        'plan.jsonl:1: row 1: field: how: the field "how" already has another answer; keep one of them',
        'plan.jsonl:2: row 2: fields: the field "how" already has another answer; keep one of them',
      ],
    ],
    [
      'two answers to one field in different letter case',
      'yaml',
      '- {title: A, field:OS: x, field:os: y}\n- {title: B, fields: {OS: x, os: y}}',
      [
        'plan.yaml:1: row 1: field:os: the field "os" already has another answer; keep one of them',
        'plan.yaml:2: row 2: fields: the field "os" already has another answer; keep one of them',
      ],
    ],
    [
      'the same key twice in one row',
      'json',
      '[\n{"title": "A",\n"title": "B"}]',
      ['plan.json:3: the key "title" appears twice; keep one of them'],
    ],
    [
      'the same key twice in one row',
      'yaml',
      '- title: A\n  title: B',
      ['plan.yaml:2: it is not YAML: the key "title" appears twice; keep one of them'],
    ],
    [
      'a name that begins with @',
      'yaml',
      '- title: A\n  assignees: [@me]',
      ['plan.yaml:2: it is not YAML: text cannot begin with "@"; put it in quotes'],
    ],
    [
      'a list that a comment cuts',
      'yaml',
      '- title: A\n  labels: [part #1, bug]\n- title: B',
      ['plan.yaml:3: it is not YAML: YAML takes what follows " #" in a list for a comment; put that text in quotes'],
    ],
    [
      'a title that begins with bold text',
      'yaml',
      '- title: **Bug** in the parser',
      ['plan.yaml:1: it is not YAML: text cannot begin with "*"; put all of it in quotes'],
    ],
    [
      'a title that begins with an asterisk',
      'yaml',
      '- title: * Fix the parser',
      ['plan.yaml:1: it is not YAML: text cannot begin with "*"; put it in quotes'],
    ],
    [
      'a title that begins with exclamation marks',
      'yaml',
      '- title: !!! Fix the parser',
      ['plan.yaml:1: it is not YAML: text cannot begin with "!"; put it in quotes'],
    ],
    [
      'a title that begins with a bracket',
      'yaml',
      '- title: [Bug] The parser stops\n  body: x',
      ['plan.yaml:1: it is not YAML: text cannot begin with "["; put all of it in quotes'],
    ],
    [
      'a title that is in brackets',
      'yaml',
      '- title: [Bug]',
      ['plan.yaml:1: row 1: title: expected text; put it in quotes'],
    ],
    [
      'a placeholder at the beginning',
      'yaml',
      '- title: {{ language }} is slow\n- title: B',
      ['plan.yaml:1: it is not YAML: text cannot begin with "{"; put all of it in quotes'],
    ],
    [
      'only a placeholder',
      'yaml',
      '- title: {{ language }}',
      ['plan.yaml:1: row 1: title: expected text; put it in quotes'],
    ],
    [
      'text after a closing quote',
      'yaml',
      '- title: "A" is slow',
      ['plan.yaml:1: it is not YAML: there is text after a closing quote; put all of the text in quotes'],
    ],
    [
      'text with a colon',
      'yaml',
      '- title: docs: fix it',
      ['plan.yaml:1: it is not YAML: text that contains ": " has to be in quotes'],
    ],
    [
      'values of the wrong type',
      'jsonl',
      '{"title":true,"labels":[{}],"lable":1}',
      [
        'plan.jsonl:1: row 1: title: expected text; put it in quotes',
        'plan.jsonl:1: row 1: labels: 0: expected text; put it in quotes',
        'plan.jsonl:1: row 1: there is no column "lable"; did you mean "labels"?',
      ],
    ],
    [
      'keys of another program',
      'jsonl',
      '{"title":"A","number":12,"state":"OPEN","lable":"docs"}',
      [
        'plan.jsonl:1: row 1: there is no column "lable"; did you mean "labels"?',
        'plan.jsonl:1: row 1: a plan has no columns "number", "state". Its columns are key, kind, repo,',
      ],
    ],
    ['text that is not JSON', 'json', '[\n{"title": "A"},\n{]', ['plan.json:3: it is not JSON: ']],
    [
      'JSON with a text without quotes, which may be secret',
      'json',
      '[{"title": hunter2}]',
      ["plan.json: it is not JSON: Unexpected token 'h'"],
    ],
    [
      'YAML with a text that it takes for a block, and that may be secret',
      'yaml',
      '- title: | The password is hunter2',
      ['plan.yaml:1: it is not YAML: text cannot begin with "|"; put all of it in quotes'],
    ],
    [
      'YAML with a text that it takes for a block and its sign',
      'yaml',
      '- title: |- The password is hunter2',
      ['plan.yaml:1: it is not YAML: Not a YAML token'],
    ],
    ['text that is not YAML', 'yaml', 'rows:\n  - title: "A', ['plan.yaml:2: it is not YAML: ']],
    [
      'an unknown key of the plan',
      'yaml',
      'rows:\n  - title: A\ndefault:\n  repo: a/b',
      ['plan.yaml:3: a plan has no key "default"; did you mean "defaults"?'],
    ],
    [
      'an unknown column of a row',
      'yaml',
      'rows:\n  - title: A\n  - title: B\n    lables: x',
      ['plan.yaml:3: row 2: there is no column "lables"; did you mean "labels"?'],
    ],
    ['only a string', 'yaml', 'hello', ['plan.yaml:1: rows: expected a list']],
    ['no title', 'csv', 'title,body\n ,b', ['plan.csv:2: row 1: it has no title']],
    [
      'a long title',
      'jsonl',
      JSON.stringify({ title: '📨'.repeat(257) }),
      ['plan.jsonl:1: row 1: title: it has 257 characters; GitHub accepts at most 256'],
    ],
    [
      'a long body',
      'jsonl',
      JSON.stringify({ title: 'A', body: long }),
      [
        'plan.jsonl:1: row 1: body: it has 70000 characters; GitHub accepts at most 65451, not counting our hidden marker',
      ],
    ],
    [
      'a body and a template',
      'csv',
      'title,body,template\nA,b,c',
      ['plan.csv:2: row 1: it has a body and a template: keep one of them'],
    ],
    [
      'fields without a template',
      'csv',
      'title,field:a\nA,b',
      ['plan.csv:2: row 1: it fills in fields, but names no template: set the template column'],
    ],
    [
      'an invalid repository',
      'csv',
      'title,repo\nA,https://github.com/o/n',
      [`plan.csv:2: row 1: repo: "https://github.com/o/n" isn't a repository: expected owner/name`],
    ],
    [
      'an unknown kind',
      'csv',
      'title,kind\nA,isue',
      [`plan.csv:2: row 1: kind: "isue" isn't a kind of post; did you mean "issue"?`],
    ],
    [
      'a discussion with columns that only issues have',
      'csv',
      'title,kind,milestone,parent\nA,discussion,1,#7',
      ['plan.csv:2: row 1: milestone: a discussion has none', 'plan.csv:2: row 1: parent: a discussion has none'],
    ],
    ['an issue with a category', 'csv', 'title,category\nA,ideas', ['plan.csv:2: row 1: category: an issue has none']],
    [
      'a key that looks like an issue',
      'csv',
      'key,title\n#12,A',
      ['plan.csv:2: row 1: key: "#12" looks like an issue on GitHub; choose another key'],
    ],
    [
      'a key of several lines',
      'jsonl',
      '{"key":"a\\nb","title":"A"}',
      ['plan.jsonl:1: row 1: key: it has to be one line of text'],
    ],
    [
      'a pull request to reuse',
      'csv',
      'title,reuse\nA,https://github.com/o/n/pull/7',
      [
        'plan.csv:2: row 1: reuse: "https://github.com/o/n/pull/7" is not an issue: give the address of an existing issue, or its number, such as #12',
      ],
    ],
    [
      'two rows with the same key',
      'csv',
      'key,title\na,A\nb,B\na,C',
      ['plan.csv:4: row 3: plan.csv:2 has the same key, "a": give this row another key'],
    ],
    [
      'the same post twice, with accents in two Unicode forms',
      'csv',
      `title\n${'Café'.normalize('NFC')}\n${'Café'.normalize('NFD')}`,
      ['plan.csv:3: row 2: plan.csv:2 is the same post'],
    ],
    [
      'a key twice that looks as if it came from a title, with accents in the titles',
      'csv',
      'key,title\n0123456789abcdef0123,Café\n0123456789abcdef0123,Thé',
      ['plan.csv:3: row 2: plan.csv:2 is the same post'],
    ],
    [
      'the same post twice',
      'csv',
      'title,repo\nA,\nA,O/N',
      ['plan.csv:3: row 2: plan.csv:2 is the same post: give this row a key'],
    ],
  ])('%s (%s)', async (_, format, text, expected) => {
    const problems = await problemsOf(text, format)
    expect(problems).toEqual(expected.map((start) => expect.stringContaining(start)))
  })

  test('a row without a repository', async () => {
    const [row] = await collect(planRows(inChunks('title\nA'), { file: 'plan.csv', format: 'csv', repo: null }))
    expect(row?.ok === false && row.problems.map(problemText)).toEqual([
      'plan.csv:2: row 1: it has no repo: name one in the row, or pass --repo owner/name',
    ])
  })
})

test('valid rows are returned along with invalid ones', async () => {
  expect((await readPlanInChunks('csv', 'title,body\nA,\n,text\nC,')).map(({ ok }) => ok)).toEqual([true, false, true])
})
