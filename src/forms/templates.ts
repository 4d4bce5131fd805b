import { Failure, UsageError } from '../errors.ts'
import { nearestWord } from '../text/nearest.ts'
import { parseChooser } from './chooser.ts'
import type { Chooser, ContactLink, Form } from './form.ts'
import { parseForm } from './parse.ts'

/** Who provides a template: the user, the repository, its owner for all repositories, or this program. */
type Origin = 'local' | 'repository' | 'community' | 'built-in'

export type Template = {
  /** The file's name without its extension, or the whole name if an earlier file has that id. */
  readonly id: string
  readonly file: string
  readonly source: Origin
  /** The path of a local file, the `owner/name` of a repository, or the name of this program. */
  readonly from: string
  readonly form: Form
  /** The discussion category in which a record is posted. Only templates for meeting notes have one. */
  readonly category?: string
}

/** Whether the template belongs to the repository or its owner, so that GitHub's own page for a new post offers it. */
export function isFromRepository({ source }: Template): boolean {
  return source === 'repository' || source === 'community'
}

export type TemplateOffer = {
  readonly templates: readonly Template[]
  readonly allowsBlank: boolean
  readonly contactLinks: readonly ContactLink[]
  /** Which templates we skipped, and why. Contains untrusted text. */
  readonly notes: readonly string[]
}

/** Keeps the first template with each id, ignoring case. */
export function withoutRepeatedIds(templates: readonly Template[]): readonly Template[] {
  const byId = new Map<string, Template>()
  for (const template of templates) {
    const id = template.id.toLowerCase()
    if (!byId.has(id)) byId.set(id, template)
  }
  return [...byId.values()]
}

/** @throws UsageError that lists the templates, and suggests one if its name is similar. */
export function chooseTemplate(offer: Pick<TemplateOffer, 'templates'>, name: string): Template {
  const template = findTemplate(offer, name)
  if (template === null) throw unknownTemplate(offer.templates, name)
  return template
}

/** Like `chooseTemplate`, but returns null if no template has the name, or several do. */
export function findTemplate({ templates }: Pick<TemplateOffer, 'templates'>, name: string): Template | null {
  const wanted = name.trim().toLowerCase()
  for (const nameOf of NAME_GETTERS) {
    const match = templates.find((template) => nameOf(template).toLowerCase() === wanted)
    if (match !== undefined) return match
  }
  const [match, ...others] = templates.filter((template) => matchesName(template, wanted))
  return match !== undefined && others.length === 0 ? match : null
}

/** Whether a template's id or name contains all words of `wanted`, such as `bug` for `1-bug_report.yml`. */
function matchesName({ id, form }: Template, wanted: string): boolean {
  const words = wordsOf(wanted)
  return words.length > 0 && [id, form.name].some((name) => words.every((word) => wordsOf(name).includes(word)))
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

const NAME_GETTERS: readonly ((template: Template) => string)[] = [
  ({ id }) => id,
  ({ file }) => file,
  ({ form }) => form.name.trim(),
]

function unknownTemplate(templates: readonly Template[], name: string): UsageError {
  if (templates.length === 0)
    return new UsageError(`there are no templates, so "${name}" does not exist`, {
      hint: 'see mcp-comms templates list',
    })
  const ids = [...new Set(templates.map(({ id }) => id))]
  const nearest = nearestTo(name.trim().toLowerCase(), templates)
  const guess = nearest === null ? '' : `Did you mean ${nearest}?\n`
  return new UsageError(`there is no template "${name}"`, { hint: `${guess}Choices: ${ids.join(', ')}` })
}

/** null: no name is similar. */
function nearestTo(wanted: string, templates: readonly Template[]): string | null {
  const idByName = new Map(
    templates.flatMap((template) =>
      NAME_GETTERS.map((nameOf) => [nameOf(template).toLowerCase(), template.id] as const),
    ),
  )
  const name = nearestWord(wanted, [...idByName.keys()])
  return name === null ? null : (idByName.get(name) ?? null)
}

/** A file in a template folder. Messages contain its `path`, whose folder distinguishes issues from discussions. */
export type NamedFile = { readonly name: string; readonly path: string; readonly text: string }
type TemplateOrigin = { readonly source: Origin; from(file: NamedFile): string }

export type TemplateSet = {
  readonly templates: readonly Template[]
  /** From `config.yml`. */
  readonly chooser: Chooser
  readonly notes: readonly string[]
}

const TEMPLATE_NAME = /^.+(?=\.(?:ya?ml|md)$)/i
const CONFIG_NAME = /^config\.ya?ml$/i
const NO_CONFIG: Chooser = { blankIssuesEnabled: true, contactLinks: [] }
/** A `config.yml` that we cannot read may forbid blank issues. */
const UNREADABLE_CONFIG: Chooser = { blankIssuesEnabled: false, contactLinks: [] }

/** Whether a file in a template folder is a template, or the folder's `config.yml`, according to its name. */
export function isTemplateOrConfig(name: string): boolean {
  return TEMPLATE_NAME.test(name)
}

/** Whether a file in a template folder is a template, according to its name. */
export function isTemplateName(name: string): boolean {
  return isTemplateOrConfig(name) && !CONFIG_NAME.test(name)
}

/** Reads the templates of a folder. Skips a template with an error, and adds a note with its line. */
export function parseTemplates(files: readonly NamedFile[], { source, from }: TemplateOrigin): TemplateSet {
  const notes: string[] = []
  const attempt = <T>(parse: () => T): T | null => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      notes.push(`skipped: ${error.message}`)
      return null
    }
  }
  const ids = new Set<string>()
  const templates = files
    .filter(({ name }) => isTemplateName(name))
    .flatMap((file): readonly Template[] => {
      const form = attempt(() => parseForm(file.text, file.path))
      return form === null ? [] : [{ id: claimId(file.name, ids), file: file.name, source, from: from(file), form }]
    })
  const config = files.find(({ name }) => CONFIG_NAME.test(name))
  const chooser =
    config === undefined ? NO_CONFIG : (attempt(() => parseChooser(config.text, config.path)) ?? UNREADABLE_CONFIG)
  return { templates, chooser, notes }
}

/** Chooses the id of a template, and adds it to `taken`. */
function claimId(name: string, taken: Set<string>): string {
  const [stem = name] = TEMPLATE_NAME.exec(name) ?? []
  const id = taken.has(stem.toLowerCase()) ? name : stem
  taken.add(id.toLowerCase())
  return id
}
