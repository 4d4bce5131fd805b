import type { App } from '../../../app.ts'
import { maskFor } from '../../../checks/quick-mask.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import { readPublicFile } from '../../../github/public-reader.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { githubOrNull, readPublicly } from '../../../preflight/github-access.ts'
import { MAINTAINERS_FILE, type Maintainer, parseMaintainers } from '../../../seps/maintainers.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/parse.ts'
import { type SponsorSuggestions, suggestSponsors } from '../../../seps/suggest-sponsors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { SepSponsorsOptions } from './command.ts'

export async function run(app: App, words: readonly string[], options: SepSponsorsOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const typedTopic = words.join(' ').trim()
  const suggestions = suggestSponsors(await readMaintainers(app, policy, options), policy, typedTopic)
  const topic = (await maskFor([typedTopic], typedTopic))(typedTopic)
  const { out } = app.terminal
  if (options.json === true) out.write(jsonDocument(sponsorsJson(topic, suggestions)))
  else {
    const { sponsorsView } = await import('../../../terminal/views/sep/sponsors.ts')
    out.write(sponsorsView(policy, topic, suggestions, await out.style(), out.columns))
  }
  return EXIT.done
}

async function readMaintainers(app: App, policy: Policy, options: SepSponsorsOptions): Promise<readonly Maintainer[]> {
  const { source, text } =
    options.maintainers === undefined
      ? await fetchMaintainers(app, targetRepo(app, policy, options.repo))
      : { source: options.maintainers, text: await app.files.readText(options.maintainers, SEP_BYTE_LIMIT) }
  const people = parseMaintainers(text ?? '')
  if (people.length > 0) return people
  if (text === null)
    throw new Failure('validation', `${source}: file not found`, { hint: 'name a list in a file with --maintainers' })
  throw new Failure('validation', `${source}: no maintainers found`, {
    hint: 'expected a list like "- [Name](https://github.com/handle)"',
  })
}

async function fetchMaintainers(app: App, repo: string) {
  const source = `${MAINTAINERS_FILE} of ${repo}`
  const github = await githubOrNull(app)
  if (github !== null) return { source, text: await github.fileText(repo, MAINTAINERS_FILE) }
  return readPublicly(app, 'use a list in a file: --maintainers MAINTAINERS.md', async (reader) => ({
    source,
    text: await readPublicFile(reader, repo, MAINTAINERS_FILE),
  }))
}

function sponsorsJson(topic: string, { suggested, groups, eligible }: SponsorSuggestions) {
  return {
    topic: topic === '' ? null : topic,
    suggested: suggested.map(({ person, because }) => ({ ...person, because })),
    groups: groups.map(({ id, group, topics }) => ({ id, name: group.name, channel: group.channel, matched: topics })),
    maintainers: eligible,
  }
}
