import { orNull } from '../../../errors.ts'
import {
  commandsToAddPages,
  type NumberedProposal,
  renderedFiles,
  showsProposal,
} from '../../../policy/rendered-pages.ts'
import { repositoryNamed } from '../../../policy/repositories.ts'
import type { Policy, RenderedPages } from '../../../policy/schema.ts'
import type { ProposalsApi } from '../../../publish/proposal-steps.ts'
import type { PagesToRender } from '../../../terminal/views/sep/open.ts'
import { baseName, parseSepFileName } from '../../../text/file-names.ts'
import type { Shell } from '../../../text/shell.ts'

type SepBranch = {
  /** owner/name of the repository that the SEP is for. */
  readonly repo: string
  /** The address of that repository. */
  readonly url: string
  readonly number: number
  /** The SEP's file. */
  readonly path: string
  readonly head: { readonly repo: string; readonly branch: string }
}

/** Returns null if the policy says nothing about rendered pages in the repository, or the file's name is not that of a SEP. */
export function pagesToRender(
  policy: Policy,
  { repo, url, number, path, head }: SepBranch,
  shell: Shell,
): PagesToRender | null {
  const rendered = renderedIn(policy, repo)
  const slug = slugIn(path)
  if (rendered === null || slug === null) return null
  // The address of a repository ends with its owner/name.
  const server = url.slice(0, -repo.length)
  const commands = commandsToAddPages(rendered, { number, slug }, { url: server + head.repo, name: head.branch }, shell)
  return { files: renderedFiles(rendered, { number, slug }), commands, check: rendered.check }
}

/** A page that belongs in the pull request of a SEP. `present`: the branch has it, and it shows the SEP; null: unknown. */
export type RenderedPage = { readonly path: string; readonly present: boolean | null }

export async function readPages(
  github: Pick<ProposalsApi, 'pullRequest' | 'fileText'>,
  policy: Policy,
  { repo, number, path }: Pick<SepBranch, 'repo' | 'number' | 'path'>,
): Promise<readonly RenderedPage[] | null> {
  const rendered = renderedIn(policy, repo)
  const slug = slugIn(path)
  if (rendered === null || slug === null) return null
  const { head } = await github.pullRequest(repo, number)
  if (head === null) return null
  const showsSep = async (file: string, proposal: NumberedProposal) => {
    // Reads from the repository itself, which has the commits of its pull requests, because the fork may be private.
    const text = await github.fileText(repo, file, head.oid)
    return text !== null && showsProposal(file, text, proposal)
  }
  return Promise.all(
    renderedFiles(rendered, { number, slug }).map(async (file) => ({
      path: file,
      present: await orNull(() => showsSep(file, { number, slug })),
    })),
  )
}

function renderedIn(policy: Policy, repo: string): RenderedPages | null {
  return repositoryNamed(policy, repo)?.rendered ?? null
}

function slugIn(path: string): string | null {
  return parseSepFileName(baseName(path))?.slug ?? null
}
