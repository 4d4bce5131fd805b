import { markBlocked } from '../../../src/seps/draft.ts'
import { findMdxFaults } from '../../../src/seps/lint/mdx.ts'
import { sepDraft } from '../../support/sep-draft.ts'
import { testRule } from './table.ts'

const words = (count: number) => Array(count).fill('word').join(' ')

testRule('abstract-length', {
  'too short': { sep: { Abstract: words(12) }, found: ['11:1 warning the abstract has 12 words'] },
  'too long': { sep: { Abstract: words(400) }, found: ['11:1 warning the abstract has 400 words'] },
  'code does not count': { sep: { Abstract: `${words(100)}\n\n\`\`\`\n${words(400)}\n\`\`\`` }, found: [] },
  'comments do not count': { sep: { Abstract: `<!-- ${words(400)} -->\n\n${words(100)}` }, found: [] },
  'empty, which another rule reports': { sep: { Abstract: '' }, found: [] },
})

testRule('motivation', {
  'in a script without spaces, where two characters count as a word': {
    sep: { Motivation: '目前的协议没有图标,客户端无法显示工具。'.repeat(8) },
    found: [],
  },
  'too short in such a script': {
    sep: { Motivation: '没有图标,用户 cannot see 工具。' },
    found: ['15:1 warning the motivation has only 6 words'],
  },
  'too short': { sep: { Motivation: 'It would be nice.' }, found: ['15:1 warning the motivation has only 4 words'] },
  'words in subsections count': {
    sep: { Motivation: `### Today\n\n${words(40)}\n\n### Tomorrow\n\n${words(40)}` },
    found: [],
  },
})

testRule('compatibility-stated', {
  'nothing but "none"': {
    sep: { 'Backward Compatibility': 'N/A' },
    found: ['27:1 warning explain why nothing breaks'],
  },
  'a sentence without a reason': { sep: { 'Backward Compatibility': 'There are none.' }, found: ['27:1 warning'] },
  'with a reason': { sep: { 'Backward Compatibility': 'None: only the documentation changes.' }, found: [] },
  'short, but more than "none"': { sep: { 'Backward Compatibility': 'Everything breaks.' }, found: [] },
})

testRule('security-stated', {
  'nothing but "none"': {
    sep: { 'Security Implications': 'None.' },
    found: ['31:1 warning explain why nothing can be misused'],
  },
  'with a reason': { sep: { 'Security Implications': 'None, since no data or rights change.' }, found: [] },
})

