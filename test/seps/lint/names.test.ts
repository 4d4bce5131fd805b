import { sepDraft } from '../../support/sep-draft.ts'
import { testRule } from './table.ts'

const PULL_URL = 'https://github.com/modelcontextprotocol/modelcontextprotocol/pull/'

testRule('title', {
  'no number in the heading': {
    sep: { heading: '# Icons for tools' },
    found: ['1:3 error the heading has no number'],
    fixed: '# SEP-0000: Icons for tools\n',
  },
  'no number in the heading, but in the file name': {
    sep: { heading: '# Icons for tools' },
    facts: { fileName: '321-icons.md' },
    found: ['1:3 error'],
    fixed: '# SEP-321: Icons for tools\n',
  },
  'a number in a link or in bold, to which a fix would add another one': {
    sep: { heading: '# [SEP-12: Icons](https://example.org/12)' },
    found: ['1:3 error the site cannot read the number of this heading'],
  },
  'a number in brackets': {
    sep: { heading: '# SEP-[12](https://example.org/12): Icons' },
    found: ['1:3 error the site cannot read the number of this heading'],
  },
  'a number after an emoji': {
    sep: { heading: '# 🚀 SEP-0000: Icons' },
    found: ['1:3 error the site cannot read the number of this heading'],
  },
  'a number after words': {
    sep: { heading: '# Specification Enhancement Proposal 12: Icons' },
    found: ['1:3 error the site cannot read the number of this heading'],
  },
  'the number of another SEP': {
    sep: { heading: '# Icons for the tools of SEP-12' },
    found: ['1:3 error the heading has no number'],
  },
  'no title': { sep: { heading: '# SEP-0000:' }, found: ['1:3 error the title is missing'] },
  "the template's title": { sep: { heading: '# SEP-{NUMBER}: {Title}' }, found: ['1:3 error the title is missing'] },
  'a title with code and a colon': { sep: { heading: '# SEP-12: `icons`: for tools' }, found: [] },
  'no heading at all': {
    text: 'Only words.\n\n- **Status**: Draft\n',
    found: ['1:1 error the file has no heading of level 1'],
  },
  'no space after the #': {
    sep: { heading: '#SEP-0000: Icons' },
    found: ['1:1 error this line is not a heading, because there is no space after #; write "# SEP-0000: Title"'],
    fixed: '# SEP-0000: Icons\n\n- **Status**: Draft\n',
  },
  'bold text for the heading': {
    sep: { heading: '**SEP-0000: Icons**' },
    found: ['1:1 error this line is not a heading, because bold text is only a paragraph'],
    fixed: '# SEP-0000: Icons\n\n- **Status**: Draft\n',
  },
  'a mention in bold': {
    text: '**SEP-12**\n\nSo.\n',
    found: ['1:1 error the file has no heading of level 1'],
  },
  'a bold line with a SEP in a section': {
    text: '## Icons\n\n**SEP-12: Icons**\n\nSo.\n',
    found: ['1:1 error the file has no heading of level 1'],
  },
  'the whole SEP in a code block': {
    text: 'Here it is:\n\n```markdown\n# SEP-0000: Icons\n\n## Abstract\n```\n',
    found: ['3:1 error the whole SEP is in a code block; remove the fences around it'],
  },
  'a heading in code only': { text: '```\n# Icons\n```\n', found: ['1:1 error the file has no heading of level 1'] },
  'no heading of level 1': {
    text: '## Icons\n\nSo.\n',
    found: ['1:1 error the file has no heading of level 1'],
  },
  'a dash instead of the colon': { sep: { heading: '# SEP-12 – Icons' }, found: [] },
})

testRule('file-name', {
  'no number': { facts: { fileName: 'icons.md' }, found: ['1:1 error "icons.md" isn\'t a valid file name for a SEP'] },
  'not Markdown': { facts: { fileName: '0000-icons.txt' }, found: ['1:1 error'] },
  'SEP before the number': {
    facts: { fileName: 'sep-1938-agency-hint.md' },
    found: ['so the site ignores it; rename it to 1938-agency-hint.md'],
  },
  'an underscore': { facts: { fileName: '321_icons.md' }, found: ['rename it to 321-icons.md'] },
  'words only': { facts: { fileName: 'Conversation Events.md' }, found: ['rename it to 0000-conversation-events.md'] },
  'standard input': { facts: { fileName: null }, found: [] },
  'a number': { facts: { fileName: '321-icons.md' }, found: [] },
})

testRule('line-endings', {
  'the carriage returns of an old editor': {
    text: sepDraft().replaceAll('\n', '\r'),
    found: ['1:28 error this line ends with a carriage return'],
    fixed: sepDraft(),
  },
  'one among the line endings of Windows, which stay': {
    text: 'a\r\nb\rc\r\n',
    found: ['2:2 error'],
    fixed: 'a\r\nb\nc\r\n',
  },
  'the line endings of Windows': { text: sepDraft().replaceAll('\n', '\r\n'), found: [] },
})

testRule('slug', {
  'an acronym in capitals': { facts: { fileName: '321-MRTR.md' }, found: [] },
  spaces: { facts: { fileName: '321-icons for tools.md' }, found: ['1:1 warning "icons for tools" in the file name'] },
  'two hyphens': { facts: { fileName: '321--icons.md' }, found: ['321-icons.md'] },
  'a hyphen at the end': { facts: { fileName: '0000-icons-.md' }, found: ['0000-icons.md'] },
  "the guidelines' example": {
    facts: { fileName: '0000-your-feature-title.md' },
    found: ['still the example'],
  },
  'an older SEP': { sep: { Created: '2025-07-22' }, facts: { fileName: '321--icons.md' }, found: ['1:1 note'] },
  'digits and words': { facts: { fileName: '321-json-schema-2020-12.md' }, found: [] },
})

