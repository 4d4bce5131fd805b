import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { isTemplateOrConfig, type NamedFile } from '../forms/templates.ts'
import { FORM_SIZE_LIMIT } from '../forms/yaml.ts'
import { policyChanges } from '../policy/changes.ts'
import { POLICY_BYTE_LIMIT, parsePolicy } from '../policy/parse.ts'
import type { Policy } from '../policy/schema.ts'
import type { CheckoutSettings } from './trust.ts'

export const LOCAL_POLICY = '.mcp-comms/policy.yaml'
export const LOCAL_TEMPLATES = {
  issue: '.mcp-comms/templates/issue',
  discussion: '.mcp-comms/templates/discussion',
  decision: '.mcp-comms/templates/decision',
}
/** Our files and folders that a checkout may contain. */
export const LOCAL_NAMES: readonly string[] = [LOCAL_POLICY, ...Object.values(LOCAL_TEMPLATES)]

type CheckoutPolicy = {
  readonly settings: CheckoutSettings
  /** @throws Failure (validation) if the file is not a valid policy. */
  readonly parse: () => Policy
  readonly changes: () => readonly string[]
}

/** Reads the policy of a checkout. Parses it only on demand, because a stranger may have written it. */
export async function readCheckoutPolicy(
  app: Pick<App, 'files' | 'builtInPolicy'>,
  path: string,
): Promise<CheckoutPolicy> {
  const text = await app.files.readInside(checkoutOf(path, LOCAL_POLICY), LOCAL_POLICY, POLICY_BYTE_LIMIT)
  let policy: Policy | undefined
  const parse = () => (policy ??= parsePolicy(text, path))
  return {
    settings: { what: 'rules', path, content: [text] },
    parse,
    changes: () => policyChanges(app.builtInPolicy(), parse()),
  }
}

type CheckoutTemplates = TemplateFiles & {
  readonly settings: CheckoutSettings
  readonly changes: () => readonly string[]
}

const MAX_LISTED_NAMES = 20

/** @param folder a path that ends with `name`. */
export async function readCheckoutTemplates(
  app: Pick<App, 'files'>,
  folder: string,
  name: string,
): Promise<CheckoutTemplates> {
  const templateFiles = await readTemplateFiles(app, checkoutOf(folder, name), name, folder)
  const names = templateFiles.files.map((file) => file.name)
  const unlistedCount = names.length - MAX_LISTED_NAMES
  return {
    ...templateFiles,
    settings: {
      what: 'templates',
      path: folder,
      content: templateFiles.files.flatMap((file) => [file.name, file.text]),
    },
    changes: () => [
      'They take precedence over the templates of any repository:',
      ...names.slice(0, MAX_LISTED_NAMES),
      ...(unlistedCount > 0 ? [`and ${unlistedCount.toLocaleString('en')} more`] : []),
    ],
  }
}

type TemplateFiles = {
  readonly files: readonly NamedFile[]
  /** One message for each file that was skipped because it could not be read, or one for the whole folder. */
  readonly notes: readonly string[]
}

/**
 * Reads the template files of the folder `name` in `root`.
 * @param folder the path of the same folder as the person knows it; the paths of the files begin with it
 */
export async function readTemplateFiles(
  { files: disk }: Pick<App, 'files'>,
  root: string,
  name: string,
  folder: string,
): Promise<TemplateFiles> {
  const notes: string[] = []
  const attempt = async <T>(read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      notes.push(`skipped: ${error.message}`)
      return null
    }
  }
  const files: NamedFile[] = []
  for (const file of (await attempt(() => disk.list(folder))) ?? []) {
    if (!isTemplateOrConfig(file)) continue
    const text = await attempt(() => disk.readInside(root, `${name}/${file}`, FORM_SIZE_LIMIT))
    if (text !== null) files.push({ name: file, path: `${folder}/${file}`, text })
  }
  return { files, notes }
}

/** Returns the folder that contains `.mcp-comms`, with the separator at its end. */
function checkoutOf(path: string, name: string): string {
  return path.slice(0, path.length - name.length)
}