testRule('normative-case', {
  'each lower-case keyword, with its position': {
    sep: { Specification: 'A host must ask.\n\n- It should not guess,\n  and **shall** stop.' },
    found: [
      '21:8 warning "must" in Specification: write MUST',
      '23:6 warning "should not" in Specification',
      '24:9 warning "shall"',
    ],
  },
  'a capital at the start of the keyword': {
    sep: { Specification: 'Clients Must ask, and Should Not guess.\n\n- Servers Should wait.' },
    found: [
      '21:9 warning "Must" in Specification: write MUST',
      '21:23 warning "Should Not" in Specification: write SHOULD NOT',
      '23:11 warning "Should"',
    ],
  },
  'a capital in a title or a question, or at the start of a sentence': {
    sep: {
      Specification: [
        '**Clients Must Validate Tokens**',
        'A server MUST wait. Should a client fail, it waits too.',
        'A server MUST check each token (Should one expire, it asks again).',
        'Must clients ask? Must-have fields come first, and the Must items of a plan.',
      ].join('\n\n'),
    },
    found: [],
  },
  'a requirement on a named party, in several phrasings': {
    sep: {
      Specification: [
        'Servers implementing icons should send them.',
        'When it is missing, all clients must wait; the `icons` field must be a list.',
        'Tool authors _should_ keep them small.',
        'Clients and servers must not cache it, and MUST NOT keep it.',
        'Before that, the\nhost\nmust ask.',
        'A host must work without it. It must be noted that this is rare.',
      ].join('\n\n'),
    },
    found: [
      '21:28 warning',
      '23:33 warning',
      '23:62 warning',
      '25:15 warning',
      '27:21 warning "must not"',
      '31:1 warning',
      '33:8 warning',
    ],
  },
  'an expectation, a possibility or an aside, not a requirement': {
    sep: {
      Specification: [
        'Both clients should end up with the same icon.',
        'It should be noted that this is rare. The host should already know it.',
        'A client should be able to see it. Responses should look alike. This should work.',
        'Servers need not send it, and clients need not ask.',
        'Implementers should read the other SEP first. This SEP should not change that.',
      ].join('\n\n'),
    },
    found: [],
  },
  'what only describes a requirement': {
    sep: {
      Specification: [
        'It declares what the client must present, and whether a server should ask.',
        'The MAY means that clients must cope. A substring that must appear in the input.',
        'Deployments must wait. The user must confirm it. No client must wait.',
        'Must a client ask? Who must answer, the server must not say?',
        '**Rationale**: Icons should not leak. The server must not send them.',
        'For example, the server must answer at once.',
      ].join('\n\n'),
    },
    found: [],
  },
  'in tables, code, headings and quotations': {
    sep: {
      Specification:
        '| a | b |\n| --- | --- |\n| x | the client must |\n\nLike `must`:\n\n### What clients must do\n\n```\nclients must\n```\n\n> clients must\n\nThe text says "clients must wait" today.',
    },
    found: [],
  },
  'in a subsection of examples': {
    sep: {
      Specification: 'So.\n\n### Examples\n\nA host must ask.\n\n#### One\n\nIt must.\n\n### Rules\n\nA host must ask.',
    },
    found: ['33:8 warning'],
  },
  'in other sections': { sep: { Rationale: 'A client must ask.' }, found: [] },
  'inside other words': { sep: { Specification: 'A mustard shoulder.' }, found: [] },
  'a Process SEP without capitals': { sep: { Type: 'Process', Specification: 'Groups should meet.' }, found: [] },
  'a Process SEP with capitals': {
    sep: { Type: 'Process', Specification: 'They MUST meet, and should talk. Maintainers must come.' },
    found: ['21:21 warning', '21:46 warning'],
  },
})

testRule('heading-levels', {
  'a skipped level': {
    sep: { Rationale: 'So.\n\n#### Deep\n\nMore.' },
    found: ['27:1 warning heading of level 4 after one of level 2; use ###'],
  },
  'from level 4 back to level 2': { sep: { Rationale: '### A\n\n#### B\n\nMore.' }, found: [] },
  'of a required section, which another rule reports': {
    text: sepDraft().replace('## Abstract', '### Abstract'),
    found: [],
  },
  'in code': { sep: { Rationale: '```\n#### Deep\n```' }, found: [] },
})

testRule('dead-link', {
  'no such file': {
    sep: { Rationale: 'See [it](./200-gone.md#why).' },
    found: ["25:5 error ./200-gone.md doesn't exist"],
  },
  'in a reference link': {
    sep: { Rationale: 'See [it].\n\n[it]: gone.png' },
    found: ["25:5 error gone.png doesn't exist"],
  },
  'a word that looks like an address to the parser': {
    sep: { Rationale: '- [SEP-100]: Icons\n\nSee [SEP-100].' },
    found: [],
  },
  'a word as the address of a link': {
    sep: { Rationale: 'See [it](Icons).' },
    found: ["25:5 error Icons doesn't exist"],
  },
  'an existing file': { sep: { Rationale: 'See [it](100-old.md) and [why](100-old.md#why).' }, found: [] },
  'not a relative link': {
    sep: { Rationale: '[a](https://example.com/x.md) [b](/community/x) [c](#abstract) <mailto:a@example.com>' },
    found: [],
  },
  'a link in a footnote': { sep: { Rationale: 'So.[^a]\n\n[^a]: [sdk#1](https://example.com/1).' }, found: [] },
  'the existing files are unknown': { sep: { Rationale: '[it](gone.md)' }, facts: { existingPaths: null }, found: [] },
})

