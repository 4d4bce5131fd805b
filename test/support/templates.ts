import type { App } from '../../src/app.ts'
import { REPO, setUpGitHub } from './github.ts'

/** The text of an issue form with one field. */
export function formText(name: string, description = `${name} form`): string {
  return `name: ${JSON.stringify(name)}\ndescription: ${JSON.stringify(description)}\nbody:\n  - type: input\n    id: version\n    attributes: { label: Version }\n`
}

/** The text of a form for a discussion category. Its file is named after the category. */
export const CATEGORY_FORM = 'body:\n  - type: textarea\n    id: idea\n    attributes: { label: Idea }\n'

const ISSUE_TEMPLATES = '.github/ISSUE_TEMPLATE'

/**
 * A fake GitHub with files in the repository, and in the `.github` repository of its owner. A name without a folder is that of
 * an issue template.
 */
export function setUpTemplates(
  files: Readonly<Record<string, string>>,
  ownerFiles: Readonly<Record<string, string>> = {},
): { readonly github: App['github']; readonly fake: ReturnType<typeof setUpGitHub>['fake'] } {
  const inFolder = (folder: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(folder).map(([name, text]) => [name.includes('/') ? name : `${ISSUE_TEMPLATES}/${name}`, text]),
    )
  const { github, fake } = setUpGitHub(
    { files: inFolder(files) },
    { repositories: { 'example/.github': { files: inFolder(ownerFiles) } } },
  )
  return { github: async () => ({ github, host: 'github.test', tokenFrom: 'GH_TOKEN' }), fake }
}

export { REPO }
