import { Failure } from '../../../errors.ts'
import { type NumberedFile, renderCommands, renderedFiles, showsProposal } from '../../../policy/rendered-pages.ts'
import { repositoryNamed } from '../../../policy/repositories.ts'
import type { Policy, Rendered } from '../../../policy/schema.ts'
import type { ProposalsApi } from '../../../publish/proposal-steps.ts'
import { baseName, parseSepFileName } from '../../../seps/names.ts'
import type { Shell } from '../../../text/quote.ts'

/** What a pull request needs beside the SEP, and the commands that bring it to its branch. */
export type PagesToRender = {
  readonly files: readonly string[]
  readonly commands: readonly string[]
  /** The check that fails without the files. */
  readonly check: string
}

type SepBranch = {
  /** owner/name of the repository that the SEP is for, and its page. */
  readonly repo: string
  readonly url: string
  readonly number: number
  /** The SEP's file. */
  readonly path: string
  readonly head: { readonly repo: string; readonly branch: string }
}

/** null: the repository renders no pages, as far as the policy knows. */
export function pagesToRender(
  policy: Policy,
  { repo, url, number, path, head }: SepBranch,
  shell: Shell,
): PagesToRender | null {
  const rendered = renderedIn(policy, repo)
  const slug = slugIn(path)
  if (rendered === null || slug === null) return null
  const server = url.slice(0, -repo.length)
  const commands = renderCommands(rendered, { number, slug }, { url: server + head.repo, name: head.branch }, shell)
  return { files: renderedFiles(rendered, { number, slug }), commands, check: rendered.check }
}

/** A file that belongs in the pull request of a SEP. `present`: the branch has it, with the SEP in it. null: unknown. */
export type Page = { readonly path: string; readonly present: boolean | null }

/** Reads from the branch of an open pull request whether it has the rendered pages. null: the repository renders none. */
export async function readPages(
  github: Pick<ProposalsApi, 'pullRequest' | 'fileText'>,
  policy: Policy,
  { repo, number, path }: Pick<SepBranch, 'repo' | 'number' | 'path'>,
): Promise<readonly Page[] | null> {
  const rendered = renderedIn(policy, repo)
  const slug = slugIn(path)
  if (rendered === null || slug === null) return null
  const { head } = await github.pullRequest(repo, number)
  if (head === null) return null
  const has = async (file: string, proposal: NumberedFile) => {
    // The repository itself has the commits of its pull requests; the fork may be private.
    const text = await github.fileText(repo, file, head.oid)
    return text !== null && showsProposal(file, text, proposal)
  }
  return Promise.all(
    renderedFiles(rendered, { number, slug }).map(async (file) => ({
      path: file,
      present: await orNull(() => has(file, { number, slug })),
    })),
  )
}

function renderedIn(policy: Policy, repo: string): Rendered | null {
  return repositoryNamed(policy, repo)?.rendered ?? null
}

function slugIn(path: string): string | null {
  return parseSepFileName(baseName(path))?.slug ?? null
}

/** For optional details, which must not fail a command that has done its work. */
export async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Failure) return null
    throw error
  }
}
