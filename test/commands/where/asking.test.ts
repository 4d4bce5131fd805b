import { describe, expect, test } from 'vitest'
import { CTRL_C, run } from '../../support/app.ts'
import { BUG_IN_GO } from '../../support/script.ts'

describe('where, in a terminal', () => {
  test('asks the four questions', async () => {
    const { stdout, exitCode } = await run(['where'], {
      person: BUG_IN_GO,
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
    expect(exitCode).toBe(0)
  })

  test('does not ask what flags have answered', async () => {
    const { stdout } = await run(['where', '--type', 'docs', '--area', 'docs'], {
      person: [
        { ask: 'May everyone read it?', pick: 'Yes' },
        { ask: 'What does it need?', pick: 'A small fix I can make myself' },
        { ask: 'Start writing it now?', pick: 'Not now' },
      ],
    })
    expect(stdout).toMatch(/Open an issue/)
  })

  test('warns after a sensitive answer, and then asks only about intended behavior and the repository', async () => {
    const { stdout, stderr } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'A security vulnerability' },
        { ask: 'Is it just one of these?', pick: 'No' },
        { ask: 'Where does it happen?', pick: 'Rust SDK' },
        { ask: 'Start writing it now?', pick: 'Not now' },
      ],
    })
    expect(stderr).toMatch(/Do not post this publicly\./)
    expect(stdout).toMatch(/Report it privately to modelcontextprotocol\/rust-sdk/)
  })

  test('recommends an ordinary issue for intended behavior', async () => {
    const { stdout } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'Something is broken' },
        { ask: 'May everyone read it?', pick: 'No, it could be misused' },
        { ask: 'Is it just one of these?', pick: 'A stdio peer breaks the other side' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Start writing it now?', pick: 'Not now' },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
  })

  test('for a report about people, asks only for the type and for a confirmation', async () => {
    const { stdout } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: "Someone's behavior" },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/mcp-coc@anthropic\.com/)
  })

  test('does not ask about intended behavior for a vulnerability in another product', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', '--area', 'other-product'], { person: [] })
    expect(stdout).toMatch(/privately to the product's vendor/)
  })

  test.each([1, 2, 3, 4])('Ctrl-C at question %i exits with 130, and prints no recommendation', async (position) => {
    const script = [
      { ask: 'What is it about?', pick: 'Something is broken' },
      { ask: 'May everyone read it?', pick: 'Yes' },
      { ask: 'Can it be reproduced?', pick: 'Not yet' },
      { ask: 'Where does it happen?', pick: 'Go SDK' },
    ]
    const interrupted = script
      .slice(0, position)
      .map((step, index) => (index === position - 1 ? { ...step, pick: CTRL_C } : step))
    const { stdout, stderr, exitCode } = await run(['where'], { person: interrupted as never })
    expect(exitCode).toBe(130)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Cancelled\. Nothing was sent\./)
  })

  test('--no-input asks nothing', async () => {
    const { stderr, exitCode } = await run(['where', '--no-input'], { person: [] })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/--type bug\|docs/)
  })

  test('--json asks nothing', async () => {
    const { exitCode } = await run(['where', '--json'], { person: [] })
    expect(exitCode).toBe(2)
  })
})

test.each([
  ['A change to the protocol', 'protocol-change'],
  ['A change to rules or governance', 'process-change'],
])('%s needs no area: a person is not asked for it, and a script can leave it out', async (pick, type) => {
  const { stdout } = await run(['where'], {
    person: [
      { ask: 'What is it about?', pick },
      { ask: 'May everyone read it?', pick: 'Yes' },
      { ask: 'How far along is it?', pick: 'A concrete proposal' },
      { ask: 'Start writing it now?', pick: 'Not now' },
    ],
  })
  expect(stdout).toMatch(/SEP with/)
  const flags = ['--type', type, '--sensitivity', 'public', '--actionability', 'open-ended']
  expect((await run(['where', ...flags])).exitCode).toBe(0)
})

