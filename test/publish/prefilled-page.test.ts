import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderForm } from '../../src/forms/body.ts'
import { type PageForm, prefilledPage } from '../../src/publish/prefilled-page.ts'
import { anyCharacter } from '../support/any-character.ts'
import { checkboxes, dropdown, input, textarea } from '../support/fields.ts'
import { formOf } from '../support/forms.ts'
import { publicationWith } from '../support/publication.ts'

const SERVER = 'https://github.com'
const NEW_ISSUE_PAGE = `${SERVER}/example/protocol/issues/new`
const FORM = formOf(
  textarea('steps'),
  input('version'),
  dropdown('area', ['Client', 'Server']),
  checkboxes('terms', 'Yes'),
)
const VALUES = { steps: 'Split & wait', version: '1.2', area: 'Client', terms: ['Yes'] }
const filledForm = (values: PageForm['values'] = VALUES): PageForm => ({ file: 'bug.yml', form: FORM, values })
const bodyOf = (values: PageForm['values']) => renderForm(FORM, values).trim()

/** Name and value of each parameter, as a server reads them. */
const parametersIn = (url: string) => [...new URL(url).searchParams]
const page = (fields: Parameters<typeof publicationWith>[0] = {}, form: PageForm | null = null) =>
  prefilledPage(SERVER, publicationWith(fields), form, 'newcomer')

describe('an issue without a form', () => {
  test('prefills everything that the page supports', () => {
    const properties = {
      labels: ['bug', 'help wanted'],
      assignees: ['@me', '@maintainer', 'other'],
      milestone: 'next one',
    }
    const { url, omitted } = page(properties)
    expect(url.startsWith(`${NEW_ISSUE_PAGE}?`)).toBe(true)
    expect(parametersIn(url)).toEqual([
      ['title', 'The handshake stalls'],
      ['labels', 'bug,help wanted'],
      ['assignees', 'newcomer,maintainer,other'],
      ['milestone', 'next one'],
      ['body', 'After the first byte.'],
    ])
    expect(omitted).toEqual([])
  })

  test('has no parameters in its URL if it has no title and no text', () => {
    expect(page({ title: '', body: '' })).toEqual({ url: NEW_ISSUE_PAGE, omitted: [] })
  })

  test('reports what the page cannot prefill', () => {
    const { url, omitted } = prefilledPage(
      SERVER,
      publicationWith({ labels: ['bug', 'a, b'], assignees: ['@me'], projects: ['Roadmap'], parent: '#1' }),
      null,
      null,
    )
    expect(omitted).toEqual(['the label "a, b"', 'the assignee @me', 'projects', 'parent'])
    expect(new URL(url).searchParams.get('labels')).toBe('bug')
    expect(new URL(url).searchParams.has('assignees')).toBe(false)
  })
})

describe('an issue with a form', () => {
  test('prefills the texts by the ids of their fields, and reports the rest', () => {
    const { url, omitted } = page({ body: bodyOf(VALUES) }, filledForm())
    expect(parametersIn(url)).toEqual([
      ['template', 'bug.yml'],
      ['title', 'The handshake stalls'],
      ['steps', 'Split & wait'],
      ['version', '1.2'],
    ])
    expect(omitted).toEqual(['area', 'terms'])
  })

  test('reports text around the answers, which the page cannot prefill', () => {
    const body = `Before.\n\n${bodyOf(VALUES)}`
    expect(page({ body }, filledForm()).omitted).toContain('the text around the answers')
    expect(page({ body: '' }, filledForm()).omitted).not.toContain('the text around the answers')
  })
})

