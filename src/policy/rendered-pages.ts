import { type Shell, shellWord } from '../text/shell.ts'
import type { RenderedPages } from './schema.ts'

/** A proposal with its number. The slug is a part of the file's name, which a stranger may have chosen. */
export type NumberedProposal = { readonly number: number; readonly slug: string }

/** The branch of the pull request. `url` is the address of the repository that has the branch. */
type Branch = { readonly url: string; readonly name: string }

export function renderedFiles({ files }: RenderedPages, proposal: NumberedProposal): readonly string[] {
  return files.map((file) => fill(file, proposal))
}

/** Whether a file is the proposal's own page or mentions that page. */
export function showsProposal(file: string, text: string, { number, slug }: NumberedProposal): boolean {
  const page = `${number}-${slug}`
  // A page under an earlier name, such as 12-icons-for-tools, may begin with the page's name.
  const [, ...afterPage] = text.split(`seps/${page}`)
  return file.includes(page) || afterPage.some((rest) => !/^[\w-]/.test(rest))
}

/** Returns the repository's own commands, which generate the files in a checkout of the branch. */
function generatorCommands({ commands }: RenderedPages, proposal: NumberedProposal, shell: Shell): readonly string[] {
  return commands.map((command) =>
    command
      .split(' ')
      .map((word) => (word.includes('{') ? shellWord(fill(word, proposal), shell) : word))
      .join(' '),
  )
}

/** Returns all commands that a person runs to add the files to the branch. */
export function commandsToAddPages(
  rendered: RenderedPages,
  proposal: NumberedProposal,
  branch: Branch,
  shell: Shell,
): readonly string[] {
  const folders = [...new Set(['seps', ...rendered.files.map((file) => file.split('/')[0] ?? file)])]
  return [
    `git clone --depth 1 --branch ${shellWord(branch.name, shell)} ${shellWord(`${branch.url}.git`, shell)}`,
    `cd ${shellWord(branch.url.split('/').at(-1) ?? '', shell)}`,
    ...generatorCommands(rendered, proposal, shell),
    `git add ${folders.join(' ')}`,
    `git commit -m "SEP-${proposal.number}: rendered pages"`,
    'git push',
  ]
}

function fill(text: string, { number, slug }: NumberedProposal): string {
  return text.replaceAll('{number}', () => String(number)).replaceAll('{slug}', () => slug)
}
