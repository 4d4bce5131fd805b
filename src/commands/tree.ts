import type { Command } from 'commander'
import { check } from './check/command.ts'
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
  declare(command: Command, connect: Connect): void
}

/** Each command is defined in the folder with its name, such as commands/issue/bulk/. */
export const ENTRIES: readonly Entry[] = [
  {
    name: 'where',
    summary: where.description,
    usage: '[text...]',
    declare: (command, connect) =>
      connect(command, where, async () => {
        const { run } = await import('./where/run.ts')
        return (app, words, options) =>
          run(app, words, options, async (sep) =>
            (await import('./sep/new/run.ts')).run(app, {
              input: true,
              author: [],
              discussed: [],
              thread: [],
              field: [],
              ...sep,
            }),
          )
      }),
  },
  {
    name: 'issue',
    summary: 'write an issue from a form and open it, or many from a plan',
    declare: (issue, connect) => {
      connect(issue.command('new'), issueNew, async () => {
        const { newDraft } = await import('./shared/new-draft.ts')
        return (app, options) => newDraft(app, { ...options, kind: 'issue' })
      })
      connect(issue.command('open'), issueOpen, async () => {
        const { openDrafts } = await import('./shared/open-drafts.ts')
        return (app, drafts, options) => openDrafts(app, drafts, { ...options, kind: 'issue' })
      })
      connect(issue.command('bulk'), issueBulk, async () => (await import('./issue/bulk/run.ts')).run)
      connect(issue.command('plan'), issuePlan, async () => (await import('./issue/plan/run.ts')).run)
    },
  },
  {
    name: 'discussion',
    summary: 'write a discussion from a template, and open it',
    declare: (discussion, connect) => {
      connect(discussion.command('new'), discussionNew, async () => {
        const { newDraft } = await import('./shared/new-draft.ts')
        return (app, options) => newDraft(app, { ...options, kind: 'discussion', assignee: [], project: [] })
      })
      connect(discussion.command('open'), discussionOpen, async () => {
        const { openDrafts } = await import('./shared/open-drafts.ts')
        return (app, drafts, options) =>
          openDrafts(app, drafts, { ...options, kind: 'discussion', assignee: [], project: [] })
      })
    },
  },
  {
    name: 'decision',
    summary: 'write, check, open and find decision records',
    declare: (decision, connect) => {
      connect(decision.command('new'), decisionNew, async () => {
        const { newRecord } = await import('./shared/new-record.ts')
        return (app, options) => newRecord(app, { ...options, assignee: [], project: [] })
      })
      connect(decision.command('open'), decisionOpen, async () => {
        const { openDrafts } = await import('./shared/open-drafts.ts')
        return (app, drafts, options) =>
          openDrafts(app, drafts, { ...options, kind: 'decision', assignee: [], project: [] })
      })
      connect(decision.command('list'), decisionList, async () => (await import('./decision/list/run.ts')).run)
      connect(decision.command('lint'), decisionLint, async () => (await import('./decision/lint/run.ts')).run)
    },
  },
  {
    name: 'sep',
    summary: 'write, check, open and find specification enhancement proposals (SEPs)',
    declare: (sep, connect) => {
      connect(sep.command('new'), sepNew, async () => (await import('./sep/new/run.ts')).run)
      connect(sep.command('open'), sepOpen, async () => (await import('./sep/open/run.ts')).run)
      connect(sep.command('update'), sepUpdate, async () => (await import('./sep/update/run.ts')).run)
      connect(sep.command('lint'), sepLint, async () => (await import('./sep/lint/run.ts')).run)
      connect(sep.command('list'), sepList, async () => (await import('./sep/list/run.ts')).run)
      connect(sep.command('show'), sepShow, async () => (await import('./sep/show/run.ts')).run)
      connect(sep.command('status'), sepStatus, async () => (await import('./sep/status/run.ts')).run)
      connect(sep.command('sponsors'), sepSponsors, async () => (await import('./sep/sponsors/run.ts')).run)
      connect(sep.command('diagram'), sepDiagram, async () => (await import('./sep/diagram/run.ts')).run)
    },
  },
  {
    name: 'security',
    summary: 'report vulnerabilities privately to the maintainers',
    declare: (security, connect) => {
      connect(security.command('report'), securityReport, async () => {
        const { reportPrivately } = await import('./shared/private-report.ts')
        return (app, options) => reportPrivately(app, options)
      })
    },
  },
  {
    name: 'check',
    summary: check.description,
    usage: '<draft...>',
    declare: (command, connect) => connect(command, check, async () => (await import('./check/run.ts')).run),
  },
  {
    name: 'drafts',
    summary: drafts.description,
    usage: '[draft...]',
    declare: (command, connect) => connect(command, drafts, async () => (await import('./drafts/run.ts')).run),
  },
  {
    name: 'templates',
    summary: 'find, read and check templates for issues and discussions',
    declare: (templates, connect) => {
      connect(templates.command('list'), templatesList, async () => (await import('./templates/list/run.ts')).run)
      connect(templates.command('show'), templatesShow, async () => (await import('./templates/show/run.ts')).run)
      connect(templates.command('lint'), templatesLint, async () => (await import('./templates/lint/run.ts')).run)
    },
  },
  {
    name: 'groups',
    summary: groups.description,
    usage: '[topic...]',
    declare: (command, connect) => connect(command, groups, async () => (await import('./groups/run.ts')).run),
  },
  {
    name: 'policy',
    summary: 'show, draw, check and write the rules',
    declare: (policy, connect) => {
      connect(policy.command('show'), policyShow, async () => (await import('./policy/show/run.ts')).run)
      connect(policy.command('diagram'), policyDiagram, async () => (await import('./policy/diagram/run.ts')).run)
      connect(policy.command('lint'), policyLint, async () => (await import('./policy/lint/run.ts')).run)
      connect(policy.command('new'), policyNew, async () => (await import('./policy/new/run.ts')).run)
      connect(policy.command('check'), policyCheck, async () => (await import('./policy/check/run.ts')).run)
    },
  },
  {
    name: 'trust',
    summary: trust.description,
    usage: '[path]',
    declare: (command, connect) => connect(command, trust, async () => (await import('./trust/run.ts')).run),
  },
  {
    name: 'doctor',
    summary: doctor.description,
    usage: '',
    declare: (command, connect) => connect(command, doctor, async () => (await import('./doctor/run.ts')).run),
  },
]
