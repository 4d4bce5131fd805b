import type { PostKind, TemplateFile, TemplateFolder, Templates } from './github.ts'
import type { TemplateFoldersFragment } from './operations.ts'

const FOLDERS = { issue: '.github/ISSUE_TEMPLATE', discussion: '.github/DISCUSSION_TEMPLATE' } as const

/** Only the first page of a target has its folders. */
type Folders = Pick<TemplateFoldersFragment, 'nameWithOwner'> & Partial<TemplateFoldersFragment>

/** A repository's own forms; a folder that it does not have is inherited from its owner's `.github` repository. */
export function templatesOf(repository: Folders, community: Folders | null): Templates {
  const folder = (kind: PostKind) => {
    const own = folderOf(repository, kind, false)
    return own ?? (community === null ? null : folderOf(community, kind, true))
  }
  return { issue: folder('issue'), discussion: folder('discussion') }
}

function folderOf(repository: Folders, kind: PostKind, inherited: boolean): TemplateFolder | null {
  const tree = repository[kind] ?? {}
  const entries = 'entries' in tree ? (tree.entries ?? []) : []
  // Folders and pictures have no text; GitHub cuts off only what is far too long for a form.
  const files = entries.flatMap(({ name, object }): readonly TemplateFile[] => {
    if (object === null || !('oid' in object) || object.text === null || object.isTruncated) return []
    return [{ path: `${FOLDERS[kind]}/${name}`, oid: object.oid, text: object.text }]
  })
  return files.length === 0 ? null : { repo: repository.nameWithOwner, inherited, files }
}
