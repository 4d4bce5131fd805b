import type { Template } from '../../../forms/templates.ts'
import { quote } from '../../../text/quote.ts'

/** Where a template comes from, as the end of a phrase that begins with "Issue templates" or "An issue template". */
export function originOf({ source, from }: Pick<Template, 'source' | 'from'>): string {
  const name = quote(from, 200)
  switch (source) {
    case 'local':
      return `from ${folderOf(name)} (yours)`
    case 'community':
      return `from ${name}, for every repository of its owner`
    case 'repository':
    case 'built-in':
      return `from ${name}`
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')))
}
