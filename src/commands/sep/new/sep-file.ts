import type { App } from '../../../app.ts'
import { UsageError } from '../../../errors.ts'
import { readFieldFlags } from '../../../preflight/field-flags.ts'
import { withAiDisclosure } from '../../../seps/draft.ts'
import { sepFileName } from '../../../seps/file-name.ts'
import type { SepType } from '../../../seps/names.ts'
import { scaffoldSep } from '../../../seps/scaffold.ts'
import { replaceUnchanged } from '../../../storage/draft-file.ts'
import { journalPath } from '../../../storage/sep-journal.ts'
import { confirmOverwrite } from '../../../terminal/confirm.ts'
import type { Prompter } from '../../../terminal/prompter.ts'
import { plain } from '../../../text/quote.ts'
import { askLine } from './ask.ts'
import type { SepNewOptions } from './command.ts'
import { answersOf, type Said } from './said.ts'
import { sectionFor } from './section-names.ts'

/** A SEP that is being written: what has been said is in its file before the next question. */
export type SepFile = {
  said(): Said
  say(more: Partial<Said>): Promise<void>
  /** null: it goes to stdout. */
  path(): string | null
  text(): string
}

type Beginning = {
  readonly app: App
  readonly options: SepNewOptions
  readonly prompter: Prompter | null
  readonly type: SepType
  /** owner/name, where its pull request will be. */
  readonly repo: string
}

const TEMPLATE_LIMIT = 100_000

export async function beginSep({ app, options, prompter, type, repo }: Beginning): Promise<SepFile> {
  const template = `${app.builtInTemplates}/sep/${type.toLowerCase().replaceAll(' ', '-')}.md`
  const form = await app.files.readText(template, TEMPLATE_LIMIT)
  const title = plain(options.title ?? (prompter === null ? '' : await askLine(prompter, 'Title'))).trim()
  const facts = { today: app.clock.now().toISOString().slice(0, 10), repo }
  let said = await saidBy(app, options, type, title)
  const textOf = (what: Said) => {
    const scaffold = scaffoldSep(form, template, answersOf(what, facts))
    return options.aiDisclosure === undefined ? scaffold : withAiDisclosure(scaffold, options.aiDisclosure)
  }
  let text = textOf(said)
  const path = options.output === '-' ? null : await createAt(app, options, prompter, sepFileName(null, title), text)
  return {
    said: () => said,
    say: async (more) => {
      said = { ...said, ...more }
      const next = textOf(said)
      if (path !== null) await replaceUnchanged(app, { path, text }, next)
      text = next
    },
    path: () => path,
    text: () => text,
  }
}

async function saidBy(app: App, options: SepNewOptions, type: SepType, title: string): Promise<Said> {
  const fields = Object.entries(await readFieldFlags(app, options.field))
  return {
    title,
    type,
    authors: options.author,
    group: options.group ?? null,
    thread: options.thread ?? '',
    discussed: options.discussed,
    prototype: options.prototype ?? null,
    breaks: options.breaks ?? null,
    security: options.security ?? null,
    extension: options.extension ?? '',
    sections: Object.fromEntries(fields.map(([name, value]) => [sectionFor(name), [value].flat().join('\n\n')])),
  }
}

/** In `seps/` where there is one; never over a file without asking. */
async function createAt(
  app: App,
  { output, yes }: SepNewOptions,
  prompter: Prompter | null,
  name: string,
  text: string,
): Promise<string> {
  const path = output ?? ((await app.files.exists('seps')) ? `seps/${name}` : name)
  if (await app.files.exists(journalPath(path)))
    throw new UsageError(
      `A pull request was begun for ${path}: finish it with mcp-comms sep open ${path}, or name another file with -o.`,
    )
  if (await app.files.create(path, text)) return path
  const ways = 'name another file with -o, or add --yes to overwrite it.'
  await confirmOverwrite({ prompter, yes: yes === true }, path, ways)
  await app.files.replace(path, text)
  return path
}
