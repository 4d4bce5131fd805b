import type { Command } from 'commander'
import { check } from './check/command.ts'
import { completion } from './completion/command.ts'
import { decisionLint } from './decision/lint/command.ts'
import { decisionList } from './decision/list/command.ts'
import { decisionNew } from './decision/new/command.ts'
import { decisionOpen } from './decision/open/command.ts'
import { discussionNew } from './discussion/new/command.ts'
import { discussionOpen } from './discussion/open/command.ts'
import { doctor } from './doctor/command.ts'
import { drafts } from './drafts/command.ts'
import { groups } from './groups/command.ts'
import { issueBulk } from './issue/bulk/command.ts'
import { issueNew } from './issue/new/command.ts'
import { issueOpen } from './issue/open/command.ts'
import { issuePlan } from './issue/plan/command.ts'
import { mcp } from './mcp/command.ts'
import type { RunCommand } from './mcp/run.ts'
import { policyCheck } from './policy/check/command.ts'
import { policyDiagram } from './policy/diagram/command.ts'
import { policyLint } from './policy/lint/command.ts'
import { policyNew } from './policy/new/command.ts'
import { policyShow } from './policy/show/command.ts'
import { securityReport } from './security/report/command.ts'
import { sepDiagram } from './sep/diagram/command.ts'
import { sepLint } from './sep/lint/command.ts'
import { sepList } from './sep/list/command.ts'
import { sepNew } from './sep/new/command.ts'
import { sepOpen } from './sep/open/command.ts'
import { sepShow } from './sep/show/command.ts'
import { sepSponsors } from './sep/sponsors/command.ts'
import { sepStatus } from './sep/status/command.ts'
import { sepUpdate } from './sep/update/command.ts'
import type { Connect } from './shared/define.ts'
import { templatesLint } from './templates/lint/command.ts'
import { templatesList } from './templates/list/command.ts'
import { templatesShow } from './templates/show/command.ts'
import { trust } from './trust/command.ts'
import { where } from './where/command.ts'

/** A command or a group of commands, named by the first word after `mcp-comms`. Its flags are declared only when it is called. */
export type Entry = {
  readonly name: string
  readonly summary: string
  /** The arguments after the options, as the help shows them. Missing: a command of the group. */
  readonly usage?: string
  /** @param runCommand runs another command line */
  declare(command: Command, connect: Connect, runCommand: RunCommand): void
}

/** The values of the flags that only `issue new` and `issue open` have. */
const NO_ISSUE_FLAGS = { assignee: [], project: [] }

