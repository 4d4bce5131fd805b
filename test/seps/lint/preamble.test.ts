import { testRule } from './table.ts'

const PULL_URL = 'https://github.com/modelcontextprotocol/modelcontextprotocol/pull/'
const OLD_DATE = '2025-07-22'

testRule('field-repeated', {
  'twice, with different values': {
    sep: { PR: '{NUMBER}\n- **Status**: Final' },
    found: ['10:1 warning Status is already on line 3, with a different value'],
  },
  "the template's line, which another rule reports": {
    sep: { 'Author(s)': 'Name <email> (@github-username)\n- **Author(s)**: Ada (@ada)' },
    found: [],
  },
  'an issue beside a pull request': { sep: { PR: '{NUMBER}\n- **Issue**: #12' }, found: [] },
})

testRule('preamble-field', {
  'in another form, which another rule reports': {
    sep: { before: '', heading: '# SEP-0000: Icons\n\n**Status:** Draft\n**Type:** Process', Status: null, Type: null },
    found: [],
  },
  'no status, no sponsor': {
    sep: { Status: null, Sponsor: null },
    found: ['1:1 error the preamble has no Status', '1:1 error the preamble has no Sponsor'],
  },
  'no PR line, but a number': {
    sep: { PR: null },
    facts: { fileName: '321-icons.md' },
    found: ['1:1 error the preamble has no PR'],
    fixed: `- **Working Group**: Tools Working Group\n- **PR**: ${PULL_URL}321\n`,
  },
  'older than the fields Sponsor and PR': {
    sep: { PR: null, Sponsor: null, Created: OLD_DATE },
    found: ['1:1 note the preamble has no Sponsor', '1:1 note the preamble has no PR'],
  },
  'in a section': {
    text: '# SEP-12: Icons\n\n## Details\n\n- **Status**: Draft\n- **Type**: Process\n- **Created:** 2026-10-01\n- **Author(s)**: @ada\n',
    found: ['5:1 error this preamble is not under the heading of the SEP; move it there'],
  },
  'a list about the parts of a message': {
    text: '# SEP-12: Icons\n\n## Details\n\n- **Status**: Draft\n- **Type**: Process\n- **Created**: x\n',
    found: Array(6).fill('1:1 error the preamble has no'),
  },
  'no preamble': {
    sep: { Status: null, Type: null, Created: null, 'Author(s)': null, Sponsor: null, PR: null },
    found: Array(6).fill('1:1 error'),
  },
  'another name for the authors': { sep: { 'Author(s)': null, PR: '{NUMBER}\n- **Authors**: @ada' }, found: [] },
})

testRule('status-known', {
  'not a status': {
    sep: { Status: 'Idea' },
    found: ['3:15 error "Idea" isn\'t a status; use one of Draft, In-Review'],
  },
  'a label of pull requests': {
    sep: { Status: 'Proposal' },
    found: ['3:15 error "Proposal" isn\'t a status; write "Draft"'],
  },
  'a label with a remark': { sep: { Status: 'proposal (awaiting sponsor)' }, found: ['3:15 error'] },
  'a status with an addition, which a fix must not remove': {
    sep: { Status: 'Accepted with changes' },
    found: ['3:15 warning'],
  },
  'in another spelling': {
    sep: { Status: 'in review' },
    found: ['3:15 warning write the status as "In-Review"'],
    fixed: '- **Status**: In-Review\n',
  },
  'with a remark, which a fix must not remove': { sep: { Status: 'Final (2026-01-01)' }, found: ['3:15 warning'] },
  'with a full stop': { sep: { Status: 'final:' }, found: ['3:15 warning'], fixed: '- **Status**: Final\n' },
  "the template's list of statuses, which another rule reports": {
    sep: { Status: 'Draft | In-Review | Accepted' },
    found: [],
  },
  'in the spelling of the template': { sep: { Status: 'In-Review' }, found: [] },
})

