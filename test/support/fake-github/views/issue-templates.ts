import { parseDocument } from 'yaml'
import { commitAt, type Repository, type World } from '../world.ts'

/** GitHub lists Markdown templates, but not issue forms. cli/cli#5865 */
export function markdownTemplates(world: World, repository: Repository) {
  const { files } = commitAt(world, repository, repository.defaultBranch)
  return [...files].flatMap(([path, text]) => {
    const filename = /^\.github\/ISSUE_TEMPLATE\/([^/]+\.md)$/.exec(path)?.[1]
    return filename === undefined ? [] : [{ filename, ...templateOf(filename, text) }]
  })
}

function templateOf(filename: string, text: string) {
  const [, matter = '', body = text] = /^---\n(.*?)\n---\n(.*)$/s.exec(text) ?? []
  const front = parseDocument(matter)
  const field = (name: string) => {
    const value = front.get(name)
    return typeof value === 'string' ? value : null
  }
  return { name: field('name') ?? filename, title: field('title'), about: field('about'), body: body.trim() }
}
