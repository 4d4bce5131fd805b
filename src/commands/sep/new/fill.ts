import type { App } from '../../../app.ts'
import { maskOf } from '../../../checks/secrets/mask.ts'
import { Failure } from '../../../errors.ts'
import { nearestGroups } from '../../../policy/groups.ts'
import { generalPlace } from '../../../policy/match.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { SepEntry } from '../../../seps/catalogue.ts'
import { similarSeps } from '../../../seps/search.ts'
import type { Prompter } from '../../../terminal/questions.ts'
import { keysLine } from '../../../terminal/sequence.ts'
import { noGroupView, similarSepsView } from '../../../terminal/views/sep/new.ts'
import { plain } from '../../../text/quote.ts'
import { readCatalogue } from '../shared/catalogue.ts'
import { askSepQuestions } from './ask-questions.ts'
import type { SepNewOptions } from './command.ts'
import { likelyAuthor } from './likely-author.ts'
import type { SepFile } from './sep-file.ts'

type NewSepSession = {
  readonly app: App
  readonly policy: Policy
  readonly options: SepNewOptions
  readonly prompter: Prompter | null
}

export async function fillSep({ app, policy, options, prompter }: NewSepSession, file: SepFile): Promise<void> {
  let isRelatedShown = false
  const showRelated = async () => {
    if (isRelatedShown) return
    isRelatedShown = true
    const { title, group } = file.answers()
    if (group === null || group === '') await showGroupsToAsk(app, policy, title)
    await showSimilarSeps(app, options, title)
  }
  if (prompter !== null) {
    const { err } = app.terminal
    await askSepQuestions({
      prompter,
      policy,
      file,
      likelyAuthor: () => likelyAuthor(app, options.offline === true),
      showRelated,
      showKeys: () => err.write(keysLine(prompter)),
    })
  }
  await showRelated()
}

const MAX_GROUPS = 3

/**
 * Since September 2026 a new SEP is developed with a working group:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/pull/3304
 */
async function showGroupsToAsk({ terminal }: App, policy: Policy, title: string): Promise<void> {
  const { err } = terminal
  const groups = nearestGroups(policy, title).slice(0, MAX_GROUPS)
  const rule = policy.rules.find(({ channel }) => channel === 'sep')
  const url = rule?.steps.find((step) => step.url !== undefined)?.url ?? null
  const mask = await maskOf(title)
  const noGroup = { groups: groups.map(({ group }) => group), url, title: mask(title), general: generalPlace(policy) }
  err.write(noGroupView(noGroup, await err.style(), err.columns))
}

async function showSimilarSeps(app: App, options: SepNewOptions, title: string): Promise<void> {
  const { err } = app.terminal
  const entries = await readEntries(app, options)
  if (typeof entries === 'string') {
    err.write(plain(`Did not look for similar SEPs: ${entries}\n`))
    return
  }
  const matches = similarSeps(entries, title).map(({ entry: { number, title, file, pullRequest }, shared }) => {
    return { number, title, shared, url: pullRequest?.url ?? file.url }
  })
  if (matches.length > 0) err.write(similarSepsView(matches, await err.style(), err.columns))
}

/** Reads the SEPs, or returns why they cannot be read. That is no failure, because a person can write a SEP without a network. */
async function readEntries(
  app: App,
  { repo, policy, offline }: Pick<SepNewOptions, 'repo' | 'policy' | 'offline'>,
): Promise<readonly SepEntry[] | string> {
  if (offline === true) return '--offline'
  try {
    const source = { ...(repo === undefined ? {} : { repo }), ...(policy === undefined ? {} : { policy }) }
    return (await readCatalogue(app, source)).entries
  } catch (error) {
    if (error instanceof Failure) return error.message
    throw error
  }
}
