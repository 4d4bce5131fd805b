import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { PostKind, TemplateFile, TemplateFolder, Templates } from './github.ts'
import { type TemplateFoldersFragment, Templates as TemplatesOperation } from './operations.ts'
import { parseRepoName } from './repo-name.ts'

const FOLDERS = { issue: '.github/ISSUE_TEMPLATE', discussion: '.github/DISCUSSION_TEMPLATE' } as const

/** A repository's own forms; a folder that it does not have is inherited from its owner's `.github` repository. */
export async function readTemplates(client: Client, repo: string): Promise<Templates> {
  const { repository, community } = await client.read(TemplatesOperation, parseRepoName(repo), repo, ['community'])
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const folder = (kind: PostKind) => folderOf(repository, kind) ?? (community && folderOf(community, kind))
  return { issue: folder('issue'), discussion: folder('discussion') }
}

function folderOf(repository: TemplateFoldersFragment, kind: PostKind): TemplateFolder | null {
  const tree = repository[kind]
  const entries = tree !== null && 'entries' in tree ? (tree.entries ?? []) : []
  // Folders and pictures have no text; GitHub cuts off only what is far too long for a form.
  const files = entries.flatMap(({ name, object }): readonly TemplateFile[] => {
    if (object === null || !('oid' in object) || object.text === null || object.isTruncated) return []
    return [{ path: `${FOLDERS[kind]}/${name}`, oid: object.oid, text: object.text }]
  })
  return files.length === 0 ? null : { repo: repository.nameWithOwner, files }
}
