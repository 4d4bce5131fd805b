import { describe, expect, test } from 'vitest'
import { LEAVE, run } from '../../support/app.ts'

describe('where, interactively', () => {
  test('asks the four questions', async () => {
    const { stdout, exitCode } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'Something is broken' },
        { ask: 'May everyone read it?', pick: 'Yes' },
        { ask: 'Could someone start on it?', pick: 'Yes, it can be reproduced' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Start writing it now?', say: false },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
    expect(exitCode).toBe(0)
  })

  test('asks nothing that flags have answered', async () => {
    const { stdout } = await run(['where', '--type', 'docs', '--area', 'docs'], {
      person: [
        { ask: 'May everyone read it?', pick: 'Yes' },
        { ask: 'Could someone start on it?', pick: 'A small fix I can make myself' },
      ],
    })
    expect(stdout).toMatch(/Open an issue/)
  })

  test('stops at the first sensitive answer, before it asks anything else', async () => {
    const { stdout, stderr } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'A security vulnerability' },
        { ask: 'Is it just one of these?', pick: 'No' },
        { ask: 'Where does it happen?', pick: 'Rust SDK' },
        { ask: 'Start writing it now?', say: false },
      ],
    })
    expect(stderr).toMatch(/Do not post this publicly\./)
    expect(stdout).toMatch(/Report it privately to modelcontextprotocol\/rust-sdk/)
  })

  test('intended behaviour goes to an ordinary issue', async () => {
    const { stdout } = await run(['where'], {
      person: [
        { ask: 'What is it about?', pick: 'Something is broken' },
        { ask: 'May everyone read it?', pick: 'No, it could be misused' },
        { ask: 'Is it just one of these?', pick: 'A stdio peer breaks the other side' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
        { ask: 'Start writing it now?', say: false },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/go-sdk/)
  })

  test('a report about people needs no further question', async () => {
    const { stdout } = await run(['where'], { person: [{ ask: 'What is it about?', pick: "Someone's behaviour" }] })
    expect(stdout).toMatch(/mcp-coc@anthropic\.com/)
  })

  test('a vulnerability in another product is not compared with the intended behaviour of this project', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', '--area', 'other-product'], { person: [] })
    expect(stdout).toMatch(/privately to the product's vendor/)
  })

  test.each([0, 1, 2, 3])('leaving at question %i exits with 130 and prints nothing', async (at) => {
    const script = [
      { ask: 'What is it about?', pick: 'Something is broken' },
      { ask: 'May everyone read it?', pick: 'Yes' },
      { ask: 'Could someone start on it?', pick: 'Not yet' },
      { ask: 'Where does it happen?', pick: 'Go SDK' },
    ]
    const left = script.slice(0, at + 1).map((step, index) => (index === at ? { ...step, pick: LEAVE } : step))
    const { stdout, stderr, exitCode } = await run(['where'], { person: left as never })
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

describe('a private channel', () => {
  const CRITERIA = [
    'Is it about a security incident, such as a vulnerability or a leak?',
    'Is it about people, such as conduct, or a matter between maintainers?',
    'Does it need an immediate or focused answer that only a few people can give?',
  ] as const
  const FEW = [
    { ask: 'What is it about?', pick: 'Coordinating something' },
    { ask: 'May everyone read it?', pick: 'Only a few people, for now' },
  ]

  test('becomes public if none of the reasons for a private one applies', async () => {
    const { stdout, stderr } = await run(['where'], {
      person: [
        ...FEW,
        ...CRITERIA.map((ask) => ({ ask, say: false })),
        { ask: 'Could someone start on it?', pick: 'Something to coordinate now' },
        { ask: 'Where does it happen?', pick: 'Go SDK' },
      ],
    })
    expect(stderr).toContain('None of these holds, so it belongs in public')
    expect(stdout).not.toMatch(/in private/)
  })

  test('says who to ask, that it is temporary, and what has to be documented', async () => {
    const { stdout } = await run(['where'], {
      person: [...FEW, ...CRITERIA.map((ask, at) => ({ ask, say: at === 2 }))],
    })
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /Ask a maintainer in private .* ask for access.* temporary.* documented afterwards/,
    )
  })

  test('for a report about people leads to those who handle it', async () => {
    const { stdout } = await run(['where'], {
      person: [...FEW, { ask: CRITERIA[0], say: false }, { ask: CRITERIA[1], say: true }],
    })
    expect(stdout).toContain('Bring it to the maintainers in private')
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
