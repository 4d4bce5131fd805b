import { testRule } from './table.ts'

/** As long as a text of the template, and with its beginning and its end. */
const OPEN_QUESTIONS = 'Unresolved issues that need community input and plenty discussion.'
const OPTIONAL_SECTIONS = `\n---\n\n## Additional Optional Sections\n\nDepending on your SEP, you may want to include:`
const TEMPLATE_TEXT = 'Required for SEPs that introduce backward incompatibilities.'

testRule('section-missing', {
  'two sections': {
    sep: { Rationale: null, 'Security Implications': null },
    found: ['1:1 error missing section "Rationale"', '1:1 error missing section "Security Implications"'],
  },
  'two optional sections of a Process SEP': {
    sep: { Type: 'Process', 'Backward Compatibility': null, 'Reference Implementation': null },
    found: ['1:1 warning', '1:1 warning'],
  },
  'by another name': {
    sep: { 'Security Implications': null, after: '\n## Security Considerations\n\nNone, since …' },
    found: [],
  },
  'only in a code block': { sep: { Rationale: null, after: '\n```\n## Rationale\n```' }, found: ['1:1 error'] },
  'inside another section': { sep: { Rationale: null, after: '\n### Rationale\n\nSo.' }, found: [] },
  'the abstract, although another section has an overview': {
    sep: { Abstract: null, Specification: '### Overview\n\nIt has icons.' },
    found: ['1:1 error missing section "Abstract"'],
  },
  'in bold instead of a heading, with the text directly below it': {
    sep: { Rationale: null, after: '\n**7. Rationale:**\nSo.' },
    found: ['37:1 error this line is not a heading, because bold text is only a paragraph; write "## Rationale"'],
    fixed: '\n## Rationale\nSo.',
  },
  'by another clear name, in bold': {
    sep: { 'Security Implications': null, after: '\n__Security Considerations__\n\nNone, since …' },
    found: ['37:1 error this line is not a heading'],
    fixed: '\n## Security Implications\n\nNone, since …',
  },
  'in bold, but perhaps about something else': {
    sep: { Abstract: null, Specification: '**Overview**\n\nIt has icons. **Abstract**\n\n**Abstract** or not.' },
    found: ['1:1 error missing section "Abstract"'],
  },
  'without a space after the marks': {
    sep: { Rationale: null, after: '\n##Rationale\n\nSo.' },
    found: ['37:1 error this line is not a heading, because there is no space after #; write "## Rationale"'],
    fixed: '\n## Rationale\n\nSo.',
  },
  'with a no-break space after the marks': {
    sep: { Rationale: null, after: '\n##\u00A0Rationale\n\nSo.' },
    found: ['37:1 error this line is not a heading, because the space after # is not an ordinary one; write "## Rat'],
    fixed: '\n## Rationale\n\nSo.',
  },
  'in bold, with the number of a text processor': {
    sep: { Rationale: null, after: '\n**4\\. Rationale**\n\nSo.' },
    found: ['37:1 error this line is not a heading'],
    fixed: '\n## Rationale\n\nSo.',
  },
  'with a picture after it': { sep: { Rationale: null, after: '\n## Rationale ✅\n\nSo.' }, found: [] },
  'as HTML': {
    sep: { Rationale: null, after: '\n<h2>Rationale</h2>\n\nSo.' },
    found: ['37:1 error this line is not a heading, because the site does not read HTML as headings'],
  },
  'with a picture, another number, or an anchor': {
    sep: { Rationale: null, after: '\n## 🔒 VI. Rationale {#why}\n\nSo.' },
    found: [],
  },
})

