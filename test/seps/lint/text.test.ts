import { table } from './table.ts'

const words = (count: number) => Array(count).fill('word').join(' ')

table('abstract-length', {
  'too short': { sep: { Abstract: words(12) }, found: ['11:1 warning the abstract has 12 words'] },
  'too long': { sep: { Abstract: words(400) }, found: ['11:1 warning the abstract has 400 words'] },
  'code does not count': { sep: { Abstract: `${words(100)}\n\n\`\`\`\n${words(400)}\n\`\`\`` }, found: [] },
  'neither do comments': { sep: { Abstract: `<!-- ${words(400)} -->\n\n${words(100)}` }, found: [] },
  'empty is something else': { sep: { Abstract: '' }, found: [] },
})

table('motivation', {
  thin: { sep: { Motivation: 'It would be nice.' }, found: ['15:1 warning the motivation has only 4 words'] },
  'in subsections': { sep: { Motivation: `### Today\n\n${words(40)}\n\n### Tomorrow\n\n${words(40)}` }, found: [] },
})

table('compatibility-stated', {
  'only none': { sep: { 'Backward Compatibility': 'N/A' }, found: ['27:1 warning explain why nothing breaks'] },
  'a whole sentence of nothing': { sep: { 'Backward Compatibility': 'There are none.' }, found: ['27:1 warning'] },
  'with a reason': { sep: { 'Backward Compatibility': 'None: only the documentation changes.' }, found: [] },
  'short, but it says something': { sep: { 'Backward Compatibility': 'Everything breaks.' }, found: [] },
})

table('security-stated', {
  'only none': {
    sep: { 'Security Implications': 'None.' },
    found: ['31:1 warning explain why nothing can be misused'],
  },
  'with a reason': { sep: { 'Security Implications': 'None, since no data or rights change.' }, found: [] },
})

table('normative-case', {
  'each of them, with its place': {
    sep: { Specification: 'A host must ask.\n\n- It should not guess,\n  and **shall** stop.' },
    found: [
      '21:8 warning "must" in Specification: write MUST',
      '23:6 warning "should not" in Specification',
      '24:9 warning "shall"',
    ],
  },
  'in a table': { sep: { Specification: '| a | b |\n| --- | --- |\n| x | it must be |' }, found: ['23:10 warning'] },
  'in code, headings and quotations': {
    sep: { Specification: 'Like `must`:\n\n### What it must do\n\n```\nit must\n```\n\n> you must' },
    found: [],
  },
  'in other sections': { sep: { Rationale: 'It must be so.' }, found: [] },
  'in other words': { sep: { Specification: 'A mustard shoulder.' }, found: [] },
  'a process that uses no capitals': { sep: { Type: 'Process', Specification: 'Groups should meet.' }, found: [] },
  'a process that does': {
    sep: { Type: 'Process', Specification: 'They MUST meet, and should talk.' },
    found: ['21:21 warning'],
  },
})

table('heading-levels', {
  'one is left out': {
    sep: { Rationale: 'So.\n\n#### Deep\n\nMore.' },
    found: ['27:1 warning heading of level 4 after one of level 2; use ###'],
  },
  'up again by two': { sep: { Rationale: '### A\n\n#### B\n\nMore.' }, found: [] },
  'in code': { sep: { Rationale: '```\n#### Deep\n```' }, found: [] },
})

table('dead-link', {
  'no such file': {
    sep: { Rationale: 'See [it](./200-gone.md#why).' },
    found: ["25:5 error ./200-gone.md doesn't exist"],
  },
  'by its reference': {
    sep: { Rationale: 'See [it].\n\n[it]: gone.png' },
    found: ["25:5 error gone.png doesn't exist"],
  },
  'it is there': { sep: { Rationale: 'See [it](100-old.md) and [why](100-old.md#why).' }, found: [] },
  elsewhere: {
    sep: { Rationale: '[a](https://example.com/x.md) [b](/community/x) [c](#abstract) <mailto:a@example.com>' },
    found: [],
  },
  'a link in a footnote': { sep: { Rationale: 'So.[^a]\n\n[^a]: [sdk#1](https://example.com/1).' }, found: [] },
  'nobody can look': { sep: { Rationale: '[it](gone.md)' }, facts: { present: null }, found: [] },
})

table('sep-known', {
  'no such number': {
    sep: { Rationale: 'As in SEP-999 and SEP-100, and SEP-999.' },
    found: ["25:7 warning SEP-999 doesn't exist"],
  },
  'linked elsewhere': { sep: { Rationale: '[SEP-999](https://github.com/example/spec/pull/999)' }, found: [] },
  itself: { sep: { heading: '# SEP-321: Icons', Rationale: 'SEP-321 says' }, found: [] },
  'in code': { sep: { Rationale: '`SEP-999`' }, found: [] },
  'nobody can look': { sep: { Rationale: 'SEP-999' }, facts: { seps: null }, found: [] },
})

table('guidance-left', {
  'beside own words': {
    sep: { Rationale: '<!-- mcp-comms: why is it done so? -->\n\nSo.' },
    found: ['25:1 warning this guidance comment is no longer needed'],
    fixed: '## Rationale\n\nSo.\n',
  },
  'where nothing is written yet': { sep: { Rationale: '<!-- mcp-comms: why? -->' }, found: [] },
  "somebody else's comment": { sep: { Rationale: '<!-- cspell:ignore sep -->\n\nSo.' }, found: [] },
  'in the middle of a line': { sep: { Rationale: 'So <!-- mcp-comms: x -->.' }, found: [] },
})
