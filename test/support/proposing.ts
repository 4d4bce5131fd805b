import { createHash } from 'node:crypto'
import type { GitHub } from '../../src/github/sign-in.ts'
import { type Outcome, run as runProgram } from './app.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { setUpGitHub } from './github.ts'
import type { Disk, ScriptedAnswer } from './script.ts'
import { signedInTo } from './signed-in.ts'

export const SPEC = 'modelcontextprotocol/modelcontextprotocol'

/** A SEP that is ready to open. */
export const SEP = `# SEP-0000: Icons for tools

- **Status**: Draft
- **Type**: Standards Track
- **Created**: 2026-11-22
- **Author(s)**: Ada (@newcomer)
- **Sponsor**: None
- **Working Group**: Transports (https://github.com/orgs/modelcontextprotocol/discussions/7)
- **PR**: https://github.com/${SPEC}/pull/{NUMBER}

## Abstract

${'Tools get icons, so that clients can tell them apart in long lists. '.repeat(14)}

## Motivation

${'People who use many servers read names that look alike, and pick the wrong one. '.repeat(8)}

## Specification

A tool MAY have a field \`icons\`. Each icon MUST have a \`src\`.

## Rationale

Names alone were tried. It was discussed at https://github.com/orgs/modelcontextprotocol/discussions/7.

## Backward Compatibility

Nothing breaks, since clients that do not know the field ignore it.

## Security Implications

An address could tell its host who looks at it, so clients SHOULD fetch icons without credentials.

## Reference Implementation

A prototype is at https://github.com/modelcontextprotocol/typescript-sdk/tree/icons, which shows them.

**AI disclosure:** No AI was used
`

const FORK = 'newcomer/modelcontextprotocol'
/** The branch of the first SEP that a test opens. */
export const BRANCH = 'sep/icons-for-tools-00000001'

type ProposingSetup = {
  readonly permission?: 'READ' | 'WRITE'
  readonly files?: Readonly<Record<string, string>>
  readonly person?: readonly ScriptedAnswer[]
  readonly signedIn?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly git?: Readonly<Record<string, string>>
  readonly repository?: Partial<SeedInput['repositories'][string]>
  readonly repositories?: SeedInput['repositories']
  readonly onInterrupt?: (stop: () => void) => void
  /** Receives the files before each run, so that a test can change them while the program runs. */
  readonly onDisk?: (disk: Disk) => void
  /** Wraps the client, to watch or change its requests. */
  readonly watch?: (github: GitHub) => GitHub
}

const MAINTAINERS = '# Maintainers\n\n## Core Maintainers\n\n- [Grace Hopper](https://github.com/grace)\n'

/** The folder of the records of pull requests that were opened. */
const PULLS = '/mcp-comms/sep-pulls/'

/** The path of a draft's journal in the program's state folder. */
export function journalFile(draft: string): string {
  return `/state/mcp-comms/seps/${createHash('sha256').update(draft).digest('hex').slice(0, 32)}.json`
}

/** The program on a fake GitHub that has the specification repository. */
export function setUpProposing(setup: ProposingSetup = {}) {
  const {
    permission = 'READ',
    signedIn = true,
    repository = {},
    env = {},
    git = {},
    onInterrupt,
    onDisk,
    watch,
  } = setup
  const spec = {
    permission,
    labels: ['SEP'],
    files: { 'MAINTAINERS.md': MAINTAINERS },
    issues: [{ title: 'First' }],
    ...repository,
  }
  const { fake, github, clock } = setUpGitHub(
    {},
    { repositories: { [SPEC]: spec, 'else/where': {}, ...setup.repositories } },
  )
  let idCount = 0
  let { person } = setup
  let disk = setup.files ?? { 'seps/0000-icons-for-tools.md': SEP }
  return {
    fake,
    clock,
    /** The names of the requested operations, in order. */
    operations: () => fake.requests().map(({ operation }) => operation),
    spec: () => fake.state().repositories[SPEC],
    fork: () => fake.state().repositories[FORK],
    /** The names of the branches for SEPs in the repository and in the fork. */
    branches: () =>
      [SPEC, FORK]
        .flatMap((repo) => Object.keys(fake.state().repositories[repo]?.branches ?? {}))
        .filter((name) => name.startsWith('sep/')),
    /** Changes a file between two runs, as its author would; null removes it. */
    changeFile: (path: string, text: string | null) => {
      const { [path]: _, ...others } = disk
      disk = text === null ? others : { ...others, [path]: text }
    },
    /** Sets the person who answers in the next runs. */
    setPerson: (next: ProposingSetup['person']) => {
      person = next
    },
    /** Runs the program. Files are kept from run to run. Leaves out of the outcome the records of pull requests that were opened. */
    run: async (...argv: string[]): Promise<Outcome> => {
      const outcome = await runProgram(argv, {
        files: disk,
        clock,
        env,
        git,
        newId: () => `${String(++idCount).padStart(8, '0')}-0000-4000-8000-000000000000`,
        github: signedInTo(watch?.(github) ?? github, signedIn),
        ...(onInterrupt === undefined ? {} : { onInterrupt }),
        ...(onDisk === undefined ? {} : { onDisk }),
        ...(person === undefined ? {} : { person }),
      })
      disk = outcome.files
      return { ...outcome, files: Object.fromEntries(Object.entries(disk).filter(([path]) => !path.includes(PULLS))) }
    },
  }
}