describe('where, going back', () => {
  const BUG = { ask: 'What is it about?', pick: 'Something is broken' } as const
  const PUBLIC = { ask: 'May everyone read it?', pick: 'Yes' } as const

  test('an earlier question can be answered again, and the next questions follow from the new answer', async () => {
    const { stdout } = await run(['where'], {
      person: [
        BUG,
        PUBLIC,
        { ask: 'Can it be reproduced?', back: '' },
        { ask: 'May everyone read it?', back: '' },
        { ask: 'What is it about?', pick: 'A change to the protocol' },
        PUBLIC,
        { ask: 'How far along is it?', pick: 'A concrete proposal' },
        { ask: 'Start writing it now?', back: '' },
        { ask: 'How far along is it?', pick: 'An idea to explore' },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/Develop a SEP with a working group[\s\S]*Bring the idea to #general on Discord/)
  })

  test('a sensitive answer that was taken back does not count', async () => {
    const { stdout } = await run(['where'], {
      person: [
        BUG,
        { ask: 'May everyone read it?', pick: 'No, it could be misused' },
        { ask: 'Is it just one of these?', back: '' },
        PUBLIC,
        { ask: 'Can it be reproduced?', pick: 'Yes, it can be reproduced' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Start writing it now?', pick: 'Not now' },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
  })

  test('an answer can be changed at the end, even to a sensitive one', async () => {
    const { stdout, stderr } = await run(['where'], {
      person: [
        BUG,
        PUBLIC,
        { ask: 'Can it be reproduced?', pick: 'Yes, it can be reproduced' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Start writing it now?', pick: 'Change: May everyone read it?' },
        { ask: 'May everyone read it?', back: '' },
        { ask: 'Start writing it now?', pick: 'Change: May everyone read it?' },
        { ask: 'May everyone read it?', pick: 'No, it could be misused' },
        { ask: 'Is it just one of these?', pick: 'No' },
        { ask: 'Start writing it now?', pick: 'Not now' },
      ],
    })
    expect(stderr).toContain('Do not post this publicly.')
    expect(stdout).toMatch(/Report it privately to modelcontextprotocol\/go-sdk/)
  })

  test('the person can go back through the questions about a private channel one by one', async () => {
    const { stdout } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'Coordinating something' },
        { ask: 'May everyone read it?', pick: 'Only a few people, for now' },
        { ask: 'Is it about a security incident, such as a vulnerability or a leak?', say: false },
        { ask: 'Is it about people, such as conduct, or a matter between maintainers?', back: '' },
        { ask: 'Is it about a security incident, such as a vulnerability or a leak?', back: '' },
        PUBLIC,
        { ask: 'What do you need?', pick: 'Something to coordinate now' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).not.toMatch(/privately/)
  })
})

describe('a private channel', () => {
  const CRITERIA = [
    'Is it about a security incident, such as a vulnerability or a leak?',
    'Is it about people, such as conduct, or a matter between maintainers?',
    'Does it need an immediate or focused answer that only a few people can give?',
  ] as const
  const CONFIRM = { ask: 'Is that what you meant?', pick: 'Yes' } as const
  const LIMITED_AUDIENCE = [
    { ask: 'What is it about?', pick: 'Coordinating something' },
    { ask: 'May everyone read it?', pick: 'Only a few people, for now' },
  ]

  test('is not recommended if none of the reasons for it applies', async () => {
    const { stdout, stderr } = await run(['where'], {
      person: [
        ...LIMITED_AUDIENCE,
        ...CRITERIA.map((ask) => ({ ask, say: false })),
        { ask: 'What do you need?', pick: 'Something to coordinate now' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        CONFIRM,
      ],
    })
    expect(stderr).toContain('None of these reasons applies, so it belongs in public')
    expect(stdout).not.toMatch(/privately/)
  })

  test('comes with advice: which people to contact, that it is temporary, and what to document afterward', async () => {
    const { stdout } = await run(['where'], {
      person: [...LIMITED_AUDIENCE, ...CRITERIA.map((ask, index) => ({ ask, say: index === 2 })), CONFIRM],
    })
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Ask a maintainer privately .* ask for access.* temporary.* Afterward, document/,
    )
  })

  test('to the maintainers is recommended if the matter is about people', async () => {
    const { stdout } = await run(['where'], {
      person: [...LIMITED_AUDIENCE, { ask: CRITERIA[0], say: false }, { ask: CRITERIA[1], say: true }, CONFIRM],
    })
    expect(stdout).toContain('Bring it privately to the maintainers')
  })
})

test('--web opens a mail draft for a report about conduct, with only a subject', async () => {
  const { opened, stdout, files } = await run(
    ['where', '--type', 'conduct', '--web', 'a maintainer insulted me in #general'],
    {},
  )
  expect(opened).toEqual(['mailto:mcp-coc@anthropic.com?subject=Code%20of%20Conduct%20report'])
  expect(stdout).toContain('mcp-coc@anthropic.com')
  expect(files).toEqual({})
})

test.each([
  ['It happens after each reconnect of the client', 2],
  ['An attacker can steal the tokens of other users with it', 1],
])('own words keep the other matter of the text, unless they may be private: %s', async (search, count) => {
  const text =
    'The request times out after 60 seconds in the Python SDK; also, I think the spec should define a heartbeat'
  const intended = count === 2 ? [] : [{ ask: 'Is it just one of these?', pick: 'No' }]
  const { stdout } = await run(['where', text], {
    person: [
      { ask: 'Start writing it now?', pick: 'Change: What is it about?' },
      { ask: 'What is it about?', search },
      ...intended,
      { ask: 'Start writing it now?', pick: 'Not now' },
    ],
  })
  expect(stdout.match(/Another matter: "I think the spec should define a heartbeat"/g)).toHaveLength(count)
})

test.each([
  ['a later question', 'Something is wrong with the tasks of the client', 'What is it about?'],
  [
    'the last question',
    'The Go SDK client hangs for ever in Connect after a restart of the server',
    'Start writing it now?',
  ],
])('words that were typed at a question are printed if the person stops at %s', async (_, search, ask) => {
  const { stderr, exitCode } = await run(['where'], {
    person: [
      { ask: 'What is it about?', search },
      { ask, pick: CTRL_C },
    ],
  })
  expect(stderr).toContain(`What you have written so far:\n\n${search}\n`)
  expect(exitCode).toBe(130)
})

test('the text is printed if the person says that they need no SEP', async () => {
  const text = 'We need a new field in tools/list for icons in the protocol'
  const { stderr, exitCode } = await run(
    ['where', '--type', 'protocol-change', '--sensitivity', 'public', '--actionability', 'actionable', text],
    {
      person: [
        { ask: 'Start writing it now?', pick: 'Yes' },
        { ask: 'What does it change?', pick: 'A fix or clarification' },
      ],
    },
  )
  expect(stderr).toContain(`What you have written so far:\n\n${text}\n\nThis needs no SEP.`)
  expect(exitCode).toBe(0)
})
