import { Failure } from '../errors.ts'
import { parseChooser } from './chooser.ts'
import type { Chooser } from './form.ts'
import type { Origin, Template } from './offer.ts'
import { parseForm } from './parse.ts'

/** A file of a template folder. `path` is how messages call it; the folder in it tells issues from discussions. */
export type FolderFile = { readonly name: string; readonly path: string; readonly text: string }
export type Origins = { readonly source: Origin; from(file: FolderFile): string }

export type ReadFolder = {
  readonly templates: readonly Template[]
  /** What `config.yml` says. */
  readonly chooser: Chooser
  readonly notes: readonly string[]
}

const TEMPLATE = /^.+(?=\.(?:ya?ml|md)$)/i
const CHOOSER = /^config\.ya?ml$/i
const OPEN: Chooser = { blankIssuesEnabled: true, contactLinks: [] }

/** The names in a template folder that are read: templates, and the page on which one is chosen. */
export function isRead(name: string): boolean {
  return TEMPLATE.test(name)
}

/** Every template of a folder that can be read. One that cannot is skipped, with a note that names its line. */
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