testRule('section-empty', {
  'nothing at all': { sep: { Rationale: '' }, found: ['23:1 error "Rationale" is empty; write it'] },
  'an empty security section, which may be "none" with a reason': {
    sep: { 'Security Implications': '' },
    found: ['error "Security Implications" is empty; write it, or write "none" and explain why'],
  },
  'only our guidance': { sep: { Rationale: '<!-- mcp-comms: why is it done so? -->' }, found: ['23:1 error'] },
  "only the template's words": { sep: { Abstract: TEMPLATE_TEXT }, found: ['11:1 error'] },
  todo: { sep: { Rationale: '// TODO' }, found: ['23:1 error'] },
  'TBD before a subsection': { sep: { Rationale: 'TBD\n\n### Thanks\n\nTo all.' }, found: ['23:1 error'] },
  'only empty subsections': { sep: { Rationale: '### One\n\n### Two' }, found: ['23:1 error'] },
  'a to-do that says what to do': { sep: { Rationale: 'TODO: compare it with resources.' }, found: [] },
  'only an AI disclosure': { sep: { Rationale: '**AI disclosure:** None.' }, found: ['23:1 error'] },
  'a sentence about AI disclosure': { sep: { Rationale: 'AI disclosure belongs in the metadata.' }, found: [] },
  'words between two comments': { sep: { Rationale: '<!-- a --> So. <!-- b -->' }, found: [] },
  none: { sep: { 'Security Implications': 'None.' }, found: [] },
  'a picture': { sep: { Rationale: '![](https://example.com/why.png)' }, found: [] },
  'only code': { sep: { Specification: '```ts\nicons?: Icon[]\n```' }, found: [] },
})

testRule('section-template', {
  "next to the author's text": {
    sep: { Abstract: `${TEMPLATE_TEXT}\n\nHosts show icons.` },
    found: ["13:1 error this is the template's text"],
    fixed: '## Abstract\n\nHosts show icons.\n',
  },
  "before the author's words in the same paragraph, where only the author can remove it": {
    sep: { Abstract: `${TEMPLATE_TEXT} Hosts show icons.` },
    found: ["13:1 error this begins with the template's text"],
    fixed: `${TEMPLATE_TEXT} Hosts show icons.`,
  },
  "the template's words as a link to the author's own page, or with a picture": {
    sep: {
      Abstract: `Icons.\n\n[${TEMPLATE_TEXT}](https://example.org/icons)`,
      Rationale: `So.\n\n${TEMPLATE_TEXT}\n![](icons.png)`,
    },
    found: ["15:1 error this begins with the template's text", "29:1 error this begins with the template's text"],
  },
  "a paragraph of the author that begins with words of the template's": {
    sep: {
      Motivation: 'Why is this change needed? Because every host shows other icons, and nobody can tell them apart.',
    },
    found: [],
  },
  "a list of the author that begins with an item of the template's": {
    sep: {
      'Security Implications': 'An icon is a picture.\n\n- New attack surfaces\n- A picture may track whoever sees it',
    },
    found: [],
  },
  'only the template, which another rule reports': { sep: { Abstract: TEMPLATE_TEXT }, found: [] },
  'the optional sections, with their headings and the rule above them': {
    sep: { after: `${OPTIONAL_SECTIONS}\n\n### Open Questions\n\n${OPEN_QUESTIONS}` },
    found: Array(3).fill("error this is the template's text"),
    fixed: '**AI disclosure:** none\n\n',
  },
  'the heading above an optional section that the author has begun, which a fix must not remove': {
    sep: { after: `${OPTIONAL_SECTIONS}\n\n### Open Questions\n\nWho pays?` },
    found: Array(2).fill("error this is the template's text"),
    fixed: '## Additional Optional Sections\n\n### Open Questions\n\nWho pays?\n',
  },
  "an optional section under the author's heading, or with a comment": {
    sep: { after: `\n## Questions\n\n${OPEN_QUESTIONS}\n\n## Open Questions\n\n<!-- Ask Ada -->\n\n${OPEN_QUESTIONS}` },
    found: Array(2).fill("error this is the template's text"),
    fixed: '\n## Questions\n\n## Open Questions\n\n<!-- Ask Ada -->\n',
  },
  'quoted as code': { sep: { Abstract: `\`\`\`\n${TEMPLATE_TEXT}\n\`\`\`` }, found: [] },
  "one word of the template's text": { sep: { Abstract: 'Required, this is about icons.' }, found: [] },
})

