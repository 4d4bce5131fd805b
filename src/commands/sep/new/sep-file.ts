import type { App } from '../../../app.ts'
import { maskOf } from '../../../checks/secrets/mask.ts'
import { UsageError } from '../../../errors.ts'
import { discussionProblem } from '../../../seps/discussion.ts'
import { withAiDisclosure } from '../../../seps/draft.ts'
import type { SepType } from '../../../seps/names.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/parse.ts'
import { isExtension, type SepAnswers, scaffoldSep, sectionTitle } from '../../../seps/scaffold.ts'
import { replaceOrRescue } from '../../../storage/draft-file.ts'
import { hasJournal } from '../../../storage/sep-journal.ts'
import { removeOverrides } from '../../../storage/sep-overrides.ts'
import { confirmOverwrite } from '../../../terminal/confirm.ts'
import type { Prompter } from '../../../terminal/questions.ts'
import { sepFileName, transliterate } from '../../../text/file-names.ts'
import { plain } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { titleOrText } from '../../../text/title-words.ts'
import { readFieldFlags } from '../../shared/draft-flags.ts'
import { sepOpenCommand } from '../shared/commands.ts'
import type { SepNewOptions } from './command.ts'
import { authorsProblem } from './questions.ts'

export type SepFile = {
  answers(): SepAnswers
  update(changes: Partial<SepAnswers>): Promise<void>
  /** null: the SEP is printed to stdout. */
  path(): string | null
  text(): string
}

type NewSep = {
  readonly app: App
  readonly options: SepNewOptions
  readonly prompter: Prompter | null
  readonly type: SepType
  readonly title: string
  /** owner/name of the repository for the pull request. */
  readonly repo: string
}

const TEMPLATE_BYTE_LIMIT = 100_000

export async function createSepFile({ app, options, prompter, type, title, repo }: NewSep): Promise<SepFile> {
  const origin = { today: app.clock.now().toISOString().slice(0, 10), repo }
  const print = async (current: SepAnswers) => {
    const template = `${app.builtInTemplates}/sep/${current.type.toLowerCase().replaceAll(' ', '-')}.md`
    const sep = scaffoldSep(await app.files.readText(template, TEMPLATE_BYTE_LIMIT), template, current, origin)
    return options.aiDisclosure === undefined ? sep : withAiDisclosure(sep, options.aiDisclosure)
  }
  let answers = await answersFromFlags(app, options, type, title)
  let text = await print(answers)
  // The name of the file becomes public, too. It is in lower case, so the later checks would not find a secret in it.
  const mask = await maskOf(title)
  const path =
    options.output === '-'
      ? null
      : await createFile({ app, options, prompter }, sepFileName(null, await transliterate(mask(title))), text)
  reportIgnoredIdentifier(app, answers)
  return {
    answers: () => answers,
    update: async (changes) => {
      answers = { ...answers, ...changes }
      if (changes.type !== undefined) reportIgnoredIdentifier(app, answers)
      const next = await print(answers)
      if (path !== null) await replaceOrRescue(app, { path, text }, next)
      text = next
    },
    path: () => path,
    text: () => text,
  }
}

function reportIgnoredIdentifier({ terminal }: App, answers: SepAnswers): void {
  const { type, extension } = answers
  if (extension === '' || isExtension(answers)) return
  terminal.err.write(plain(`Left out: the extension identifier "${extension}", because the type is ${type}.\n`))
}

async function answersFromFlags(app: App, options: SepNewOptions, type: SepType, title: string): Promise<SepAnswers> {
  const { text: motivation } = titleOrText(options.suggestion?.text ?? '')
  return {
    title,
    type,
    authors: checkedAuthors(options.author),
    group: options.group ?? null,
    discussed: discussionLinks(options),
    prototype: options.prototype ?? null,
    breaks: options.breaks ?? null,
    security: options.security ?? null,
    extension: options.extension ?? '',
    sections: {
      ...(motivation === '' ? {} : { Motivation: motivation }),
      ...sectionsFrom(await readFieldFlags(app, options.field)),
    },
  }
}

/** Joins the texts of fields that name the same section in different ways. */
function sectionsFrom(fields: Awaited<ReturnType<typeof readFieldFlags>>): Readonly<Record<string, string>> {
  const sections = new Map<string, readonly string[]>()
  for (const [name, value] of Object.entries(fields)) {
    const title = sectionTitle(name)
    sections.set(title, [...(sections.get(title) ?? []), value].flat())
  }
  return Object.fromEntries([...sections].map(([title, texts]) => [title, texts.join('\n\n')]))
}

function checkedAuthors(authors: readonly string[]): readonly string[] {
  for (const author of authors) {
    const problem = authorsProblem(author)
    if (problem !== null) throw new UsageError(`--author ${author}: ${problem}`)
  }
  return authors
}

function discussionLinks({ discussed, thread }: SepNewOptions): readonly string[] {
  const links = [...new Set([...discussed, ...thread].map((link) => link.trim()))].filter((link) => link !== '')
  for (const link of links) {
    const problem = discussionProblem(link)
    if (problem !== null) throw new UsageError(`--discussed ${link}: ${problem}`)
  }
  return links
}

/** All titles without letters or digits give the same file name, so this adds a number until the name is free. */
async function freePath(app: App, path: string): Promise<string> {
  if (!path.endsWith(UNTITLED_NAME)) return path
  for (let number = 1; number < MAX_UNTITLED_FILES; number++) {
    const candidate = number === 1 ? path : path.replace(/\.md$/, `-${number}.md`)
    if (!(await app.files.exists(candidate))) return candidate
  }
  return path
}

const UNTITLED_NAME = sepFileName(null, '')
const MAX_UNTITLED_FILES = 1_000

function isSameExceptCreated(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => text.replace(/^- \*\*Created\*\*: .*$/m, ''))
  return first === second
}

async function createFile(
  { app, options, prompter }: Pick<NewSep, 'app' | 'options' | 'prompter'>,
  name: string,
  text: string,
): Promise<string> {
  const { output, yes, repo, policy } = options
  const path = output ?? (await freePath(app, (await app.files.exists('seps')) ? `seps/${name}` : name))
  if (await hasJournal(app, path))
    throw new UsageError(`An earlier run began to open a pull request for ${path}`, {
      hint: `Finish it with ${sepOpenCommand(path, { repo, policy }, shellOf(app.env))}, or name another file with -o`,
    })
  if (await app.files.create(path, text)) {
    await removeOverrides(app, path)
    return path
  }
  // An interrupted run may have written the file from the same answers, so overwriting it loses nothing.
  if (isSameExceptCreated(await app.files.readText(path, SEP_BYTE_LIMIT), text)) {
    await app.files.replace(path, text)
    return path
  }
  const hint = 'name another file with -o, or add --yes to overwrite it.'
  await confirmOverwrite({ prompter, yes: yes === true }, path, hint)
  await app.files.replace(path, text)
  await removeOverrides(app, path)
  return path
}