testRule('sep-known', {
  'no such number': {
    sep: { Rationale: 'As in SEP-999 and SEP-100, and SEP-999.' },
    found: ["25:7 warning SEP-999 isn't in the SEP folder"],
  },
  'linked to a pull request': { sep: { Rationale: '[SEP-999](https://github.com/example/spec/pull/999)' }, found: [] },
  itself: { sep: { heading: '# SEP-321: Icons', Rationale: 'SEP-321 says' }, found: [] },
  'in code': { sep: { Rationale: '`SEP-999`' }, found: [] },
  'the existing SEPs are unknown': { sep: { Rationale: 'SEP-999' }, facts: { sepNumbers: null }, found: [] },
})

testRule('guidance-left', {
  "beside the author's own words": {
    sep: { Rationale: '<!-- mcp-comms: why is it done so? -->\n\nSo.' },
    found: ['25:1 warning this guidance comment is no longer needed'],
    fixed: '## Rationale\n\nSo.\n',
  },
  'directly below words that would become a heading': {
    sep: { Rationale: 'So.\n<!-- mcp-comms: why? -->\n\n---\n\nMore.' },
    found: ['26:1 warning'],
    fixed: '## Rationale\n\nSo.\n\n---\n\nMore.\n',
  },
  'between words without an empty line': {
    sep: { Rationale: 'So.\n<!-- mcp-comms: why? -->\n---\n\nMore.' },
    found: ['26:1 warning'],
    fixed: '## Rationale\n\nSo.\n\n---\n\nMore.\n',
  },
  'two comments on a line': {
    sep: { Rationale: '<!-- mcp-comms: why? --> <!-- mcp-comms: how? -->\n\nSo.' },
    found: ['25:1 warning'],
    fixed: '## Rationale\n\nSo.\n',
  },
  "the author's words or comments on the same line": {
    sep: { Rationale: '<!-- mcp-comms: why? --> So. <!-- b -->\n\n<!-- mcp-comms: how? --> <!-- mine -->\n\nSo.' },
    found: [],
  },
  'without its end, so that it has the words up to the next comment in it': {
    sep: { Rationale: '<!-- mcp-comms: why?\n\nSo.\n\n## Notes\n\nMore.\n\n<!-- mcp-comms: how? -->\n\nYes.' },
    found: [],
  },
  'without its end, above words that end with an arrow': {
    sep: { Rationale: '<!-- mcp-comms: why?\n\nSo, as in A -->\n\nB.' },
    found: [],
  },
  'in an empty section': { sep: { Rationale: '<!-- mcp-comms: why? -->' }, found: [] },
  "somebody else's comment": { sep: { Rationale: '<!-- cspell:ignore sep -->\n\nSo.' }, found: [] },
  'in the middle of a line': { sep: { Rationale: 'So <!-- mcp-comms: x -->.' }, found: [] },
  'the comment that blocks the SEP': { text: markBlocked(sepDraft({ Rationale: 'So.' })), found: [] },
})

testRule('abstract-heading', {
  'with a number': {
    text: sepDraft().replace('## Abstract', '## 2. Abstract'),
    found: ['11:1 error write exactly "## Abstract"'],
    fixed: '\n## Abstract\n',
  },
  'in bold': { text: sepDraft().replace('## Abstract', '## **Abstract**'), found: ['11:1'], fixed: '\n## Abstract\n' },
  'with a link, which a fix must not remove': {
    text: sepDraft().replace('## Abstract', '## [Abstract](https://example.org)'),
    found: ['11:1'],
  },
  'with another name': {
    text: sepDraft().replace('## Abstract', '## Summary'),
    found: ['11:1'],
    fixed: '\n## Abstract\n',
  },
  'two spaces': { text: sepDraft().replace('## Abstract', '##  Abstract'), found: ['11:1'], fixed: '\n## Abstract\n' },
  'a level too high': { text: sepDraft().replace('## Abstract', '# Abstract'), found: ['11:1 error'] },
  'the same words before it': {
    text: sepDraft().replace('## Abstract', '<!-- ## Abstract -->\n\n## Abstract'),
    found: ['11:6 error the page begins at this'],
  },
  'a level too low, which the site accepts': { text: sepDraft().replace('## Abstract', '### Abstract'), found: [] },
  'a space at the end': { text: sepDraft().replace('## Abstract', '## Abstract '), found: [] },
  'no abstract at all, which another rule reports': { sep: { Abstract: null }, found: [] },
})