testRule('section-order', {
  'the abstract last': {
    sep: { Abstract: null, after: '\n## Abstract\n\nIcons.' },
    found: ['37:1 warning "Abstract" comes before "Motivation" in the template'],
  },
  'security after the implementation, as in the guidelines': {
    sep: { 'Security Implications': null, after: '\n## Security Implications\n\nNone, since …' },
    found: [],
  },
  'other sections between': { sep: { Rationale: 'So.\n\n## Future work\n\nMore.' }, found: [] },
  'a subsection by that name': { sep: { Rationale: 'So.\n\n### Abstract\n\nMore.' }, found: [] },
})

testRule('section-name', {
  'nearly the same': {
    sep: { 'Backward Compatibility': null, Rationale: 'So.\n\n## Backwards Compatibility\n\nNothing breaks.' },
    found: ['27:1 warning "Backwards Compatibility" is called "Backward Compatibility"'],
    fixed: '\n## Backward Compatibility\n\nNothing breaks.\n',
  },
  'with a number before and spaces after the title': {
    sep: { 'Security Implications': null, after: '\n## 8. Security Considerations  \n\nNone, since …' },
    found: ['warning "8. Security Considerations"'],
    fixed: '\n## Security Implications  \n\nNone, since …',
  },
  'with a colon after the title': {
    sep: { 'Security Implications': null, after: '\n## Security Implications:\n\nNone, since …' },
    found: ['warning "Security Implications:"'],
    fixed: '\n## Security Implications\n\nNone, since …',
  },
  'inside another section, whose own part it may be': {
    sep: { Specification: 'It says:\n\n### 1. Implementation\n\nIcons.', 'Reference Implementation': null },
    found: ['warning "1. Implementation"'],
  },
  underlined: {
    sep: { Rationale: null, after: '\nRationales\n---\n\nSo.' },
    found: ['warning "Rationales"'],
  },
  'a link, which a fix must not remove': {
    sep: { 'Reference Implementation': null, after: '\n## [Prototype](https://github.com/example/icons)\n\nIt works.' },
    found: ['warning "Prototype"'],
  },
  'in bold and code': {
    sep: { 'Reference Implementation': null, after: '\n## **`Prototype`** ##\n\nIt works.' },
    found: ['warning "Prototype"'],
    fixed: '\n## Reference Implementation\n\nIt works.\n',
  },
  'another section': { sep: { after: '\n## Security of the build\n\nIt is safe.' }, found: [] },
})

testRule('section-level', {
  'too high': {
    sep: { 'Security Implications': null, after: '\n# Security Implications\n\nNone, since …' },
    found: ['37:1 warning "Security Implications" has a heading of level 1'],
    fixed: '\n## Security Implications\n\nNone, since …',
  },
  'too high and underlined, before a # in the text': {
    sep: { 'Security Implications': null, after: '\nSecurity Implications\n===\n\nNone, since #12.' },
    found: ['37:1 warning "Security Implications" has a heading of level 1'],
  },
  'too high and underlined, without a # after it': {
    sep: { 'Security Implications': null, after: '\nSecurity Implications\n===\n\nNone, since …' },
    found: ['37:1 warning "Security Implications" has a heading of level 1'],
  },
  'too low, with a subsection': {
    sep: { Rationale: null, after: '\n### Rationale\n\nSo.\n\n#### More\n\nYes.' },
    found: ['warning'],
  },
  'too low, before a subsection that it would take in': {
    sep: { Abstract: null, Specification: 'It says:\n\n### Abstract\n\nIcons.\n\n### Messages\n\nNone.' },
    found: ['warning'],
  },
  'too low, at the end of another section': {
    sep: { Rationale: null, 'Security Implications': 'None.\n\n### Rationale\n\nSo.' },
    found: ['warning'],
    fixed: '\n## Rationale\n\nSo.\n\n## Reference',
  },
  'too low, inside another section, whose own part it may be': {
    sep: { Motivation: 'So.\n\n### Implementation\n\nIcons.', 'Reference Implementation': null },
    found: ['warning'],
  },
  'a subsection with the same name': { sep: { Rationale: 'So.\n\n### Rationale\n\nAgain.' }, found: [] },
})

testRule('section-repeated', {
  twice: {
    sep: { after: '\n## Rationale\n\nAgain.' },
    found: ['41:1 error "Rationale" is already on line 23'],
  },
  'in a subsection': { sep: { after: '\n### Rationale\n\nAgain.' }, found: [] },
})
