import type { GitHub } from '../../src/github/sign-in.ts'
import { type Outcome, run as runProgram } from './app.ts'
import type { SeedInput } from './fake-github/seed.ts'
import { REPO, setUpGitHub } from './github.ts'
import type { Disk, ScriptedAnswer } from './script.ts'
import { signedInTo } from './signed-in.ts'

export const BUG_FORM = `name: Bug report
description: Something does not work
title: "[Bug] "
labels: [bug]
body:
  - type: markdown
    attributes: { value: Thank you for telling us. }
  - type: textarea
    id: steps
    attributes: { label: Steps to reproduce, description: From a fresh start }
    validations: { required: true }
  - type: dropdown
    id: area
    attributes: { label: Area, options: [Client, Server] }
  - type: checkboxes
    id: terms
    attributes:
      label: Before you send it
      options:
        - { label: I looked for it, required: true }
`

/** A draft that is ready to post: an issue that was written with the repository's issue form. */
export const DRAFT = `---
kind: issue
repo: ${REPO}
template: bug_report.yml
title: The handshake stalls when a reply is split
labels: [bug]
aiDisclosure: none
---
### Steps to reproduce

Split the reply after the first byte.

### Area

Client

### Before you send it

- [x] I looked for it
`

/** A draft that is ready to post, without a template. */
export const PLAIN_DRAFT = `---\nkind: issue\nrepo: ${REPO}\ntitle: The handshake stalls when a reply is split\nlabels: [bug]\naiDisclosure: none\n---\nAfter the first byte, version 1.2 of the client waits forever.\n`

type Repository = SeedInput['repositories'][string]
type PostingSetup = {
  readonly repository?: Repository
  /** The rest of the fake GitHub, such as other repositories. */
  readonly otherSeed?: Partial<SeedInput>
  readonly files?: Readonly<Record<string, string>>
  /** The person's answers: the same in each run, or a function of the run's arguments. */
  readonly person?: readonly ScriptedAnswer[] | ((argv: readonly string[]) => readonly ScriptedAnswer[])
  readonly env?: Readonly<Record<string, string>>
  readonly signedIn?: boolean
  readonly browser?: 'none'
  /** Files of another user. */
  readonly foreign?: readonly string[]
  /** Called with the files when GitHub has created an issue or a private report, before the program knows it. */
  readonly onSent?: (disk: Disk) => void
  /** GitHub receives the issue, but its response never arrives. */
  readonly isUnanswered?: boolean
  /** GitHub never answers a question about this repository. Called when it is asked. */
  readonly unanswered?: { readonly repo: string; readonly onQuestion: () => void }
  readonly onInterrupt?: (stop: () => void) => void
}

/** The program on a fake GitHub. By default, its repository has one issue form. */
export function setUpPosting({
  repository = {},
  otherSeed = {},
  files = { 'd.md': DRAFT },
  person,
  env = {},
  signedIn = true,
  browser,
  foreign = [],
  onSent,
  isUnanswered = false,
  unanswered,
  onInterrupt,
}: PostingSetup = {}) {
  const { files: repositoryFiles = { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM }, ...settings } = repository
  const { fake, github, clock } = setUpGitHub({ permission: 'TRIAGE', files: repositoryFiles, ...settings }, otherSeed)
  let disk = files
  let diskOfRun: Disk = new Map()
  const watched: GitHub = {
    ...github,
    createIssue: async (target, issue) => {
      const sent = await github.createIssue(target, issue)
      onSent?.(diskOfRun)
      return isUnanswered ? new Promise(() => undefined) : sent
    },
    target: async (repo, wanted) => {
      if (repo !== unanswered?.repo) return github.target(repo, wanted)
      unanswered.onQuestion()
      return new Promise(() => undefined)
    },
    createReport: async (repo, report) => {
      const sent = await github.createReport(repo, report)
      onSent?.(diskOfRun)
      return sent
    },
  }
  const run = async (...argv: string[]): Promise<Outcome> => {
    const outcome = await runProgram(argv, {
      files: disk,
      env,
      clock,
      foreign,
      github: signedInTo(watched, signedIn),
      onDisk: (opened) => {
        diskOfRun = opened
      },
      ...(browser === undefined ? {} : { browser }),
      ...(onInterrupt === undefined ? {} : { onInterrupt }),
      ...(person === undefined ? {} : { person: typeof person === 'function' ? person(argv) : person }),
    })
    disk = outcome.files
    return outcome
  }
  return {
    fake,
    clock,
    /** Changes a file between two runs. */
    changeFile: (path: string, change: (text: string) => string) => {
      disk = { ...disk, [path]: change(disk[path] ?? '') }
    },
    /** Runs the program. Files are kept from run to run. */
    run,
    posts: () => fake.state().repositories[REPO]?.posts ?? [],
    advisories: () => fake.state().repositories[REPO]?.advisories ?? [],
    /** The names of the requested operations, in order. */
    operations: () => fake.requests().map(({ operation }) => operation),
  }
}