describe('the URL for a discussion', () => {
  const discussion = { kind: 'discussion', category: 'Q&A: Ideas!' } as const

  test('opens the page for its category, and has no labels', () => {
    const { url, omitted } = page({ ...discussion, labels: ['bug'] })
    expect(url).toBe(
      `${SERVER}/example/protocol/discussions/new?category=q-a-ideas&title=The+handshake+stalls&body=After+the+first+byte.`,
    )
    expect(omitted).toEqual(['labels'])
  })

  test('has no template, and no second category', () => {
    const form = {
      file: 'ideas.yml',
      form: formOf(input('category'), textarea('idea')),
      values: { category: 'x', idea: 'y' },
    }
    const { url, omitted } = page({ ...discussion, body: '' }, form)
    expect(parametersIn(url).map(([name]) => name)).toEqual(['category', 'title', 'idea'])
    expect(omitted).toEqual(['category'])
  })
})

describe('the URL of a page, whatever the texts are,', () => {
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.constantFrom(
      '',
      '\r\n',
      '&title=x#y',
      '100% +1',
      '%00',
      '日本語'.repeat(400),
      '🚀'.repeat(900),
      'x'.repeat(9_000),
    ),
  )
  const publication = fc.record({
    kind: fc.constantFrom('issue' as const, 'discussion' as const),
    title: text,
    body: text,
    labels: fc.array(text, { maxLength: 3 }),
    assignees: fc.array(fc.oneof(text, fc.constant('@me')), { maxLength: 3 }),
    milestone: fc.option(text),
    category: fc.option(text),
    parent: fc.option(text),
  })
  const answers = fc.record({ steps: text, version: text, area: fc.constantFrom('Client', ''), terms: fc.constant([]) })
  const form = fc.option(answers.map(filledForm))
  const POSSIBLE_PARAMETERS = [
    'template',
    'category',
    'title',
    'body',
    'labels',
    'assignees',
    'milestone',
    'steps',
    'version',
  ]

  test('is short enough for GitHub, and opens the page for a new post in the repository', () => {
    fc.assert(
      fc.property(publication, form, (fields, pageForm) => {
        const { url } = page(fields, pageForm)
        expect(url.length).toBeLessThanOrEqual(8_192)
        const { origin, pathname, hash } = new URL(url)
        expect([origin, pathname, hash]).toEqual([SERVER, `/example/protocol/${fields.kind}s/new`, ''])
      }),
    )
  })

  test('repeats no parameter, and has only parameters that the page supports', () => {
    fc.assert(
      fc.property(publication, form, (fields, pageForm) => {
        const names = parametersIn(page(fields, pageForm).url).map(([name]) => name)
        expect(new Set(names).size).toBe(names.length)
        expect(names.filter((name) => !POSSIBLE_PARAMETERS.includes(name))).toEqual([])
        if (fields.kind === 'discussion') expect(names).not.toContain('labels')
      }),
    )
  })

  test('contains title, body and milestone unchanged, or reports them as omitted', () => {
    fc.assert(
      fc.property(publication, form, (fields, pageForm) => {
        const { url, omitted } = page(fields, pageForm)
        const { searchParams } = new URL(url)
        const texts = pageForm === null ? { body: fields.body } : {}
        for (const [name, value] of Object.entries({ title: fields.title, ...texts }))
          if (value !== '' && !omitted.includes(name)) expect(searchParams.get(name)).toBe(value)
        if (fields.kind === 'issue' && fields.milestone !== null && !omitted.includes('milestone'))
          expect(searchParams.get('milestone')).toBe(fields.milestone)
      }),
    )
  })

  test('omits the longest text first, by its length in the URL', () => {
    const { url, omitted } = page({ title: 'x', body: '日'.repeat(1_000), milestone: 'm'.repeat(2_000) })
    expect(omitted).toEqual(['body'])
    expect(parametersIn(url).map(([name]) => name)).toEqual(['title', 'milestone'])
    expect(page({ body: 'm'.repeat(2_000), milestone: '日'.repeat(1_000) }).omitted).toEqual(['milestone'])
  })

  test('is filled to the last character before anything is omitted', () => {
    const room = 8_192 - page({ body: '' }).url.length - '&body='.length
    expect(page({ body: 'x'.repeat(room) })).toMatchObject({ url: expect.stringMatching(/^.{8192}$/), omitted: [] })
    expect(page({ body: 'x'.repeat(room + 1) }).omitted).toEqual(['body'])
  })
})
