import { basename } from 'node:path'
import type { App } from '../app.ts'
import {
  chooseTemplate,
  isTemplateOrConfig,
  parseTemplates,
  type Template,
  type TemplateOffer,
  type TemplateSet,
  withoutRepeatedIds,
} from '../forms/templates.ts'
import { GitHubFailure } from '../github/failure.ts'
import { describeAnonymousAccess, readPublicTemplates } from '../github/public-reader.ts'
import type { ReasonKind } from '../github/reasons.ts'
import type { PostKind, TemplateFolder, Templates } from '../github/target.ts'
import { LOCAL_TEMPLATES, readCheckoutTemplates, readTemplateFiles } from '../storage/checkout.ts'
import { cacheTemplates, readCachedTemplates } from '../storage/template-cache.ts'
import { type Consent, confirmTrust } from '../storage/trust.ts'
import { parseRepoName } from '../text/github-names.ts'
import { getOrCreate } from '../text/words.ts'
import { githubOrNull } from './github-access.ts'

/** `templates` is null if they are unknown. The notes say why, or how the templates were read. */
export type RepositoryTemplates = { readonly templates: Templates | null; readonly notes: readonly string[] }

/** These errors, like transient ones, say nothing about the repository, so we fall back to the cached templates. */
const RATE_LIMITS: ReadonlySet<ReasonKind> = new Set<ReasonKind>(['primary-limit', 'secondary-limit'])

/** Loads a repository's templates from GitHub. With `offline`, or if GitHub cannot answer now, takes them from the cache. */
export async function loadTemplates(
  app: App,
  repo: string,
  { offline }: { readonly offline: boolean },
): Promise<RepositoryTemplates> {
  parseRepoName(repo)
  if (offline) return readFromCache(app, repo, { hint: 'run this once without --offline to fetch them' })
  try {
    const { templates, notes } = await fetchTemplates(app, repo)
    await cacheTemplates(app, repo, templates)
    return { templates, notes }
  } catch (error) {
    if (!(error instanceof GitHubFailure && (error.isTransient || RATE_LIMITS.has(error.reason.kind)))) throw error
    return readFromCache(app, repo, { why: error.message })
  }
}

async function fetchTemplates(app: App, repo: string) {
  const github = await githubOrNull(app)
  const progress = await app.progress(`Loading the templates of ${repo} …`)
  try {
    if (github !== null) return { templates: (await github.target(repo)).templates, notes: [] }
    const reader = await app.publicGitHub()
    const templates = await readPublicTemplates(reader, repo)
    return { templates, notes: [describeAnonymousAccess(reader)] }
  } finally {
    progress.stop()
  }
}

async function readFromCache(
  app: App,
  repo: string,
  { why, hint }: { readonly why?: string; readonly hint?: string },
): Promise<RepositoryTemplates> {
  const cached = await readCachedTemplates(app, repo)
  const hintText = hint === undefined ? '' : `: ${hint}`
  const note =
    cached === null
      ? `the templates of ${repo} are not in the cache${hintText}`
      : `using the templates of ${repo} as of ${cached.fetchedAt.toISOString().slice(0, 10)}`
  return { templates: cached?.templates ?? null, notes: [...(why === undefined ? [] : [why]), note] }
}

/** The kinds of draft that have their own templates. A decision is posted as an issue or a discussion. */
export type TemplateKind = PostKind | 'decision'

type TemplateQuery = {
  readonly kind: TemplateKind
  readonly repo: string
  /** null: we do not know which templates the repository has. */
  readonly repositoryTemplates: Templates | null
  readonly consent: Consent
}

const NO_TEMPLATES: TemplateSet = parseTemplates([], { source: 'local', from: () => '' })

/**
 * The templates for a post of this kind: the person's own, then the repository's, then the built-in ones if the repository has none. If
 * the repository does not accept blank issues, only its own templates: an issue from any other template would count as blank.
 */