const json = (text: string, lang = 'json') => ({ Specification: `\`\`\`${lang}\n${text}\n\`\`\`` })

testRule('json-valid', {
  'the quotation marks of a text processor': {
    sep: json('{ “a”: “https://example.org” }'),
    found: ['22:1 warning this JSON cannot be parsed: it has typographic quotation marks; write "'],
    fixed: '```json\n{ "a": "https://example.org" }\n```',
  },
  'quotation marks of both kinds, of which a fix cannot know the meaning': {
    sep: json('{ “a”: "so “said”" }'),
    found: ['22:1 warning this JSON cannot be parsed: it has typographic quotation marks'],
  },
  'typographic quotation marks in a text': { sep: json('{ "a": "“b”" }'), found: [] },
  'a trailing comma': {
    sep: json('{\n  "a": 1,\n}'),
    found: ['23:3 warning this JSON cannot be parsed: it has a comma after the last value'],
  },
  'a key without quotes': { sep: json('{ icons: [] }'), found: ['22:1 warning'] },
  'a comment': {
    sep: json('{\n  "a": 1 // one\n}'),
    found: ['23:3 warning this JSON cannot be parsed: it has a comment'],
  },
  'something left out': {
    sep: json('{\n  "a": { ... }\n}'),
    found: ['23:3 warning this JSON cannot be parsed: something'],
  },
  'a member without its object': {
    sep: json('"a": { "b": 1 }'),
    found: ['22:1 warning this JSON cannot be parsed: it is a member'],
  },
  'two values': {
    sep: json('{ "a": 1 }\n{ "a": 2 }'),
    found: ['23:1 warning this JSON cannot be parsed: it has more than one'],
  },
  'in a list': {
    sep: { Specification: '- So:\n\n  ```json\n  {\n    "a": x\n  }\n  ```' },
    found: ['23:3 warning'],
  },
  'in capitals': { sep: json('{', 'JSON'), found: ['22:1 warning'] },
  'valid, with slashes and dots in strings': {
    sep: json('{ "url": "https://example.com/...", "list": [1, 2.5e3, null] }'),
    found: [],
  },
  'another language': { sep: json('{ a: 1, // one\n}', 'jsonc'), found: [] },
  'no language': { sep: json('{ a: 1 }', ''), found: [] },
  empty: { sep: json(' '), found: [] },
})

const mdx = (text: string) => ({ sep: { Rationale: text }, facts: { findMdxFaults } })

