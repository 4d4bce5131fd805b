import { join } from 'node:path'
import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'
import type { Seps } from '../../github/github.ts'
import type { Policy } from '../../policy/schema.ts'
import { targetRepo } from '../../preflight/target-repo.ts'
import { type Catalogue, catalogueOf } from '../../seps/catalogue.ts'
import { parseSepFileName } from '../../seps/file-name.ts'
import { MAINTAINERS_FILE } from '../../seps/maintainers.ts'
import { SEP_SIZE_LIMIT } from '../../seps/refusal.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import type { CatalogueOptions } from './flags.ts'
import { signedIn } from './signed-in.ts'

export type Found = Catalogue & {
  /** The folder or the repository that it was read from. */
  readonly source: string
  readonly policy: Policy
  /** The text of MAINTAINERS.md, where there is one. */
  readonly maintainers: string | null
}

/** The SEPs of a folder, or those of a repository with what is on its way there. */
export async function readCatalogue(app: App, options: CatalogueOptions): Promise<Found> {
  const policy = await loadPolicy(app, options.policy)
  if (options.dir !== undefined) return { policy, ...(await readFolder(app, options.dir)) }
  const repo = targetRepo(app, policy, options.repo)
  const seps = await askGitHub(app, repo)
  return {
    policy,
    source: seps.repo,
    maintainers: seps.maintainers,
    ...catalogueOf({ place: 'main', ...seps }),
  }
}

async function readFolder(app: App, dir: string): Promise<Omit<Found, 'policy'>> {
  const folder = dir.replace(/(?<=.)[/\\]+$/, '')
  const names = (await app.files.list(folder)).filter((name) => parseSepFileName(name) !== null)
  if (names.length === 0)
    throw new Failure('file', `${dir}: there are no SEPs in it, which are files like 1234-title.md`)
  const files = await Promise.all(
    names.map(async (name) => {
      const path = `${folder}/${name}`
      return { path, url: null, text: await app.files.readText(path, SEP_SIZE_LIMIT) }
    }),
  )
  const list = join(folder, '..', MAINTAINERS_FILE)
  const maintainers = (await app.files.exists(list)) ? await app.files.readText(list, SEP_SIZE_LIMIT) : null
  return { source: folder, maintainers, ...catalogueOf({ place: 'folder', files, pullRequests: [] }) }
}

async function askGitHub(app: App, repo: string): Promise<Seps> {
  const { github } = await signedIn(app, 'name a folder of SEPs: --dir seps/')
  const progress = await app.progress(`Reading the SEPs of ${repo}`)
  try {
    return await github.seps(repo)
  } finally {
    progress.stop()
  }
}
