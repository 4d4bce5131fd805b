import type { Template } from '../../../forms/templates.ts'
import { folderOf } from '../../../text/file-names.ts'
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