testRule('sponsor-known', {
  'not in the list': {
    sep: { Sponsor: '@nobody' },
    found: ['7:16 error @nobody is not a maintainer according to MAINTAINERS.md'],
  },
  'a moderator': { sep: { Sponsor: 'Mod (@mod)' }, found: ['7:16 error @mod is a moderator'] },
  'in the list, in another letter case': { sep: { Sponsor: '@Grace' }, found: [] },
  'no list of maintainers': { sep: { Sponsor: '@nobody' }, facts: { maintainers: null }, found: [] },
  'none yet': { sep: { Sponsor: 'None (seeking sponsor)' }, found: [] },
})

testRule('status-setter', {
  'a new SEP that is not a Draft': {
    sep: { Status: 'Accepted', Sponsor: '@grace' },
    found: ['3:15 error a SEP without a number is a Draft'],
    fixed: '- **Status**: Draft\n',
  },
  'beyond Draft, without a sponsor': {
    sep: { heading: '# SEP-321: Icons', Status: 'In-Review' },
    facts: { fileName: '321-icons.md' },
    found: ['7:16 warning a SEP beyond Draft has a sponsor'],
  },
  withdrawn: {
    sep: { heading: '# SEP-321: Icons', Status: 'Withdrawn' },
    facts: { fileName: '321-icons.md' },
    found: [],
  },
  'with a sponsor': {
    sep: { heading: '# SEP-321: Icons', Status: 'Final', Sponsor: '@grace' },
    facts: { fileName: '321-icons.md' },
    found: [],
  },
})

testRule('type-known', {
  'not a type': { sep: { Type: 'Feature' }, found: ['4:13 error "Feature" isn\'t a type'] },
  'in another spelling': {
    sep: { Type: 'standards-track' },
    found: ['4:13 warning'],
    fixed: '- **Type**: Standards Track\n',
  },
  'in the right spelling': { sep: { Type: 'Process' }, found: [] },
  'before text of the author that directly follows the list': {
    sep: { Type: 'process (of reviews)\nOur notes.' },
    found: ['4:13 warning'],
  },
})

testRule('created', {
  'not a date': { sep: { Created: 'yesterday' }, found: ['5:16 error "yesterday" isn\'t a valid date'] },
  'no such day': { sep: { Created: '2026-02-30' }, found: ['5:16 error'] },
  'slashes, and a day without a leading zero': {
    sep: { Created: '2026/10/1' },
    found: ['5:16 error'],
    fixed: '- **Created**: 2026-10-01\n',
  },
  'the name of the month': {
    sep: { Created: 'September 3rd, 2026' },
    found: ['5:16 error'],
    fixed: '- **Created**: 2026-09-03\n',
  },
  'the name of the month after the day': {
    sep: { Created: '3 Sept. 2026' },
    found: ['5:16 error'],
    fixed: '- **Created**: 2026-09-03\n',
  },
  'a time of day': {
    sep: { Created: '2026-09-03T10:00:00Z' },
    found: ['5:16 error'],
    fixed: '- **Created**: 2026-09-03\n',
  },
  'a word that is no month': { sep: { Created: 'Winter 3, 2026' }, found: ['5:16 error'] },
  'an ambiguous order of day and month': { sep: { Created: '01/10/2026' }, found: ['5:16 error'] },
  'in the future': { sep: { Created: '2027-01-01' }, found: ['5:16 error 2027-01-01 is in the future'] },
  'tomorrow, which is already today in some time zones': { sep: { Created: '2026-11-23' }, found: [] },
  'a leap day': { sep: { Created: '2024-02-29' }, found: [] },
})

testRule('author-handle', {
  'a list in front matter': {
    text: '---\nStatus: Draft\nAuthors:\n  - Ada (@ada)\n- Bob (@bob)\n---\n\n# SEP-12: Icons\n',
    found: [],
  },
  'no handle': { sep: { 'Author(s)': 'Ada Example' }, found: ['6:18 error "Ada Example" has no GitHub handle'] },
  'one of two authors without a handle': {
    sep: { 'Author(s)': 'Ada (@ada), Bob Example' },
    found: ['6:18 error "Bob Example" has no GitHub handle'],
  },
  'a group': { sep: { 'Author(s)': 'Tools Working Group' }, found: ['6:18 error "Tools Working Group" is a group'] },
  'a team on GitHub': {
    sep: { 'Author(s)': '@example/core-maintainers' },
    found: ['6:18 error "@example/core-maintainers" is a group'],
  },
  nobody: { sep: { 'Author(s)': 'None' }, found: ['6:18 error no author is named'] },
  'an older SEP': { sep: { 'Author(s)': 'ada', Created: OLD_DATE }, found: ['6:18 note'] },
  'handles alone, over two lines': { sep: { 'Author(s)': '@ada,\n  @bob' }, found: [] },
  'on behalf of a group': { sep: { 'Author(s)': 'Ada (@ada); on behalf of the Tools Working Group' }, found: [] },
})

