import { Argument, type Command, Option } from 'commander'
import type { App } from '../../app.ts'
import { type ExitCode, UsageError } from '../../errors.ts'

/** A flag of a command. Its key is its long name, so `dryRun` declares `--dry-run`. `T` is the type of its value. */
type Flag<T> = {
  readonly short: string | null
  /** The value as the help shows it, such as `<file>`; null: the flag takes no value. */
  readonly placeholder: string | null
  readonly description: string
  readonly kind: 'switch' | 'switch-off' | 'value' | 'list'
  readonly choices: readonly string[] | null
  readonly fallback: T
  /** Set for an earlier name of a flag: it still works, but the help does not show it. */
  readonly isHidden?: true
}
type Flags = Readonly<Record<string, Flag<unknown>>>

type Parameter<T> = {
  /** As the help shows it, such as `<draft...>`. */
  readonly name: string
  readonly description: string
  readonly choices?: readonly string[]
  /** Never set: it only makes the type depend on `T`. */
  readonly fallback?: T
}

const DEFAULTS = { short: null, placeholder: null, choices: null, fallback: undefined } as const

/** A flag without a value. */
export function flag(description: string, short: string | null = null): Flag<true | undefined> {
  return { ...DEFAULTS, short, description, kind: 'switch' }
}

/** The earlier name of a flag, so that existing scripts still work. */
export function earlierName(description: string): Flag<true | undefined> {
  return { ...flag(description), isHidden: true }
}

/** A value that is true unless the flag turns it off: `input` becomes `--no-input`. */
export function switchOff(description: string): Flag<boolean> {
  return { ...DEFAULTS, description, kind: 'switch-off', fallback: true }
}

/** A flag with a value. */
export function value(placeholder: string, description: string, short: string | null = null): Flag<string | undefined> {
  return { ...DEFAULTS, short, placeholder, description, kind: 'value' }
}

/** A flag that can be repeated; its value is the list of all its values. */
export function list(placeholder: string, description: string, short: string | null = null): Flag<readonly string[]> {
  return { ...value(placeholder, description, short), kind: 'list', fallback: [] }
}

export function choice<const T extends string>(
  placeholder: string,
  choices: readonly T[],
  description: string,
): Flag<T | undefined> {
  return { ...DEFAULTS, placeholder, description, kind: 'value', choices }
}

/** A choice with a default. */
export function choiceWithDefault<const T extends string>(
  fallback: T,
  placeholder: string,
  choices: readonly T[],
  description: string,
): Flag<T> {
  return { ...choice(placeholder, choices, description), fallback }
}

export function argument(name: string, description: string): Parameter<string> {
  return { name: `<${name}>`, description }
}

/** An argument that is named after its values, as in `<bash|zsh|fish>`, so that every error about it lists them. */
export function oneOf<const T extends string>(choices: readonly T[], description: string): Parameter<T> {
  return { name: `<${choices.join('|')}>`, description, choices }
}

export function optionalArgument(name: string, description: string): Parameter<string | undefined> {
  return { name: `[${name}]`, description }
}

/** One or more arguments. */
export function someArguments(name: string, description: string): Parameter<readonly string[]> {
  return { name: `<${name}...>`, description }
}

/** Any number of arguments, including none. */
export function anyArguments(name: string, description: string): Parameter<readonly string[]> {
  return { name: `[${name}...]`, description }
}

/** A command as data. Its help, its page in docs/ and the types of its options are derived from this. */
export type Definition<P extends readonly Parameter<unknown>[], F extends Flags> = {
  readonly description: string
  readonly parameters: P
  readonly flags: F
  /** Printed after the flags. */
  readonly notes?: string
  readonly examples: readonly string[]
}

export function defineCommand<const P extends readonly Parameter<unknown>[], F extends Flags>(
  definition: Definition<P, F>,
): Definition<P, F> {
  return definition
}

type ValueOf<F> = F extends Flag<infer T> ? T : never
type OptionalKeys<F> = { [K in keyof F]: undefined extends ValueOf<F[K]> ? K : never }[keyof F]

export type OptionsOf<D> = D extends { readonly flags: infer F }
  ? { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: ValueOf<F[K]> } & {
      readonly [K in OptionalKeys<F>]?: Exclude<ValueOf<F[K]>, undefined>
    }
  : never

type ValuesOf<P extends readonly Parameter<unknown>[]> = {
  -readonly [I in keyof P]: P[I] extends Parameter<infer T> ? T : never
}

type Run<Values extends readonly unknown[], Options> = (app: App, ...args: [...Values, Options]) => Promise<ExitCode>

/**
 * Connects a definition to its code, which is loaded only when the command runs. The compiler checks that the types of the
 * two match.
 */
export type Connect = <P extends readonly Parameter<unknown>[], F extends Flags>(
  command: Command,
  definition: Definition<P, F>,
  load: () => Promise<{ readonly run: Run<ValuesOf<P>, OptionsOf<Definition<P, F>>> }>,
) => void

