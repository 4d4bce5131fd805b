import { Failure } from '../errors.ts'
import { parseChooser } from './chooser.ts'
import type { Chooser } from './form.ts'
import { parseForm } from './parse.ts'
import type { Origin, Template } from './templates.ts'

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
const NO_CONFIG: Chooser = { blankIssuesEnabled: true, contactLinks: [] }
/** What we cannot read may forbid blank issues. */
const UNREADABLE_CONFIG: Chooser = { blankIssuesEnabled: false, contactLinks: [] }

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
  const chooser =
    config === undefined ? NO_CONFIG : (attempt(() => parseChooser(config.text, config.path)) ?? UNREADABLE_CONFIG)
  return { templates, chooser, notes }
}

function idOf(name: string, taken: Set<string>): string {
  const [stem = name] = TEMPLATE.exec(name) ?? []
  const id = taken.has(stem.toLowerCase()) ? name : stem
  taken.add(id.toLowerCase())
  return id
}
