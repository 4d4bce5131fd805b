import { testRule } from './table.ts'

const LINT_AS_FINAL = { facts: { fileName: '321-icons.md', checksFinal: true } } as const
const FINAL = { heading: '# SEP-321: Icons', Status: 'Final', Sponsor: '@grace' }

testRule('prototype-linked', {
  'no link': {
    sep: { 'Reference Implementation': 'There is one on my disk.' },
    found: ['35:1 warning no prototype is linked'],
  },
  'only the documentation': {
    sep: { 'Reference Implementation': 'See https://modelcontextprotocol.io/community/sep-guidelines' },
    found: ['35:1 warning'],
  },
  'accepted without a link': {
    sep: { Status: 'Accepted', 'Reference Implementation': 'Soon.' },
    found: ['35:1 error'],
  },
  'a short reference': { sep: { 'Reference Implementation': 'See example/icons#12.' }, found: [] },
  'a pull request of this repository': { sep: { 'Reference Implementation': 'It is in PR #616.' }, found: [] },
  'an address in code': {
    sep: { 'Reference Implementation': 'It is at `https://github.com/example/icons`, under Apache 2.0.' },
    found: [],
  },
  'a relative link to a file': {
    sep: { 'Reference Implementation': 'Run [the demo](../icons-demo/README.md).' },
    found: [],
  },
  'a link to another SEP': {
    sep: { 'Reference Implementation': 'See [it](./100-old.md).' },
    found: ['35:1 warning no prototype'],
  },
  'the home page of a product': {
    sep: { 'Reference Implementation': 'It ships in [our product](https://example.com/).' },
    found: ['35:1 warning a home page is not a prototype'],
  },
  'the start page of a product': {
    sep: { 'Reference Implementation': '[Icons](https://www.example.com/index.html?from=sep#top)' },
    found: ['35:1 warning a home page is not a prototype'],
  },
  'another page of the product': {
    sep: { 'Reference Implementation': '[Icons](https://example.com/icons/demo)' },
    found: [],
  },
  'a Process SEP without a link': { sep: { Type: 'Process', 'Reference Implementation': 'Not needed.' }, found: [] },
  'none is needed, with a reason': {
    sep: { 'Reference Implementation': 'No implementation is needed, since the text only says what is done today.' },
    found: [],
  },
})

const NUMBERED_FILE = { fileName: '321-icons.md' } as const

testRule('consensus-linked', {
  nothing: {
    facts: NUMBERED_FILE,
    sep: {
      'Working Group': null,
      Rationale: 'Everybody wants it.',
      'Reference Implementation': 'On https://example.com',
    },
    found: ['22:1 warning'],
  },
  'a SEP without a number, which another rule checks': {
    sep: { 'Working Group': null, Rationale: 'Everybody wants it.', 'Reference Implementation': '…' },
    found: [],
  },
  'only its own pull request': {
    facts: NUMBERED_FILE,
    sep: {
      'Working Group': null,
      PR: 'https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9',
      Rationale:
        'See https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9 and https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9#issuecomment-1',
      'Reference Implementation': 'On https://example.com',
    },
    found: ['22:1 warning'],
  },
  'an issue by its number': {
    facts: NUMBERED_FILE,
    sep: { 'Working Group': null, Rationale: 'It answers issue #982.', 'Reference Implementation': '…' },
    found: [],
  },
  'a meeting without notes': {
    facts: NUMBERED_FILE,
    sep: {
      'Working Group': null,
      Rationale: 'It was discussed at the maintainers’ meeting in May.',
      'Reference Implementation': '…',
    },
    found: [],
  },
  'a group in the text': {
    facts: NUMBERED_FILE,
    sep: {
      'Working Group': null,
      Rationale: 'The Server Card Working Group wants it.',
      'Reference Implementation': '…',
    },
    found: [],
  },
  'a color is not an issue': {
    facts: NUMBERED_FILE,
    sep: { 'Working Group': null, Rationale: 'Icons have the color #336699aa.', 'Reference Implementation': '…' },
    found: ['22:1 warning'],
  },
  'a thread on Discord': {
    facts: NUMBERED_FILE,
    sep: {
      'Working Group': null,
      Rationale: '[Thread](https://discord.com/channels/1/2)',
      'Reference Implementation': '…',
    },
    found: [],
  },
  'a group in the preamble': {
    facts: NUMBERED_FILE,
    sep: { Rationale: 'So.', 'Reference Implementation': '…' },
    found: [],
  },
  'an Issue line in the preamble': {
    facts: NUMBERED_FILE,
    sep: { 'Working Group': null, PR: '#1\n- **Issue**: #12', Rationale: 'So.', 'Reference Implementation': '…' },
    found: [],
  },
})

const EXTENSION = { Type: 'Extensions Track' }

testRule('extension-identifier', {
  none: { sep: EXTENSION, found: ['1:1 error no extension identifier'] },
  'no domain': {
    sep: { ...EXTENSION, PR: '#1\n- **Extension Identifier**: icons' },
    found: ['10:29 error "icons" isn\'t a valid identifier'],
  },
  'not an official identifier': {
    sep: { ...EXTENSION, PR: '#1\n- **Extension Identifier**: com.example/icons' },
    found: ['10:29 warning'],
  },
  'as code': {
    sep: { ...EXTENSION, PR: '#1\n- **Extension Identifier**: `io.modelcontextprotocol/icons`' },
    found: [],
  },
  'older than the Extensions Track': { sep: { ...EXTENSION, Created: '2025-11-21' }, found: ['1:1 note'] },
})