testRule('mdx-valid', {
  'a comment': {
    ...mdx('So <!-- not yet -->.'),
    found: ['25:5 error the page cannot be built, because this is not MDX: MDX has no <!-- comments -->; remove this'],
  },
  'an email address': { ...mdx('Ask <ada@example.org>.'), found: ['MDX: an address in < > reads as a tag; write ['] },
  'an address in angle brackets': { ...mdx('See <https://example.org>.'), found: ['25:12 error'] },
  'an element without a closing tag, in a later line of its paragraph': {
    ...mdx('One,\ntwo<br>three.'),
    found: ['26:4 error the page cannot be built, because this is not MDX: <br> is not closed; write <br />'],
  },
  'a tag that is not opened': { ...mdx('One</b> two.'), found: ['25:5 error'] },
  'a type with a parameter, after one in code': {
    ...mdx('`<string>`\n\n| a |\n| --- |\n| It is an Array<string> |'),
    found: [
      '29:17 error the page cannot be built, because this is not MDX: <string> reads as a tag that is not closed;',
    ],
  },
  'a comparison': {
    ...mdx('If a <= b.'),
    found: ['25:7 error the page cannot be built, because this is not MDX: this <'],
  },
  'a brace that is never closed': { ...mdx('Send { now.'), found: ['MDX: a { before it is never closed; put it into'] },
  'braces around words': {
    ...mdx('It is {not JavaScript}.'),
    found: ['25:11 error the page cannot be built, because this is not MDX: MDX reads this as JavaScript'],
  },
  'a tag that does not end before its cell of a table': {
    ...mdx('| a | b |\n| --- | --- |\n| <x | y |'),
    found: ['MDX: a < before it begins a tag that never ends; put it into backticks, or write \\<'],
  },
  'an object': { ...mdx('Send {"a": 1}.'), found: ['25:10 error'] },
  'the anchor of a text processor': {
    ...mdx('### Why {#why}\n\nSo.'),
    found: ['25:10 error the page cannot be built, because this is not MDX: MDX has no {#why}; remove it'],
  },
  'JSON outside of code, before a long text with braces': {
    ...mdx(`{\n  "a": 1\n}\n\n${`${words(20)} {a}\n\n`.repeat(100)}`),
    found: ['26:6 error the page cannot be built, because this is not MDX: MDX reads this as JavaScript'],
  },
  'several places': {
    ...mdx(
      'So <!-- x\n\nor {a b} -->.\n\nAsk <ada@example.org>,\nor <br>.\n\n- a {b c}\n- a { b\n- `{a b}`\n\n| a |\n| --- |\n| <5 |\n\nOne<br>two.\n\nA Map<string>.\n\n```\n{a b}\n```',
    ),
    found: [
      '25:5',
      '29:9',
      '32:7',
      '33:8',
      '38:4',
      '40:4 error the page cannot be built, because this is not MDX: <br>',
      '42:6 error',
    ],
  },
  'a place between tags that belong together': {
    ...mdx('<details>\n\nSo {a b}.\n\n</details>\n\n<b>{c d}\ne</b>'),
    found: ['27:6', '31:6'],
  },
  'a tag whose closing one is in a passage with a fault': {
    ...mdx('<details> {a b}\n\nSo.\n\n</details>\n\n<div>\n\n</div> {c d}'),
    found: ['25:13', '33:10'],
  },
  'a comment of several passages': { ...mdx('{/* a\n\n{b c} */}\n\nSo {a b}.'), found: ['29:6'] },
  'in the preamble, which is not copied to the page': {
    facts: { findMdxFaults },
    text: sepDraft({ 'Author(s)': 'Ada <ada@example.org> (@ada)' }),
    found: [],
  },
  'valid MDX': {
    ...mdx(
      'a < b, `Array<string>`, `{a b}`, \\{a b}, \\<b, {name}, <br />, <b>so</b>\n\n```\n<ada@example.org> {a b}\n```\n\n| a | b |\n| --- | --- |\n| `{` | x |',
    ),
    found: [],
  },
  'our own guidance, which another rule reports': { ...mdx('<!-- mcp-comms: why? -->'), found: [] },
  'without the MDX parser': { sep: { Rationale: 'So <!-- x -->.' }, found: [] },
})

testRule('link-definition', {
  'a word instead of an address': {
    sep: { Rationale: '- [SEP-100]: Icons\n\nSee [SEP-100].' },
    found: ['25:3 error this line is not shown: it makes every [SEP-100] a link to "Icons"'],
  },
  'a type': { sep: { Rationale: '[key]: string\n\nSee [key].' }, found: ['25:1 error'] },
  'a second address': {
    sep: { Rationale: '[a]\n\n[a]: https://example.com/1\n[a]: https://example.com/2' },
    found: ['28:1 error line 27 already defines [a] with another address'],
  },
  'the same address again': { sep: { Rationale: '[a]\n\n[a]: #x\n[a]: #x' }, found: [] },
  'valid addresses': {
    sep: { Rationale: '[a] [b] [c] [d]\n\n[a]: https://example.com\n[b]: ../docs/x\n[c]: 100-old.md\n[d]: #why' },
    found: [],
  },
  'a footnote': { sep: { Rationale: 'So.[^a]\n\n[^a]: Icons' }, found: [] },
  'no definition': { sep: { Rationale: '[SEP-100]: Icons for tools are new.' }, found: [] },
})
