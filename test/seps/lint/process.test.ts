import { table } from './table.ts'

const NUMBERED = { facts: { fileName: '321-icons.md', final: true } } as const
const FINAL = { heading: '# SEP-321: Icons', Status: 'Final', Sponsor: '@grace' }

table('prototype-linked', {
  'no link': {
    sep: { 'Reference Implementation': 'There is one on my disk.' },
    found: ['35:1 warning no prototype is linked'],
  },
  'only the documentation': {
    sep: { 'Reference Implementation': 'See https://modelcontextprotocol.io/community/sep-guidelines' },
    found: ['35:1 warning'],
  },
  'accepted without': { sep: { Status: 'Accepted', 'Reference Implementation': 'Soon.' }, found: ['35:1 error'] },
  'in short': { sep: { 'Reference Implementation': 'See example/icons#12.' }, found: [] },
  'a process has none': { sep: { Type: 'Process', 'Reference Implementation': 'Not needed.' }, found: [] },
  'none is needed, with a reason': {
    sep: { 'Reference Implementation': 'No implementation is needed, since the text only says what is done today.' },
    found: [],
  },
})

table('consensus-linked', {
  nothing: {
    sep: {
      'Working Group': null,
      Rationale: 'Everybody wants it.',
      'Reference Implementation': 'On https://example.com',
    },
    found: ['22:1 warning'],
  },
  'only its own pull request': {
    sep: {
      'Working Group': null,
      PR: 'https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9',
      Rationale: 'See https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9',
      'Reference Implementation': 'On https://example.com',
    },
    found: ['22:1 warning'],
  },
  'a talk on Discord': {
    sep: {
      'Working Group': null,
      Rationale: '[Thread](https://discord.com/channels/1/2)',
      'Reference Implementation': '…',
    },
    found: [],
  },
  'a group': { sep: { Rationale: 'So.', 'Reference Implementation': '…' }, found: [] },
  'an issue': {
    sep: { 'Working Group': null, PR: '#1\n- **Issue**: #12', Rationale: 'So.', 'Reference Implementation': '…' },
    found: [],
  },
})

table('ai-disclosure', {
  'not a word': { sep: { 'Reference Implementation': 'x' }, found: ['1:1 warning no AI disclosure'] },
  'in a sentence': { sep: { 'Reference Implementation': 'I used Claude to draft the examples.' }, found: [] },
  'about AI, but not about itself': {
    sep: { 'Reference Implementation': 'AI is everywhere.' },
    found: ['1:1 warning'],
  },
  'long decided': { sep: { ...FINAL, 'Reference Implementation': 'x' }, found: [] },
  'before we know of the policy': {
    sep: { Created: '2026-01-01', 'Reference Implementation': 'x' },
    found: ['1:1 note'],
  },
})

table('working-group', {
  none: { sep: { 'Working Group': null }, found: ['1:1 error no working group is named'] },
  'not yet': { sep: { 'Working Group': 'TBD' }, found: ['1:1 error'] },
  'only spoken of': {
    sep: { 'Working Group': null, Rationale: 'A working group should look after it.' },
    found: ['1:1 error'],
  },
  'before that': { sep: { 'Working Group': null, Created: '2026-09-21' }, found: ['1:1 note'] },
  'among the authors': {
    sep: { 'Working Group': null, 'Author(s)': 'Ada (@ada); on behalf of the Agents Working Group' },
    found: [],
  },
  'its channel': { sep: { 'Working Group': null, Rationale: 'Talked over in #agents-wg.' }, found: [] },
  'its page': {
    sep: {
      'Working Group': null,
      Rationale: '[group](https://modelcontextprotocol.io/community/interest-groups/auth)',
    },
    found: [],
  },
  'an extension has a rule of its own': { sep: { Type: 'Extensions Track', 'Working Group': null }, found: [] },
})

const EXTENSION = { Type: 'Extensions Track' }

table('extension-identifier', {
  none: { sep: EXTENSION, found: ['1:1 error no extension identifier'] },
  'no domain': {
    sep: { ...EXTENSION, PR: '#1\n- **Extension Identifier**: icons' },
    found: ['10:29 error "icons" isn\'t a valid identifier'],
  },
  'not an official one': {
    sep: { ...EXTENSION, PR: '#1\n- **Extension Identifier**: com.example/icons' },
    found: ['10:29 warning'],
  },
  'as code': {
    sep: { ...EXTENSION, PR: '#1\n- **Extension Identifier**: `io.modelcontextprotocol/icons`' },
    found: [],
  },
  'before there were extensions': { sep: { ...EXTENSION, Created: '2025-11-21' }, found: ['1:1 note'] },
})

table('extension-group', {
  none: { sep: { ...EXTENSION, 'Working Group': null }, found: ['1:1 error no group maintains this extension'] },
  'there is one': { sep: EXTENSION, found: [] },
})

table('extension-sdk', {
  'another place': {
    sep: { ...EXTENSION, 'Reference Implementation': 'https://github.com/example/icons' },
    found: ['35:1 error'],
  },
  'a fork of an SDK': {
    sep: { ...EXTENSION, 'Reference Implementation': 'https://github.com/ada/python-sdk/tree/icons' },
    found: [],
  },
})

table('final-implementation', {
  'no link': {
    sep: { ...FINAL, 'Reference Implementation': 'Yes.' },
    ...NUMBERED,
    found: ['35:1 error Final requires'],
  },
  'no section': {
    sep: { ...FINAL, 'Reference Implementation': null },
    ...NUMBERED,
    found: ['1:1 error Final requires'],
  },
  'still to come': {
    sep: { ...FINAL, 'Reference Implementation': 'https://github.com/ada/icons is in progress.' },
    ...NUMBERED,
    found: ['37:33 error Final requires a complete reference implementation, but the section says "in progress"'],
  },
  'nobody asked': { sep: { ...FINAL, 'Reference Implementation': 'Yes.' }, found: [] },
  'none is needed': {
    sep: { ...FINAL, 'Reference Implementation': 'No reference implementation is required, since nothing changes.' },
    ...NUMBERED,
    found: [],
  },
})

table('final-conformance', {
  none: { sep: FINAL, ...NUMBERED, found: ['35:1 error Final requires a conformance scenario'] },
  'a process': { sep: { ...FINAL, Type: 'Process' }, ...NUMBERED, found: [] },
  linked: {
    sep: { ...FINAL, Rationale: 'https://github.com/modelcontextprotocol/conformance/pull/7' },
    ...NUMBERED,
    found: [],
  },
  'nothing can be observed': {
    sep: { ...FINAL, Rationale: 'There is no observable protocol behavior.' },
    ...NUMBERED,
    found: [],
  },
  'before it was asked for': { sep: { ...FINAL, Created: '2026-01-01' }, ...NUMBERED, found: ['35:1 note'] },
  'nobody asked': { sep: FINAL, found: [] },
})

table('final-number', {
  none: { facts: { final: true }, found: ['1:7 error Final requires a number'] },
  'the file has it': { ...NUMBERED, found: [] },
  'nobody asked': { found: [] },
})
