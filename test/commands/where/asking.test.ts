import { describe, expect, test } from 'vitest'
import { LEAVE, run } from '../../support/app.ts'

describe('where, asking', () => {
  test('walks through the four questions', async () => {
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

  test('stops at once when it is sensitive, before it asks anything else', async () => {
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

  test('behaviour that is intended goes to an ordinary issue', async () => {
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

  test('a matter of people needs no further question', async () => {
    const { stdout } = await run(['where'], { person: [{ ask: 'What is it about?', pick: "Someone's behaviour" }] })
    expect(stdout).toMatch(/mcp-coc@anthropic\.com/)
  })

  test('a weakness of another product is not compared with what this project intends', async () => {
    const { stdout } = await run(['where', '--type', 'vulnerability', '--area', 'other-product'], { person: [] })
    expect(stdout).toMatch(/privately to the product's vendor/)
  })

  test.each([0, 1, 2, 3])('leaving at question %i ends with 130 and prints nothing', async (at) => {
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