export function connectTo(app: App, exit: (code: ExitCode) => void): Connect {
  return (command, definition, load) => {
    declareOn(command, definition)
    command.action(async () => {
      const { run } = await load()
      const appWithRepo = await withRepoName(app, command)
      const usesPlainPrompts = command.opts()['plain'] === true
      const appForRun = withSingleUseOfInput(usesPlainPrompts ? withPlainPrompts(appWithRepo) : appWithRepo)
      const values = command.processedArgs as ValuesOf<(typeof definition)['parameters']>
      exit(await run(appForRun, ...values, optionsOf(definition.flags, command)))
    })
  }
}

/**
 * Replaces the address of a repository in `--repo` and GH_REPO by its name, for every command. Refuses a token in the place of the name,
 * because messages and the names of files repeat that name.
 */
async function withRepoName(app: App, command: Command): Promise<App> {
  const repoFlag: unknown = command.opts()['repo']
  const { GH_REPO = '' } = app.env
  for (const name of [repoFlag, GH_REPO])
    if (typeof name === 'string' && MAY_BE_TOKEN.test(name))
      await (await import('./token-as-repo.ts')).refuseTokenAsRepo(name)
  if (!isAddress(repoFlag) && !isAddress(GH_REPO)) return app
  const { repoInAddress } = await import('../../github/endpoints.ts')
  if (isAddress(repoFlag)) command.setOptionValue('repo', repoInAddress(app.env, repoFlag))
  return { ...app, env: { ...app.env, GH_REPO: repoInAddress(app.env, GH_REPO) } }
}

/** A long word with a digit, such as `ghp_16C7e42F292c6912`. Few names of repositories match, so few commands load the search for secrets. */
const MAY_BE_TOKEN = /(?=[\w-]{0,40}\d)[\w-]{16}/

/** Whether it is an address such as `https://github.com/owner/name` or `git@github.com:owner/name`, and not only `owner/name`. */
function isAddress(repo: unknown): repo is string {
  return typeof repo === 'string' && /[/:].*\//.test(repo)
}

/** Makes `--plain` apply to every prompt of the command. */
function withPlainPrompts(app: App): App {
  return { ...app, prompter: () => app.prompter({ plain: true }) }
}

/**
 * Lets only one flag or argument of a run read standard input, because a second one would find it empty.
 * @returns an app whose `files` throw UsageError when standard input is read again
 */
function withSingleUseOfInput(app: App): App {
  const { files } = app
  let isRead = false
  const claim = (path: string) => {
    if (path === '-' && isRead)
      throw new UsageError('Standard input can be read only once', {
        hint: 'write one of the texts to a file, and name the file instead of "-"',
      })
    if (path === '-') isRead = true
    return path
  }
  return {
    ...app,
    files: {
      ...files,
      readText: async (path, limit) => files.readText(claim(path), limit),
      readChunks: (path) => files.readChunks(claim(path)),
    },
  }
}

function declareOn(
  command: Command,
  { description, parameters, flags, notes, examples }: Definition<readonly Parameter<unknown>[], Flags>,
): void {
  // A top-level command already has a description, for the list of all commands.
  if (command.description() === '') command.description(description)
  for (const { name, description, choices } of parameters) {
    const argument = new Argument(name, description)
    command.addArgument(choices === undefined ? argument : argument.choices(choices))
  }
  for (const [key, flag] of Object.entries(flags)) command.addOption(optionOf(key, flag))
  const title = examples.length === 1 ? 'Example' : 'Examples'
  const lines = examples.map((example) => `  $ mcp-comms ${example}`)
  // Joins the lines of each paragraph, so that the terminal wraps them at its own width.
  const paragraphs = notes?.replaceAll(/(?<=\S)\n(?=\S)/g, ' ')
  command.addHelpText(
    'after',
    [...(paragraphs === undefined ? [] : ['', paragraphs]), '', `${title}:`, ...lines].join('\n'),
  )
}

function optionOf(
  key: string,
  { short, placeholder, description, kind, choices, fallback, isHidden }: Flag<unknown>,
): Option {
  const long = `--${kind === 'switch-off' ? 'no-' : ''}${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  const names = [...(short === null ? [] : [`-${short}`]), long].join(', ')
  const option = new Option(placeholder === null ? names : `${names} ${placeholder}`, description)
  if (choices !== null) option.choices(choices)
  if (isHidden === true) option.hideHelp()
  if (kind === 'value' && fallback !== undefined) option.default(fallback)
  if (kind === 'list') option.argParser((value: string, values: readonly string[] = []) => [...values, value])
  return option
}

/** Adds an empty list for each list flag that is not set, because Commander leaves out such flags. */
function optionsOf<F extends Flags>(flags: F, command: Command): OptionsOf<{ readonly flags: F }> {
  const lists = Object.entries(flags).flatMap(([key, { kind }]) => (kind === 'list' ? [[key, []]] : []))
  return { ...Object.fromEntries(lists), ...command.opts() }
}
