import type { Facts } from '../../src/seps/lint/facts.ts'

const PULL_URL = 'https://github.com/modelcontextprotocol/modelcontextprotocol/pull/'

const HEADING = '# SEP-0000: Icons for tools'

const FIELDS: Readonly<Record<string, string>> = {
  Status: 'Draft',
  Type: 'Standards Track',
  Created: '2026-10-01',
  'Author(s)': 'Ada Example (@ada)',
  Sponsor: 'None',
  'Working Group': 'Tools Working Group',
  PR: `${PULL_URL}{NUMBER}`,
}

const SECTIONS: Readonly<Record<string, string>> = {
  Abstract:
    'Hosts show long lists of tools, and people find the one they want by its picture faster than by its name. This SEP lets a server give each tool an icon, in one or more sizes, and says how a host fetches it, what it does without one, and what it never does with it.',
  Motivation:
    'A host with forty tools shows forty lines of text. Three hosts have made up their own pictures by now, each by guessing from the name of the tool, and each guesses something else. Servers that want a picture of their own put it into the description, where models read it and people do not. The protocol has no place for it today, and a host cannot tell a picture from any other address.',
  Specification:
    'A tool MAY have a field `icons`. A host MUST work without it, and `must` not show what it cannot check.',
  Rationale:
    'It was discussed in the [thread](https://github.com/orgs/example/discussions/12). Most people preferred a separate field.',
  'Backward Compatibility': 'Older hosts ignore the field, and older servers do not send it, so nothing breaks.',
  'Security Implications':
    'An icon comes from an address of the server, so the host loads it only over HTTPS, and only as a picture.',
  'Reference Implementation':
    'It works in [a branch](https://github.com/modelcontextprotocol/typescript-sdk/pull/4711) of the TypeScript SDK.\n\n**AI disclosure:** none',
}

export type Changes = Readonly<Record<string, string | null>>

/**
 * A valid SEP with changes to its `heading`, and to its fields and sections by their names; null removes a field or section.
 * `before` and `after`: lines to add at the start and at the end.
 */
export function sepDraft(changes: Changes = {}): string {
  const { heading = HEADING, before = '', after = '' } = changes
  const changed = (parts: Readonly<Record<string, string>>) =>
    Object.entries({ ...parts, ...changesOf(changes, parts) })
  const fields = changed(FIELDS).flatMap(([key, value]) => (value === null ? [] : [`- **${key}**: ${value}`.trimEnd()]))
  const sections = changed(SECTIONS).flatMap(([name, text]) =>
    text === null ? [] : [`\n## ${name}\n\n${text}`.trimEnd()],
  )
  // Only the empty line after the heading, at index 2, is kept.
  return `${[before, heading, '', ...fields, ...sections, after].filter((part, index) => part !== '' || index === 2).join('\n')}\n`
}

function changesOf(changes: Changes, parts: Readonly<Record<string, string>>): Changes {
  return Object.fromEntries(Object.entries(changes).filter(([key]) => Object.hasOwn(parts, key)))
}

/** The facts with which `sepDraft()` has no findings. */
export const FACTS: Facts = {
  fileName: '0000-icons-for-tools.md',
  today: '2026-11-22',
  maintainers: [
    { login: 'grace', name: 'Grace', roles: [{ kind: 'core', area: null, note: null }] },
    { login: 'mod', name: 'Mod', roles: [{ kind: 'moderator', area: null, note: null }] },
  ],
  sepNumbers: new Set([100, 200]),
  existingPaths: new Set(['100-old.md']),
  newSeps: null,
  findMdxFaults: null,
  changedLines: null,
  checksFinal: false,
}
