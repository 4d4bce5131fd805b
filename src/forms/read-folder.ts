import * as z from 'zod'
import { Failure } from '../errors.ts'
import { normalizeLineEnds } from '../text/lines.ts'
import type { Chooser } from './form.ts'
import { parseForm } from './parse.ts'
import { check, orThrow, unreadable } from './problems.ts'
import { expects, lenient, neededText, optionalMapping, text } from './schema.ts'
import type { Origin, Template } from './templates.ts'
import { readYaml } from './yaml.ts'

/** A file of a template folder. Messages contain its `path`, whose folder distinguishes issues from discussions. */
export type FolderFile = { readonly name: string; readonly path: string; readonly text: string }
export type Origins = { readonly source: Origin; from(file: FolderFile): string }

export type ReadFolder = {
  readonly templates: readonly Template[]
  /** From `config.yml`. */
  readonly chooser: Chooser
  readonly notes: readonly string[]
}

const TEMPLATE = /^.+(?=\.(?:ya?ml|md)$)/i
const CHOOSER = /^config\.ya?ml$/i
const OPEN: Chooser = { blankIssuesEnabled: true, contactLinks: [] }

/** Do we read a file of this name in a template folder? */
export function isRead(name: string): boolean {
  return TEMPLATE.test(name)
}

/** Reads the templates of a folder. Skips a template with an error, and adds a note with its line. */
export function readFolder(files: readonly FolderFile[], { source, from }: Origins): ReadFolder {
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
    .filter(({ name }) => isRead(name) && !CHOOSER.test(name))
    .flatMap((file): readonly Template[] => {
      const form = attempt(() => parseForm(file.text, file.path))
      return form === null ? [] : [{ id: idOf(file.name, ids), file: file.name, source, from: from(file), form }]
    })
  const config = files.find(({ name }) => CHOOSER.test(name))
  const chooser = config === undefined ? null : attempt(() => parseChooser(config.text, config.path))
  return { templates, chooser: chooser ?? OPEN, notes }
}

function idOf(name: string, taken: Set<string>): string {
  const [stem = name] = TEMPLATE.exec(name) ?? []
  const id = taken.has(stem.toLowerCase()) ? name : stem
  taken.add(id.toLowerCase())
  return id
}

const link = z.object(
  {
    name: neededText('a text'),
    // Some links are only a sentence about where else to go, without a URL.
    url: z.preprocess(
      lenient,
      z
        .url({ protocol: /^https?$/, error: expects('a web address') })
        .nullable()
        .default(null),
    ),
    about: text('a text'),
  },
  { error: expects('a mapping with name, url and about') },
)

const chooserSchema = optionalMapping(
  z.object(
    {
      blank_issues_enabled: z.preprocess((value) => value ?? true, z.boolean({ error: expects('true or false') })),
      contact_links: z.preprocess((value) => value ?? [], z.array(link, { error: expects('a list of links') })),
    },
    { error: expects('a mapping with blank_issues_enabled and contact_links') },
  ),
)

/**
 * Parses a `config.yml`.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository#configuring-the-template-chooser
 * @throws Failure (validation) that names file, line, key and what GitHub expects.
 */
export function parseChooser(text: string, file: string): Chooser {
  const reading = readYaml(normalizeLineEnds(text))
  const { blank_issues_enabled, contact_links } = orThrow(
    reading.ok ? check(chooserSchema, reading.yaml, file) : unreadable(file, reading),
  )
  return { blankIssuesEnabled: blank_issues_enabled, contactLinks: contact_links }
}