testRule('extension-group', {
  none: {
    sep: { ...EXTENSION, 'Working Group': null },
    found: ['1:1 error the text names no group that maintains this extension'],
  },
  'in the preamble': { sep: EXTENSION, found: [] },
  'in a sentence': {
    sep: { ...EXTENSION, 'Working Group': null, Rationale: 'The Server Card Working Group will maintain it.' },
    found: [],
  },
  'a group without a name': {
    sep: { ...EXTENSION, 'Working Group': null, Rationale: 'A working group will maintain it.' },
    found: ['1:1 error'],
  },
})

testRule('extension-sdk', {
  'a link that is not to an SDK': {
    sep: { ...EXTENSION, 'Reference Implementation': 'https://github.com/example/icons' },
    found: ['35:1 error'],
  },
  'a fork of an SDK': {
    sep: { ...EXTENSION, 'Reference Implementation': 'https://github.com/ada/python-sdk/tree/icons' },
    found: [],
  },
})

testRule('final-implementation', {
  'no link': {
    sep: { ...FINAL, 'Reference Implementation': 'Yes.' },
    ...LINT_AS_FINAL,
    found: ['35:1 error Final requires'],
  },
  'no section': {
    sep: { ...FINAL, 'Reference Implementation': null },
    ...LINT_AS_FINAL,
    found: ['1:1 error Final requires'],
  },
  'still in progress': {
    sep: { ...FINAL, 'Reference Implementation': 'https://github.com/ada/icons is in progress.' },
    ...LINT_AS_FINAL,
    found: ['37:33 error Final requires a complete reference implementation, but the section says "in progress"'],
  },
  'not linted as final': { sep: { ...FINAL, 'Reference Implementation': 'Yes.' }, found: [] },
  'none is needed': {
    sep: { ...FINAL, 'Reference Implementation': 'No reference implementation is required, since nothing changes.' },
    ...LINT_AS_FINAL,
    found: [],
  },
})

testRule('final-conformance', {
  none: { sep: FINAL, ...LINT_AS_FINAL, found: ['35:1 error Final requires a conformance scenario'] },
  'a Process SEP': { sep: { ...FINAL, Type: 'Process' }, ...LINT_AS_FINAL, found: [] },
  linked: {
    sep: { ...FINAL, Rationale: 'https://github.com/modelcontextprotocol/conformance/pull/7' },
    ...LINT_AS_FINAL,
    found: [],
  },
  'nothing can be observed': {
    sep: { ...FINAL, Rationale: 'There is no observable protocol behavior.' },
    ...LINT_AS_FINAL,
    found: [],
  },
  'older than the requirement': { sep: { ...FINAL, Created: '2026-01-01' }, ...LINT_AS_FINAL, found: ['35:1 note'] },
  'not linted as final': { sep: FINAL, found: [] },
})

testRule('final-number', {
  none: { facts: { checksFinal: true }, found: ['1:7 error Final requires a number'] },
  'in the file name': { ...LINT_AS_FINAL, found: [] },
  'not linted as final': { found: [] },
})

const DISCUSSION_URL = 'https://discord.com/channels/1/2/3'

testRule('discussion-linked', {
  none: { sep: { Rationale: 'Everybody wants it.' }, found: ['1:1 error no prior discussion is linked'] },
  'in the preamble': { sep: { PR: `#{NUMBER}\n- **Discussion**: ${DISCUSSION_URL}`, Rationale: 'So.' }, found: [] },
  'in the text': { sep: { Rationale: `It began in a [thread](${DISCUSSION_URL}).` }, found: [] },
  'only an invitation': { sep: { Rationale: 'Come to https://discord.gg/example.' }, found: ['1:1 error'] },
  'a SEP with a number': { facts: NUMBERED_FILE, sep: { Rationale: 'So.' }, found: [] },
})

testRule('one-sep', {
  'two in one file': {
    sep: { after: '\n# SEP-0000: Sounds for tools\n' },
    found: ['41:3 error a second SEP starts here'],
  },
  'another heading of level 1': { sep: { after: '\n# Appendix\n' }, found: [] },
  'two new files': {
    facts: { newSeps: ['0000-icons-for-tools.md', '0000-sounds-for-tools.md'] },
    found: ['1:1 error other new SEPs: 0000-sounds-for-tools.md'],
  },
  'two new files beside an old one': {
    facts: { fileName: '100-old.md', newSeps: ['0000-icons-for-tools.md', '0000-sounds-for-tools.md'] },
    found: [],
  },
  'one new file': { facts: { newSeps: ['0000-icons-for-tools.md'] }, found: [] },
})

testRule('final-traceability', {
  'a scenario without a traceability file': {
    ...LINT_AS_FINAL,
    sep: { ...FINAL, Rationale: 'See https://github.com/modelcontextprotocol/conformance/pull/7' },
    found: ['35:1 error Final requires the traceability file sep-321.yaml'],
  },
  "another SEP's file": {
    ...LINT_AS_FINAL,
    sep: { ...FINAL, Rationale: 'Each requirement is in `sep-320.yaml`.' },
    found: ['35:1 error'],
  },
  'its own file': {
    ...LINT_AS_FINAL,
    sep: { ...FINAL, Rationale: 'Each requirement is in `sep-321.yaml`.' },
    found: [],
  },
  'no scenario at all': { ...LINT_AS_FINAL, sep: FINAL, found: [] },
  'not linted as final': { facts: NUMBERED_FILE, sep: { ...FINAL, Rationale: 'See sep-320.yaml.' }, found: [] },
})
