import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { listen } from '../support/fake-github/server.ts'
import { BIN, spawnProgram } from '../support/program.ts'
import { againstBareNode, type Ratio } from './measure.ts'

const REPO = 'example/protocol'
const DRAFT = `---
kind: issue
repo: ${REPO}
template: bug.yml
title: Client.close() waits forever after a timeout
labels: [bug]
aiDisclosure: none
---
### What goes wrong?

After a request has timed out, \`Client.close()\` never resolves.

### How can we reproduce it?

Start a server that does not answer, call a tool with a timeout of a second, then close the client.

### What should happen instead?

It resolves, as it does before any request.

### Versions

1.20.1, Node 22.1, Debian 13

### Before you send it

- [x] I looked for an issue about the same problem and found none.
`

/** Measures the time to open GitHub's prefilled page, for a draft with one of our own forms and without a network. */
export function prefilledPage(runs: number): Promise<Ratio> {
  return withDraft((path) => {
    // The program `true` acts as a browser that shows nothing.
    const env = { ...process.env, BROWSER: 'true' }
    return againstBareNode('prefilled page', [BIN, 'issue', 'open', path, '--web', '--offline'], runs, env)
  })
}

export type SentRequests = { readonly operations: readonly string[] }

/** The requests of one `issue open`, from the draft to the post. */
export function requestsToOpen(): Promise<SentRequests> {
  return withDraft(async (path) => {
    const seed = {
      viewer: { login: 'newcomer' },
      repositories: { [REPO]: { labels: ['bug'], permission: 'TRIAGE' as const } },
    }
    const fake = createFakeGitHub(seed)
    const { url, close } = await listen(fake, 0)
    try {
      const env = { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql`, GH_TOKEN: 'ghp_ofTheBenchmark' }
      const { exitCode, stderr } = await spawnProgram(['issue', 'open', path, '--yes'], { env })
      if (exitCode !== 0) throw new Error(`issue open ended with ${exitCode}: ${stderr}`)
      return { operations: fake.requests().map(({ operation }) => operation) }
    } finally {
      await close()
    }
  })
}

async function withDraft<T>(act: (path: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-comms-bench-'))
  try {
    const path = join(folder, 'draft.md')
    writeFileSync(path, DRAFT)
    return await act(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
