import { describe, expect, test } from 'vitest'
import { run } from '../../support/app.ts'

describe('where, from words', () => {
  test('answers without asking, and prints how it was classified', async () => {
    const { stdout, stderr, exitCode } = await run([
      'where',
      'the',
      'kotlin',
      'sdk',
      'crashes',
      'on',
      'start',
      '--json',
    ])
    expect(exitCode).toBe(0)
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'issue',
      repo: 'modelcontextprotocol/kotlin-sdk',
      answeredBy: { type: 'text', sensitivity: 'text', actionability: 'text', area: 'text' },
    })
  })

  test('flags override words', async () => {
    const { stdout } = await run(['where', 'the kotlin sdk crashes on start', '--type', 'feature', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      channel: 'discussion',
      answers: { type: 'feature' },
      answeredBy: { type: 'flag', area: 'text' },
    })
  })

  test('control characters of the text are never printed', async () => {
    const { stdout, stderr } = await run([
      'where',
      'the \u001B[31mkotlin\u001B[0m sdk\u202E crashes \u0007on start',
      '--explain',
    ])
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/)
  })

  test('a person sees the classification, and can confirm it', async () => {
    const { stdout, stderr } = await run(['where', 'how do I declare a tool in the Python SDK?'], {
      person: [{ ask: 'Is that what you meant?', pick: 'Yes' }],
    })
    expect(stderr).toMatch(/From your words:\n✔ What is it about\? +A question about using MCP/)
    expect(stdout).toMatch(/Read the documentation first/)
  })

  test('a person can correct the classification', async () => {
    const { stdout } = await run(['where', 'how do I declare a tool in the Python SDK?'], {
      person: [
        { ask: 'Is that what you meant?', pick: 'No: What is it about?' },
        { ask: 'What is it about?', pick: 'The documentation' },
        { ask: 'Could someone start on it?', pick: 'A specific task' },
        { ask: 'Is that what you meant?', pick: 'Yes' },
      ],
    })
    expect(stdout).toMatch(/Open an issue in modelcontextprotocol\/python-sdk/)
  })
})
