import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure, UsageError } from '../errors.ts'
import type { Prompter } from '../terminal/questions.ts'
import { plain, quote } from '../text/quote.ts'
import { shellOf, shellWord } from '../text/shell.ts'
import { makePrivateFolder } from './private-folder.ts'

/**
 * Something in a checkout that changes how this program works: a policy, or a folder of templates. Trust covers its content too,
 * because the author of the checkout may change it after the person has trusted it.
 */
export type CheckoutSettings = {
  readonly what: 'rules' | 'templates'
  readonly path: string
  /** Everything in it that we would use. */
  readonly content: readonly string[]
}

/** Whether this run may ask a person, and whether it publishes something. */
export type Consent = { readonly prompter: Prompter | null; readonly publishes: boolean }

const entrySchema = z.object({
  path: z.string().max(10_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** false: the person has reviewed it, and declined. */
  trusted: z.boolean(),
  at: z.iso.datetime(),
})
const trustSchema = z.object({ version: z.literal(1), entries: z.array(entrySchema).max(10_000) })
export type TrustEntry = z.infer<typeof entrySchema>

const TRUST_SIZE_LIMIT = 4_000_000

type TrustApp = Pick<App, 'files' | 'git' | 'stateFolder' | 'clock'>

/**
 * Returns whether the settings of a checkout may be used: whether the person has already trusted this path with this content, or confirms
 * it now.
 * @param changes describes what they would change
 * @throws UsageError if the person has not decided, nobody can be asked, and the run would publish, because it could send something
 * unexpected.
 */
export async function confirmTrust(
  app: TrustApp & Pick<App, 'terminal' | 'env'>,
  settings: CheckoutSettings,
  { prompter, publishes }: Consent,
  changes: () => readonly string[],
): Promise<boolean> {
  const path = await app.files.realPath(settings.path)
  const entry = (await readTrust(app)).find((saved) => saved.path === path)
  const isDecided = entry?.sha256 === fingerprint(settings)
  if (isDecided && entry.trusted) return true
  const { what } = settings
  const { err } = app.terminal
  if (!isDecided && prompter !== null) {
    const lines = changesOrFailure(changes)
    if (lines instanceof Failure) return reportUnusableSettings(app, what, lines, { prompter, publishes })
    err.write(`\n${describeSettings(settings, path, lines)}\n`)
    const trusted = await prompter.confirm({ message: `Use the ${what} of this folder?`, preset: false })
    await saveTrust(app, settings, { trusted })
    return trusted
  }
  const reason = isDecided ? 'you do not trust them' : reasonToAsk(entry)
  const command = `mcp-comms trust ${shellWord(path, shellOf(app.env))}`
  if (!isDecided && publishes)
    throw new UsageError(`Nothing was sent: the ${what} in ${path} would not be used, because ${reason}`, {
      hint: `Review them, then run: ${command}`,
    })
  err.write(
    `mcp-comms: not using the ${what} in ${quote(path, 1000)}, because ${reason}. To use them: ${quote(command, 1000)}\n`,
  )
  return false
}

/**
 * Says that the settings of a checkout cannot be used, for example because they are too large. The run continues without them.
 * @returns false. @throws UsageError if nobody would see the message, and the run would publish
 */
export function reportUnusableSettings(
  { terminal }: Pick<App, 'terminal'>,
  what: CheckoutSettings['what'],
  { message }: Failure,
  { prompter, publishes }: Consent,
): false {
  const hint = `Repair these ${what} to use them, or remove them`
  if (publishes && prompter === null)
    throw new UsageError(`Nothing was sent, because the ${what} that were found cannot be used: ${message}`, {
      hint,
    })
  terminal.err.write(plain(`mcp-comms: not using the ${what} that were found: ${quote(message, 1000)}. ${hint}.\n`))
  return false
}

function changesOrFailure(changes: () => readonly string[]): readonly string[] | Failure {
  try {
    return changes()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}

function reasonToAsk(entry: TrustEntry | undefined): string {
  return entry?.trusted === true ? 'they have changed since you trusted them' : 'you have not trusted them yet'
}

/** The description that the person sees before deciding whether to trust the settings of a checkout. */
export function describeSettings({ what }: CheckoutSettings, path: string, changes: readonly string[]): string {
  return [`There are ${what} in ${path}:`, ...changes.map((line) => `  ${quote(line, 300)}`)].join('\n')
}

/** The person's decisions. Empty if they cannot be read, so that nothing is trusted by mistake. */
export async function readTrust({
  files,
  stateFolder,
}: Pick<App, 'files' | 'stateFolder'>): Promise<readonly TrustEntry[]> {
  const path = trustPath({ stateFolder })
  if (!(await files.exists(path))) return []
  try {
    return trustSchema.parse(JSON.parse(await files.readText(path, TRUST_SIZE_LIMIT))).entries
  } catch (error) {
    if (error instanceof Failure || error instanceof SyntaxError || error instanceof z.ZodError) return []
    throw error
  }
}

export async function saveTrust(
  app: TrustApp,
  settings: CheckoutSettings,
  { trusted }: Pick<TrustEntry, 'trusted'>,
): Promise<void> {
  const path = await app.files.realPath(settings.path)
  const entry = { path, sha256: fingerprint(settings), trusted, at: app.clock.now().toISOString() }
  await changeTrust(app, (entries) => [...entries.filter((saved) => saved.path !== path), entry])
}

/** Forgets a decision. @returns false if there is none. */
export async function removeTrust(app: TrustApp, path: string): Promise<boolean> {
  const exists = (await readTrust(app)).some((saved) => saved.path === path)
  if (exists) await changeTrust(app, (entries) => entries.filter((saved) => saved.path !== path))
  return exists
}

async function changeTrust(
  app: TrustApp,
  change: (entries: readonly TrustEntry[]) => readonly TrustEntry[],
): Promise<void> {
  await makePrivateFolder(app, app.stateFolder())
  const path = trustPath(app)
  const release = await app.files.lock(path)
  try {
    const entries = change(await readTrust(app))
    await app.files.replace(path, `${JSON.stringify({ version: 1, entries }, null, 2)}\n`)
  } finally {
    await release()
  }
}

/** The path of a file that only its owner may read, because it lists folders that the person works in. */
function trustPath({ stateFolder }: Pick<App, 'stateFolder'>): string {
  return `${stateFolder()}/trust.json`
}

function fingerprint({ what, content }: Pick<CheckoutSettings, 'what' | 'content'>): string {
  return createHash('sha256')
    .update(JSON.stringify([what, ...content]))
    .digest('hex')
}
