import { stringify } from 'yaml'
import type { Draft } from './draft.ts'
import { parseDraft, piecesOf } from './parse.ts'
import { KNOWN_KEYS } from './schema.ts'
import { readFrontMatter } from './yaml.ts'

type Data = Readonly<Record<string, unknown>>

/** Long texts stay on one line, so that no line of theirs can be taken for the end of the front matter. */
const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const

/** The file of a draft. What is empty is left out. */
export function printDraft(draft: Draft): string {
  return `---\n${stringify(frontMatterOf(draft), STYLE)}---\n${draft.body}`
}

/**
 * The file of a draft that was read from `original`: only what changed is written anew. Comments, the order of the keys
 * and the style of the others stay, and so does every byte of an unchanged file.
 */
export function reprintDraft(draft: Draft, original: string, file: string): string {
  const { opening, yaml, closing } = piecesOf(original, file)
  return opening + changedYaml(yaml, frontMatterOf(parseDraft(original, file)), draft, file) + closing + draft.body
}

function changedYaml(yaml: string, before: Data, draft: Draft, file: string): string {
  const after = frontMatterOf(draft)
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  if (changed.length === 0) return yaml
  const { document } = readFrontMatter(yaml, file)
  for (const key of changed) {
    if (Object.hasOwn(after, key)) document.set(key, after[key])
    else document.delete(key)
  }
  const printed = document.toString(STYLE)
  return yaml.includes('\r\n') ? printed.replaceAll(/\r?\n/g, '\r\n') : printed
}

function frontMatterOf(draft: Draft): Data {
  const known = KNOWN_KEYS.map((key) => [key, draft[key]] as const)
  return Object.fromEntries([...known.filter(([, value]) => !isEmpty(value)), ...Object.entries(draft.extra)])
}

function isEmpty(value: Draft[(typeof KNOWN_KEYS)[number]]): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