testRule('sponsor-handle', {
  'no handle': { sep: { Sponsor: 'Grace' }, found: ['7:16 error "Grace" has no GitHub handle'] },
  empty: { sep: { Sponsor: '' }, found: ['7:1 error no sponsor is named'], fixed: '- **Sponsor**: None\n' },
  'to be determined': { sep: { Sponsor: 'TBD' }, found: ['7:16 error'], fixed: '- **Sponsor**: None\n' },
  'none, with a remark': { sep: { Sponsor: 'None (seeking sponsor)' }, found: [] },
  'a remark without "None"': {
    sep: { Sponsor: 'Seeking one (see the thread)' },
    found: ['7:16 error'],
    fixed: '- **Sponsor**: None (Seeking one (see the thread))\n',
  },
  'a handle after the name': { sep: { Sponsor: '@grace - Grace' }, found: [] },
})

testRule('preamble-template', {
  'a date': { sep: { Created: 'YYYY-MM-DD' }, found: ['5:16 error Created still has'] },
  'every status': { sep: { Status: 'Draft | In-Review | Accepted' }, found: ['3:15 error'] },
  'the author and the sponsor': {
    sep: { 'Author(s)': 'Name <email> (@github-username)', Sponsor: '@github-username (or "None" if seeking sponsor)' },
    found: ['6:18 error', '7:16 error'],
  },
  "beside the author's own line": {
    sep: { 'Author(s)': 'Name <email> (@github-username)\n- **Author(s)**: Ada (@ada)' },
    found: ["6:18 error this is the template's line; remove it, because your own Author(s) is on line 7"],
    fixed: '- **Created**: 2026-10-01\n- **Author(s)**: Ada (@ada)\n- **Sponsor**: None\n',
  },
  "beside the author's own line, with words that a fix must not remove": {
    sep: { Status: 'Draft | In-Review, we think\n- **Status**: Draft' },
    found: ["3:15 error this is the template's line"],
  },
})

testRule('pr-link', {
  'a number': { sep: { PR: '#321' }, found: ['9:11 warning'], fixed: `- **PR**: ${PULL_URL}321\n` },
  'the former name of the repository': {
    sep: { PR: 'https://github.com/modelcontextprotocol/specification/pull/321' },
    found: ['9:11 warning'],
    fixed: `- **PR**: ${PULL_URL}321\n`,
  },
  'a number with a remark': {
    sep: { PR: '#321 (supersedes #300)' },
    found: ['9:11 warning'],
    fixed: `- **PR**: ${PULL_URL}321 (supersedes #300)\n`,
  },
  'a number in a sentence, which a fix must not remove': {
    sep: { PR: 'See https://github.com/modelcontextprotocol/specification/pull/321, after #300' },
    found: ['9:11 warning write PR as'],
  },
  'a number after a word, with a remark': {
    sep: { PR: 'PR 321, after #300' },
    found: ['9:11 warning'],
    fixed: `- **PR**: ${PULL_URL}321, after #300\n`,
  },
  'a number after a word': { sep: { PR: 'PR #321' }, found: ['9:11 warning'], fixed: `- **PR**: ${PULL_URL}321\n` },
  'another repository': { sep: { PR: 'https://github.com/example/fork/pull/3' }, found: ['9:11 warning'] },
  'TBD, before the number is known': { sep: { PR: 'TBD' }, found: [] },
  'TBD, although the file name has the number': {
    sep: { PR: 'TBD' },
    facts: { fileName: '321-icons.md' },
    found: [`9:11 warning write PR as ${PULL_URL}321`],
  },
  'a link': { sep: { PR: `[#321](${PULL_URL}321)` }, found: [] },
  'a placeholder': { sep: { PR: `${PULL_URL}{NUMBER}` }, found: [] },
  'an older SEP': { sep: { PR: '#321', Created: OLD_DATE }, found: ['9:11 note'] },
})