/** Each command is defined in the folder with its name, such as commands/issue/bulk/. */
export const ENTRIES: readonly Entry[] = [
  {
    name: 'where',
    summary: where.description,
    usage: '[text...]',
    declare: (command, connect) =>
      connect(command, where, async () => {
        const { run } = await import('./where/run.ts')
        return {
          run: (app, words, options) =>
            run(app, words, options, async (sep) =>
              (await import('./sep/new/run.ts')).run(app, {
                input: true,
                author: [],
                discussed: [],
                thread: [],
                field: [],
                ...sep,
              }),
            ),
        }
      }),
  },
  {
    name: 'issue',
    summary: 'write an issue from a form and open it, or many from a plan',
    declare: (issue, connect) => {
      connect(issue.command('new'), issueNew, async () => {
        const { newDraft } = await import('./shared/new-draft.ts')
        return { run: (app, options) => newDraft(app, { ...options, kind: 'issue' }) }
      })
      connect(issue.command('open'), issueOpen, async () => {
        const { openDrafts } = await import('./shared/open-drafts.ts')
        return { run: (app, drafts, options) => openDrafts(app, drafts, { ...options, kind: 'issue' }) }
      })
      connect(issue.command('bulk'), issueBulk, () => import('./issue/bulk/run.ts'))
      connect(issue.command('plan'), issuePlan, () => import('./issue/plan/run.ts'))
    },
  },
  {
    name: 'discussion',
    summary: 'write a discussion from a template, and open it',
    declare: (discussion, connect) => {
      connect(discussion.command('new'), discussionNew, async () => {
        const { newDraft } = await import('./shared/new-draft.ts')
        return { run: (app, options) => newDraft(app, { ...options, ...NO_ISSUE_FLAGS, kind: 'discussion' }) }
      })
      connect(discussion.command('open'), discussionOpen, async () => {
        const { openDrafts } = await import('./shared/open-drafts.ts')
        return {
          run: (app, drafts, options) => openDrafts(app, drafts, { ...options, ...NO_ISSUE_FLAGS, kind: 'discussion' }),
        }
      })
    },
  },
  {
    name: 'decision',
    summary: 'write, check, open and find decision records',
    declare: (decision, connect) => {
      connect(decision.command('new'), decisionNew, async () => {
        const { newRecord } = await import('./shared/new-record.ts')
        return { run: (app, options) => newRecord(app, { ...options, ...NO_ISSUE_FLAGS }) }
      })
      connect(decision.command('open'), decisionOpen, async () => {
        const { openDrafts } = await import('./shared/open-drafts.ts')
        return {
          run: (app, drafts, options) => openDrafts(app, drafts, { ...options, ...NO_ISSUE_FLAGS, kind: 'decision' }),
        }
      })
      connect(decision.command('list'), decisionList, () => import('./decision/list/run.ts'))
      connect(decision.command('lint'), decisionLint, () => import('./decision/lint/run.ts'))
    },
  },
  {
    name: 'sep',
    summary: 'write, check, open and find specification enhancement proposals (SEPs)',
    declare: (sep, connect) => {
      connect(sep.command('new'), sepNew, () => import('./sep/new/run.ts'))
      connect(sep.command('open'), sepOpen, () => import('./sep/open/run.ts'))
      connect(sep.command('update'), sepUpdate, () => import('./sep/update/run.ts'))
      connect(sep.command('lint'), sepLint, () => import('./sep/lint/run.ts'))
      connect(sep.command('list'), sepList, () => import('./sep/list/run.ts'))
      connect(sep.command('show'), sepShow, () => import('./sep/show/run.ts'))
      connect(sep.command('status'), sepStatus, () => import('./sep/status/run.ts'))
      connect(sep.command('sponsors'), sepSponsors, () => import('./sep/sponsors/run.ts'))
      connect(sep.command('diagram'), sepDiagram, () => import('./sep/diagram/run.ts'))
    },
  },
  {
    name: 'security',
    summary: 'report vulnerabilities privately to the maintainers',
    declare: (security, connect) => {
      connect(security.command('report'), securityReport, async () => {
        const { reportPrivately } = await import('./shared/private-report.ts')
        return { run: (app, options) => reportPrivately(app, options) }
      })
    },
  },
  {
    name: 'check',
    summary: check.description,
    usage: '<draft...>',
    declare: (command, connect) => connect(command, check, () => import('./check/run.ts')),
  },
  {
    name: 'drafts',
    summary: drafts.description,
    usage: '[draft...]',
    declare: (command, connect) => connect(command, drafts, () => import('./drafts/run.ts')),
  },
  {
    name: 'templates',
    summary: 'find, read and check templates for issues and discussions',
    declare: (templates, connect) => {
      connect(templates.command('list'), templatesList, () => import('./templates/list/run.ts'))
      connect(templates.command('show'), templatesShow, () => import('./templates/show/run.ts'))
      connect(templates.command('lint'), templatesLint, () => import('./templates/lint/run.ts'))
    },
  },
  {
    name: 'groups',
    summary: groups.description,
    usage: '[topic...]',
    declare: (command, connect) => connect(command, groups, () => import('./groups/run.ts')),
  },
  {
    name: 'policy',
    summary: 'show, draw, check and write the rules',
    declare: (policy, connect) => {
      connect(policy.command('show'), policyShow, () => import('./policy/show/run.ts'))
      connect(policy.command('diagram'), policyDiagram, () => import('./policy/diagram/run.ts'))
      connect(policy.command('lint'), policyLint, () => import('./policy/lint/run.ts'))
      connect(policy.command('new'), policyNew, () => import('./policy/new/run.ts'))
      connect(policy.command('check'), policyCheck, () => import('./policy/check/run.ts'))
    },
  },
  {
    name: 'trust',
    summary: trust.description,
    usage: '[path]',
    declare: (command, connect) => connect(command, trust, () => import('./trust/run.ts')),
  },
  {
    name: 'doctor',
    summary: doctor.description,
    usage: '',
    declare: (command, connect) => connect(command, doctor, () => import('./doctor/run.ts')),
  },
  {
    name: 'completion',
    summary: completion.description,
    usage: '<bash|zsh|fish>',
    declare: (command, connect, runCommand) =>
      connect(command, completion, async () => {
        const { run } = await import('./completion/run.ts')
        return { run: (app, shell) => run(app, shell, declareAll(command, connect, runCommand)) }
      }),
  },
  {
    name: 'mcp',
    summary: mcp.description,
    usage: '',
    declare: (command, connect, runCommand) =>
      connect(command, mcp, async () => {
        const { run } = await import('./mcp/run.ts')
        return { run: (app) => run(app, runCommand) }
      }),
  },
]

/** Returns the program with all its commands. A run has declared only the command that it calls. */
function declareAll(calledCommand: Command, connect: Connect, runCommand: RunCommand): Command {
  const program = calledCommand.parent ?? calledCommand
  for (const { name, summary, declare } of ENTRIES)
    if (name !== calledCommand.name()) declare(program.command(name).description(summary), connect, runCommand)
  return program
}