testRule('number-agrees', {
  'the heading differs from the file name': {
    sep: { heading: '# SEP-320: Icons', PR: `${PULL_URL}321` },
    facts: { fileName: '321-icons.md' },
    found: ['1:7 error the heading says 320, but the file name says 321'],
    fixed: '# SEP-321: Icons\n',
  },
  'the pull request differs from the file name': {
    sep: { heading: '# SEP-321: Icons', PR: `${PULL_URL}320` },
    facts: { fileName: '321-icons.md' },
    found: ['9:11 error PR says 320, but the file name says 321'],
  },
  'the pull request differs from the heading, without a file name': {
    sep: { heading: '# SEP-321: Icons', PR: '#320' },
    facts: { fileName: null },
    found: ['9:11 error PR says 320, but the heading says 321'],
  },
  'the pull request is written out': {
    sep: { heading: '# SEP-321: Icons', PR: 'Pull request #320' },
    facts: { fileName: '321-icons.md' },
    found: ['9:11 error PR says 320, but the file name says 321'],
  },
  'all three differ': {
    sep: { heading: '# SEP-1: Icons', PR: `${PULL_URL}2` },
    facts: { fileName: '3-icons.md' },
    found: ['1:7 error', '9:11 error'],
  },
  'an older SEP, which has the number of an issue': {
    sep: { heading: '# SEP-321: Icons', PR: '#400', Created: '2025-07-22' },
    facts: { fileName: '321-icons.md' },
    found: ['9:11 note'],
  },
  'all agree': {
    sep: { heading: '# SEP-321: Icons', PR: `${PULL_URL}321` },
    facts: { fileName: '321-icons.md' },
    found: [],
  },
})

testRule('number-pending', {
  'the file name has the number': {
    facts: { fileName: '321-icons.md' },
    found: ['1:7 error the heading still says 0000', '9:11 error PR still contains the placeholder'],
    fixed: `# SEP-321: Icons for tools\n`,
  },
  'only the pull request has the number': {
    sep: { PR: `${PULL_URL}321` },
    found: [
      '1:1 error the file name still starts with 0000; rename it to 321-icons-for-tools.md',
      '1:7 error the heading',
    ],
    fixed: '# SEP-321:',
  },
  'the number in braces': {
    sep: { heading: '# SEP-321: Icons', PR: `${PULL_URL}{321}` },
    facts: { fileName: '321-icons.md' },
    found: ['9:11 error'],
    fixed: `- **PR**: ${PULL_URL}321\n`,
  },
  'zeros in the address': {
    sep: { heading: '# SEP-321: Icons', PR: `${PULL_URL}0000` },
    facts: { fileName: '321-icons.md' },
    found: ['9:11 error'],
    fixed: `- **PR**: ${PULL_URL}321\n`,
  },
  'the number is not known yet': { sep: { heading: '# SEP-{NUMBER}: Icons' }, found: [] },
})

testRule('heading-form', {
  'a space instead of the hyphen': {
    sep: { heading: '# SEP 1938: Icons for `tools`' },
    found: ['1:3 error the site cannot read this heading, and shows "Untitled"; write "# SEP-1938: …"'],
    fixed: '# SEP-1938: Icons for `tools`\n',
  },
  'a dash instead of the colon': { sep: { heading: '# SEP-12 – Icons' }, found: ['1:3'], fixed: '# SEP-12: Icons\n' },
  'lower-case letters': { sep: { heading: '# sep-12: Icons' }, found: ['1:3 error'], fixed: '# SEP-12: Icons\n' },
  'a dash instead of the hyphen': {
    sep: { heading: '# SEP–12: Icons' },
    found: ['1:3 error the site cannot read this heading'],
    fixed: '# SEP-12: Icons\n',
  },
  'in brackets': {
    sep: { heading: '# [SEP-12] Icons' },
    found: ['1:3 error'],
    fixed: '# SEP-12: Icons\n',
  },
  'the title in the same brackets': { sep: { heading: '# [SEP-12: Icons]' }, found: [] },
  'the colon of a Chinese keyboard': {
    sep: { heading: '# SEP-12：图标' },
    found: ['1:3 error'],
    fixed: '# SEP-12: 图标\n',
  },
  'no colon': { sep: { heading: '# SEP-12 Icons' }, found: ['1:3 error'], fixed: '# SEP-12: Icons\n' },
  underlined: { sep: { heading: 'SEP-12: Icons\n=============' }, found: ['1:1 error the site cannot read'] },
  'a level too low': { sep: { heading: '### SEP-12: Icons' }, found: ['1:5 error'], fixed: '# SEP-12: Icons\n\n- **S' },
  bold: { sep: { heading: '# **SEP-12: Icons**' }, found: [] },
  'quotation marks': {
    sep: { heading: '# SEP-12: A "better" icon' },
    found: ['1:11 error a " in the title breaks the page'],
  },
  'an escape that is not needed': {
    sep: { heading: '# SEP-12: From \\_meta to a header' },
    found: ['1:11 error a \\ in the title breaks the page'],
    fixed: '# SEP-12: From _meta to a header\n',
  },
  'a placeholder': { sep: { heading: '# SEP-{NUMBER}: Icons' }, found: [] },
  'small letters for the number': {
    sep: { heading: '# sep-xxxx: Icons' },
    found: ['1:3'],
    fixed: '# SEP-XXXX: Icons\n',
  },
  'letters for the number': { sep: { heading: '# SEP-XXXX: Icons' }, found: [] },
  'typographic quotation marks and an apostrophe': { sep: { heading: "# SEP-12: A “better” tool's icon" }, found: [] },
  'no number, which another rule reports': { sep: { heading: '# Icons' }, found: [] },
})