const TABLE = '| Field | Value |\n| --- | --- |\n| **Status** | Draft |\n| **Sponsor** | None |'
const startingWith = (start: string) => ({
  heading: start,
  Status: null,
  Type: null,
  Created: null,
  'Author(s)': null,
  Sponsor: null,
  'Working Group': null,
  PR: null,
})

testRule('preamble-form', {
  'the colon inside the bold': {
    sep: startingWith('# SEP-12: Icons\n\n- **Status:** Draft\n- **Type:** Process\n- **Author:** @ada'),
    found: [
      '3:1 error the site cannot read Status, Type, Author, and shows "Unknown" instead; write "- **Status**: …"',
    ],
    fixed: '- **Status**: Draft\n- **Type**: Process\n- **Author(s)**: @ada\n',
  },
  'no bold': {
    sep: startingWith('# SEP-12: Icons\n\n- Status: Draft\n- Sponsor: @grace'),
    found: ['3:1 error the site cannot read Status, Sponsor, and shows "Unknown" or "None"'],
    fixed: '- **Status**: Draft\n- **Sponsor**: @grace\n',
  },
  'italics, and the colon of a Chinese keyboard': {
    sep: startingWith('# SEP-12: Icons\n\n- *Status*: Draft\n- **Type**：Process'),
    found: ['3:1 error the site cannot read Status, Type, and shows "Unknown"'],
    fixed: '- **Status**: Draft\n- **Type**: Process\n',
  },
  'another bullet': {
    sep: startingWith('# SEP-12: Icons\n\n* **Status**: Draft'),
    found: ['3:1 error'],
    fixed: '- **Status**: Draft\n',
  },
  'another bullet in a list with an item that is not changed': {
    sep: startingWith('# SEP-12: Icons\n\n* **Status**: Draft\n* **Related**: SEP-100\n* **Type**: Process'),
    found: ['3:1 error'],
    fixed: '- **Status**: Draft\n- **Related**: SEP-100\n- **Type**: Process\n',
  },
  'a paragraph with another field in it': {
    sep: startingWith(
      '# SEP-12: Icons\n\n**SEP Number:** 12\n**Status:** Draft\n**Author:** @ada\n**Related:** SEP-100',
    ),
    found: ['4:1 error the site cannot read Status, Author,'],
    fixed: '- **Status**: Draft\n- **Author(s)**: @ada\n- **Related**: SEP-100\n',
  },
  'a paragraph with fields that the site does not read, and with one field twice': {
    sep: startingWith('# SEP-12: Icons\n\nStatus: Draft\nWorking Group: Tools\nSponsor: None\nStatus: Final'),
    found: ['3:1 error the site cannot read Status, Sponsor,'],
    fixed: '- **Status**: Draft\n- **Working Group**: Tools\n- **Sponsor**: None\n- **Status**: Final\n',
  },
  'a value in a list of its own, which only the author can write in one line': {
    sep: startingWith('# SEP-12: Icons\n\n- **Status**: Draft\n- **Authors**:\n  - Ada (@ada)\n  - Bob (@bob)'),
    found: ['4:1 error the site cannot read Authors'],
  },
  'a value of two lines': {
    sep: startingWith('# SEP-12: Icons\n\n- **Status**: Draft\n- **Authors**: Ada (@ada),\n  Bob (@bob)'),
    found: ['4:1 error the site cannot read Authors'],
  },
  'a value of two lines in a paragraph': {
    sep: startingWith('# SEP-12: Icons\n\n**Status:** Draft\n**Authors:** Ada (@ada),\nBob (@bob)'),
    found: ['3:1 error the site cannot read Status, Authors'],
  },
  'a table': {
    sep: startingWith(`# SEP-12: Icons\n\n${TABLE}`),
    found: ['5:1 error the site cannot read Status, Sponsor,'],
  },
  'a table without a heading': { text: `${TABLE}\n\n## Abstract\n\nSo.\n`, found: ['3:1 error'] },
  'front matter': {
    text: '---\nStatus: Draft\nAuthor: Ada (@ada)\n---\n\n# SEP-12: Icons\n',
    found: ['2:1 error the site cannot read Status, Author,'],
  },
  'other names of fields': {
    sep: { Created: null, Sponsor: null, PR: '#1\n- **Creation Date**: 2026-10-01\n- **Sponsor(s)**: None' },
    found: ['8:1 error the site cannot read Creation Date, Sponsor(s),'],
    fixed: '- **Created**: 2026-10-01\n- **Sponsor**: None\n',
  },
  'the bullets of a text processor': {
    sep: startingWith('# SEP-12: Icons\n\n• **Status**: Draft\n• **Reviewed**: no\n• **PR**: #1'),
    found: ['3:1 error the site cannot read Status'],
    fixed: '\n\n- **Status**: Draft\n- **Reviewed**: no\n- **PR**: #1\n',
  },
  'under a heading of its own': {
    sep: startingWith('# SEP-12: Icons\n\n## 1. Preamble\n\n- **Status:** Draft'),
    found: ['5:1'],
    fixed: '- **Status**: Draft',
  },
  'an older SEP': { sep: { Status: null, PR: '#1\n- **Status:** Final', Created: OLD_DATE }, found: ['9:1 note'] },
  'a field that the site does not read': { sep: { PR: '#1\n- **Requires:** SEP-100' }, found: [] },
  'a value of several lines': { sep: { Sponsor: '@grace,\n  @mod' }, found: [] },
  'an unread PR line that differs from the file name': {
    facts: { fileName: '11-icons.md' },
    sep: { PR: null, Sponsor: 'None\n- PR: #12' },
    found: ['8:1 error the site cannot read PR, and shows "#11" instead'],
    fixed: '- **PR**: #12\n',
  },
  'an unread PR line, before the file name has a number': {
    sep: { PR: null, Sponsor: 'None\n- PR: #12' },
    found: [],
  },
})

