import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../src/errors.ts'
import { categoryOf, toPostInput } from '../../src/publish/post-input.ts'
import { withMarker } from '../../src/text/added-lines.ts'
import { publicationWith } from '../support/publication.ts'

const itemsNamed = (prefix: string, ...names: readonly string[]) =>
  names.map((name) => ({ id: `${prefix}-${name}`, name }))
const OFFERED = {
  viewer: 'newcomer',
  labels: itemsNamed('L', 'bug', 'help wanted', 'docs'),
  assignees: itemsNamed('U', 'newcomer', 'Maintainer'),
  milestones: itemsNamed('M', 'next', 'v2.0'),
  categories: itemsNamed('C', 'Ideas', 'Q&A').map((one) => ({ ...one, slug: one.name === 'Ideas' ? 'ideas' : 'q-a' })),
}
const PROJECTS = itemsNamed('P', 'Roadmap', 'Board')
const NO_LOOKUPS = { parentId: null, projects: [] }
const NOTHING_OFFERED = { viewer: 'newcomer', labels: [], assignees: [], milestones: [], categories: [] }

function problemsOf(fields: Parameters<typeof publicationWith>[0], offered = OFFERED): readonly string[] {
  try {
    toPostInput(publicationWith(fields), offered, { parentId: null, projects: PROJECTS })
  } catch (error) {
    if (!(error instanceof Failure) || error.failureClass !== 'validation') throw error
    const [head, ...problems] = error.message.split('\n')
    expect(head).toBe('Nothing was sent to example/protocol:')
    return problems.map((problem) => problem.trim())
  }
  return []
}

describe('an issue', () => {
  test('has the ids of the labels and other names in the draft, whatever their case', () => {
    const publication = publicationWith({
      labels: ['Bug', 'help wanted'],
      assignees: ['@me', '@maintainer'],
      milestone: 'V2.0',
      projects: ['roadmap'],
    })
    expect(toPostInput(publication, OFFERED, { parentId: 'I-parent', projects: PROJECTS })).toEqual({
      kind: 'issue',
      issue: {
        title: 'The handshake stalls',
        body: 'After the first byte.',
        labelIds: ['L-bug', 'L-help wanted'],
        assigneeIds: ['U-newcomer', 'U-Maintainer'],
        milestoneId: 'M-v2.0',
        parentIssueId: 'I-parent',
      },
      projects: [{ id: 'P-Roadmap', name: 'Roadmap' }],
    })
  })

  test('needs no labels, assignees, milestone or projects', () => {
    const { issue } = { issue: null, ...toPostInput(publicationWith(), NOTHING_OFFERED, NO_LOOKUPS) }
    expect(issue).toMatchObject({ labelIds: [], assigneeIds: [], milestoneId: null, parentIssueId: null })
  })

  test('uses each name once, even if it is repeated', () => {
    const input = toPostInput(
      publicationWith({ labels: ['bug', 'BUG'], assignees: ['@me', 'newcomer'] }),
      OFFERED,
      NO_LOOKUPS,
    )
    expect(input).toMatchObject({ issue: { labelIds: ['L-bug'], assigneeIds: ['U-newcomer'] } })
  })

  test('reports all problems at once, with similar existing names', () => {
    const problems = problemsOf({
      title: '',
      body: 'x'.repeat(70_000),
      labels: ['bgu', 'docs', 'help'],
      assignees: ['mantainer', 'so@me'],
      milestone: 'nxt',
      projects: ['Raodmap'],
    })
    expect(problems).toEqual([
      'there is no label "bgu" in example/protocol (nearest: "bug")',
      'there is no label "help" in example/protocol',
      'there is no assignee "mantainer" in example/protocol (nearest: "Maintainer")',
      'there is no assignee "so@me" in example/protocol',
      'there is no milestone "nxt" in example/protocol (nearest: "next")',
      'there is no project "Raodmap" in example/protocol (nearest: "Roadmap")',
      'it has no title: pass --title, or add one to the draft',
      'its text has 70000 characters; GitHub accepts at most 65451, not counting our hidden marker',
    ])
  })

  test('leaves out names that come from the form if the repository lacks them', () => {
    const fromForm = { labels: ['triage'], assignees: ['leader'], type: null }
    const publication = publicationWith({ labels: ['triage', 'bug'], assignees: ['leader'], fromForm })
    expect(toPostInput(publication, OFFERED, NO_LOOKUPS)).toMatchObject({
      issue: { labelIds: ['L-bug'], assigneeIds: [] },
    })
  })

  test('suggests no label if the repository has none', () => {
    expect(problemsOf({ labels: ['bug'] }, { ...OFFERED, labels: [] })).toEqual([
      'there is no label "bug" in example/protocol',
    ])
  })

  test('needs no category', () => {
    expect(problemsOf({ category: 'nowhere' }, NOTHING_OFFERED)).toEqual([])
    expect(categoryOf({ category: null }, OFFERED)).toBeUndefined()
  })
})

describe("GitHub's limits", () => {
  test.each([
    ['a title of 256 characters', { title: 'x'.repeat(256) }, []],
    [
      'a title of 257 characters',
      { title: 'x'.repeat(257) },
      ['its title has 257 characters; GitHub accepts at most 256'],
    ],
    ['a title of 256 emoji', { title: '🚀'.repeat(256) }, []],
  ])('%s', (_, fields, problems) => {
    expect(problemsOf(fields)).toEqual(problems)
  })

  test('the longest valid text fits with its marker', () => {
    const longest = 'x'.repeat(65_451)
    expect(problemsOf({ body: longest })).toEqual([])
    expect(withMarker(longest, 'x'.repeat(64)).length).toBe(65_536)
    expect(problemsOf({ body: `${longest}x` })).toHaveLength(1)
  })
})

describe('a discussion', () => {
  const discussion = { kind: 'discussion' } as const

  test.each([['q-a'], ['Q&A'], ['q&a']])('has its category, by name or slug: %s', (category) => {
    const input = toPostInput(publicationWith({ ...discussion, category, labels: ['docs'] }), OFFERED, NO_LOOKUPS)
    expect(input).toEqual({
      kind: 'discussion',
      discussion: { title: 'The handshake stalls', body: 'After the first byte.', categoryId: 'C-Q&A' },
      labels: [{ id: 'L-docs', name: 'docs' }],
    })
  })

  test.each([
    ['no category is named', null, OFFERED, 'a discussion needs a category: pass --category ideas|q-a'],
    [
      'the named category does not exist',
      'idaes',
      OFFERED,
      'there is no category "idaes" in example/protocol; choices: ideas, q-a',
    ],
    ['the repository has no categories', null, NOTHING_OFFERED, 'example/protocol has no categories for discussions'],
    [
      'the repository has no categories, although one is named',
      'ideas',
      NOTHING_OFFERED,
      'example/protocol has no categories for discussions',
    ],
  ])('is rejected if %s', (_, category, offered, problem) => {
    expect(problemsOf({ ...discussion, category }, offered)).toEqual([problem])
  })
})

test('each unknown label is reported, and no existing label', () => {
  const name = fc.stringMatching(/^[a-z]{3,8}$/)
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 6 }), fc.uniqueArray(name, { maxLength: 6 }), (existing, written) => {
      const problems = problemsOf({ labels: written }, { ...OFFERED, labels: itemsNamed('L', ...existing) })
      const unknown = written.filter((one) => !existing.includes(one))
      expect(problems.map((problem) => problem.split('"')[1])).toEqual(unknown)
    }),
  )
})