export async function findTemplates(
  app: App,
  { kind, repo, repositoryTemplates, consent }: TemplateQuery,
): Promise<TemplateOffer> {
  if (kind === 'decision') return findRecordTemplates(app, { repo, repositoryTemplates, consent })
  const folder = repositoryTemplates?.[kind] ?? null
  const repositorySet = readFromRepository(folder)
  const { blankIssuesEnabled, contactLinks } = kind === 'issue' ? repositorySet.chooser : NO_TEMPLATES.chooser
  const shared = { allowsBlank: blankIssuesEnabled, contactLinks }
  if (!blankIssuesEnabled)
    return {
      ...shared,
      templates: repositorySet.templates,
      notes: [...repositorySet.notes, ...(await skippedNotes(app, kind, repo))],
    }
  const localSet = await readLocal(app, kind, consent)
  const sets = [
    localSet,
    repositorySet,
    repositorySet.templates.length > 0 ? NO_TEMPLATES : await readBuiltIn(app, kind),
  ]
  return {
    ...shared,
    templates: withoutRepeatedIds(sets.flatMap(({ templates }) => templates)),
    notes: sets.flatMap(({ notes }) => notes),
  }
}

/** The templates for records: the person's own, the built-in ones, and those for discussions with meeting notes. */
async function findRecordTemplates(app: App, query: Omit<TemplateQuery, 'kind'>): Promise<TemplateOffer> {
  const sets = [await readLocal(app, 'decision', query.consent), await readBuiltIn(app, 'decision')]
  const { templates, notes } = await findTemplates(app, { ...query, kind: 'discussion' })
  const meetingTemplates = templates
    .filter(({ id }) => MEETING_NOTES.test(id))
    .map((template) => ({ ...template, category: template.id }))
  return {
    templates: withoutRepeatedIds([...sets.flatMap((set) => set.templates), ...meetingTemplates]),
    allowsBlank: true,
    contactLinks: [],
    notes: [...sets.flatMap((set) => set.notes), ...notes],
  }
}
/** The form of a category has the name of the category, such as `meeting-notes` or `agents-meeting-notes`. */
const MEETING_NOTES = /meeting|minutes/i

/** Notes about the person's own templates, which are not used and so need no trust. */
async function skippedNotes(app: App, kind: PostKind, repo: string): Promise<readonly string[]> {
  const name = LOCAL_TEMPLATES[kind]
  const folderPath = await app.files.findUpward(name)
  const { files } = folderPath === null ? { files: [] } : await readCheckoutTemplates(app, folderPath, name)
  return files.map(({ path }) => `skipped ${path}: ${repo} only accepts issues made with its own forms`)
}

function readFromRepository(folder: TemplateFolder | null): TemplateSet {
  if (folder === null) return NO_TEMPLATES
  const { repo, inherited, files } = folder
  const namedFiles = files.map(({ path, text }) => ({ name: basename(path), path, text }))
  const templateFiles = namedFiles.filter(({ name }) => isTemplateOrConfig(name))
  const templates = parseTemplates(templateFiles, { source: inherited ? 'community' : 'repository', from: () => repo })
  return { ...templates, notes: templates.notes.map((note) => `${repo}: ${note}`) }
}

/** The person's own templates, if the person trusts them: in a checkout, somebody else may have written them. */
async function readLocal(app: App, kind: TemplateKind, consent: Consent): Promise<TemplateSet> {
  const name = LOCAL_TEMPLATES[kind]
  const folderPath = await app.files.findUpward(name)
  if (folderPath === null) return NO_TEMPLATES
  const { settings, changes, files, notes } = await readCheckoutTemplates(app, folderPath, name)
  const isUsed = files.length > 0 && (await confirmTrust(app, settings, consent, changes))
  return withNotes(notes, isUsed ? parseTemplates(files, { source: 'local', from: ({ path }) => path }) : NO_TEMPLATES)
}

export async function reportTemplate(app: App): Promise<Template> {
  return chooseTemplate(await readBuiltIn(app, 'advisory'), 'report')
}

/** The built-in templates that were parsed, by the content of their files. A plan needs them again for each repository without templates. */
const builtInSets = new Map<string, TemplateSet>()

async function readBuiltIn(app: App, kind: TemplateKind | 'advisory'): Promise<TemplateSet> {
  const root = app.builtInTemplates
  const { files, notes } = await readTemplateFiles(app, root, kind, `${root}/${kind}`)
  const read = () => parseTemplates(files, { source: 'built-in', from: () => 'mcp-comms' })
  return withNotes(notes, getOrCreate(builtInSets, JSON.stringify(files), read))
}

function withNotes(notes: readonly string[], templates: TemplateSet): TemplateSet {
  return { ...templates, notes: [...notes, ...templates.notes] }
}