testRule('preamble-twice', {
  'a table under the list': {
    sep: { PR: `#1\n\n${TABLE}` },
    found: ['13:1 warning this table is a second preamble, which the site ignores'],
  },
  'only a table': { sep: startingWith(`# SEP-12: Icons\n\n${TABLE}`), found: [] },
  'a table of something else': { sep: { PR: '#1\n\n| a | b |\n| --- | --- |\n| x | y |' }, found: [] },
})

testRule('author-login', {
  'two underscores': {
    sep: { 'Author(s)': 'Ada (@ada__example)' },
    found: ['6:18 error @ada__example cannot be a GitHub login'],
  },
  'a hyphen at the end': { sep: { 'Author(s)': '@ada- @bo' }, found: ['6:18 error @ada- cannot'] },
  'too long': { sep: { Sponsor: `@${'a'.repeat(40)}` }, found: ['7:16 error'] },
  'a managed account': { sep: { 'Author(s)': 'Ada (@ada_123), @octocat_corp' }, found: [] },
  "an underscore that is not followed by a company's short name": {
    sep: { 'Author(s)': '@ada_of_example' },
    found: ['6:18 error'],
  },
  hyphens: { sep: { 'Author(s)': '@ada-b-c', Sponsor: '@000-000' }, found: [] },
  'an email address': { sep: { 'Author(s)': 'Ada <ada_x_y@example.org> (@ada)' }, found: [] },
})

testRule('preamble-markup', {
  entities: {
    sep: { 'Author(s)': 'Ada (@ada) &lt;ada@example.org&gt;' },
    found: ['6:18 error Author(s) has HTML (&lt;)'],
  },
  tags: { sep: { Type: '</b> Process<br>' }, found: ['4:13 error Type has HTML (</b>)'] },
  'a self-closing line break': { sep: { Sponsor: '@grace<br/>@mod' }, found: ['7:16 error'] },
  "the template's text, which another rule reports": {
    sep: { 'Author(s)': 'Name <email> (@github-username)' },
    found: [],
  },
  'an email address, as in the template': { sep: { 'Author(s)': 'Ada <ada@example.org> (@ada)' }, found: [] },
  'an ampersand': { sep: { 'Author(s)': 'Ada & Bo (@bo)' }, found: [] },
  'a field that the site does not read': { sep: { PR: '#1\n- **Requires**: a &lt; b' }, found: [] },
})
