import type { App } from '../../../app.ts'
import { mapQuestions, toPlacement } from '../../../classifier/placement.ts'
import { CancelledError, EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import type { Answers } from '../../../policy/answers.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { SEP_TYPES, type SepType } from '../../../seps/names.ts'
import type { SepAnswers } from '../../../seps/scaffold.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { printUnsavedText, withUnsavedText } from '../../../terminal/confirm.ts'
import { jsonLine } from '../../../terminal/json.ts'
import type { Prompter } from '../../../terminal/questions.ts'
import { askInOrder, type SequenceStep } from '../../../terminal/sequence.ts'
import { prompterFor } from '../../../terminal/terminal.ts'
import { answerView } from '../../../terminal/views/where/answer.ts'
import { plain } from '../../../text/quote.ts'
import { type Shell, shellOf, shellWord } from '../../../text/shell.ts'
import { titleOrText } from '../../../text/title-words.ts'
import { withPolicyFlag } from '../../shared/policy-flag.ts'
import { sepOpenCommand } from '../shared/commands.ts'
import type { SepNewOptions } from './command.ts'
import { fillSep } from './fill.ts'
import { lineQuestion, type SmallChange, TYPE_QUESTION } from './questions.ts'
import { resumeCommand, startCommand } from './resume-command.ts'
import { createSepFile, type SepFile } from './sep-file.ts'

export async function run(app: App, options: SepNewOptions): Promise<ExitCode> {
  const prompter = await prompterFor(app, options)
  const policy = await loadPolicy(app, options.policy, { prompter, publishes: false })
  if (prompter === null) requireFlags(options)
  const unsaved = options.suggestion?.text ?? ''
  const { type, title } = await withUnsavedText(app, unsaved, () => askTypeAndTitle(app, prompter, options))
  if (type === undefined) throw new UsageError('--type is missing', { hint: 'see mcp-comms sep new --help' })
  if (isSmallChange(type)) {
    printUnsavedText(app, unsaved)
    return showPlaceForSmallChange(app, policy, type, options.policy)
  }
  const file = await withUnsavedText(app, unsaved, async () => {
    const repo = targetRepo(app, policy, options.repo)
    return createSepFile({ app, options, prompter, type, title: plain(title ?? '').trim(), repo })
  })
  try {
    await fillSep({ app, policy, options, prompter }, file)
  } catch (error) {
    printWhereAnswersAre(app, options, file, error instanceof CancelledError ? error.unfinished : '')
    throw error
  }
  return printResult(app, options, file)
}

/** Missing: not answered yet. */
type TypeAndTitle = { readonly type?: SepType | SmallChange; readonly title?: string }

/** Asks for the type, which decides whether a SEP is needed, and for the title. */
async function askTypeAndTitle(app: App, prompter: Prompter | null, options: SepNewOptions): Promise<TypeAndTitle> {
  const { type, title, suggestion } = options
  const known: TypeAndTitle = { ...(type === undefined ? {} : { type }), ...(title === undefined ? {} : { title }) }
  if (prompter === null) return known
  const steps: readonly SequenceStep<TypeAndTitle>[] = [
    {
      applies: () => type === undefined,
      ask: async (answers, place) => {
        const likelyType = answers.type ?? suggestion?.type
        const preselected = likelyType === undefined ? {} : { preselected: likelyType }
        const answer = await prompter.at({ ...place, total: 1 }).select({ ...TYPE_QUESTION, ...preselected })
        return answer.kind === 'back' ? answer : { kind: 'answered', value: { ...answers, type: answer.value } }
      },
    },
    {
      applies: (answers) => title === undefined && answers.type !== undefined && !isSmallChange(answers.type),
      ask: async (answers, place) => {
        const { title: suggested } = titleOrText(suggestion?.text ?? '')
        const question = { ...lineQuestion('Title', answers.title ?? ''), ...(suggested === '' ? {} : { suggested }) }
        try {
          const answer = await prompter.at({ ...place, total: 1 }).input(question)
          return answer.kind === 'back' ? answer : { kind: 'answered', value: { ...answers, title: answer.value } }
        } catch (error) {
          if (error instanceof CancelledError) printTypedTitle(app, { ...options, ...answers }, error.unfinished)
          throw error
        }
      },
      keep: async (unfinished) => printTypedTitle(app, options, unfinished),
    },
  ]
  const answer = await askInOrder(steps, { state: known })
  return answer.kind === 'back' ? known : answer.value
}

/** There is no file yet, so the command that starts again has the title that the person was typing. */
function printTypedTitle(
  { terminal, env }: App,
  options: Parameters<typeof startCommand>[1],
  unfinished: string,
): void {
  const title = plain(unfinished).trim()
  if (title === '') return
  const command = startCommand(title, options, shellOf(env))
  terminal.err.write(plain(`You were typing: ${title}\nStart again with it: ${command}\n`))
}

function isSmallChange(type: SepType | SmallChange): type is SmallChange {
  return type === 'docs' || type === 'bug' || type === 'feature'
}

function requireFlags({ title, type }: SepNewOptions): void {
  const missing = [
    ...(title === undefined || title.trim() === '' ? ['  --title TEXT'] : []),
    ...(type === undefined ? [`  --type ${SEP_TYPES.map((name) => `"${name}"`).join('|')}`] : []),
  ]
  if (missing.length > 0)
    throw new UsageError(['Not running interactively; missing:', ...missing].join('\n'), {
      hint: 'For all flags: mcp-comms sep new --help',
    })
}

/** Also prints the unfinished answer, which may not be in the text. */
function printWhereAnswersAre({ terminal, env }: App, options: SepNewOptions, file: SepFile, unfinished: string): void {
  const path = file.path()
  const message =
    path === null
      ? `What you have written so far:\n\n${file.text()}`
      : `Your answers are in ${path}. Resume with: ${resumeCommand(file.answers(), path, options, shellOf(env))}\n`
  const typed = unfinished.trim() === '' ? '' : `You were typing: ${unfinished.trim()}\n`
  terminal.err.write(plain(`${typed}${message}`))
}

function printResult({ terminal, env }: App, { json, repo, policy }: SepNewOptions, file: SepFile): ExitCode {
  const { out, err } = terminal
  const path = file.path()
  if (path === null) out.write(file.text())
  else out.write(json === true ? jsonLine(answersJson(path, file.answers())) : `${path}\n`)
  if (path !== null && err.isTerminal) err.write(plain(nextSteps(path, file.answers(), { repo, policy }, shellOf(env))))
  return EXIT.done
}

/** Keeps the field `thread`, an earlier name for the first link, because scripts may read it. */
function answersJson(draft: string, answers: SepAnswers) {
  return { kind: 'sep', draft, ...answers, thread: answers.discussed[0] ?? '' }
}

function nextSteps(
  path: string,
  { discussed }: SepAnswers,
  target: Parameters<typeof sepOpenCommand>[1],
  shell: Shell,
): string {
  return [
    ...(discussed.length === 0
      ? ['Before you open it, add a link to the discussion to the list at the top: "- **Discussion**: https://…"']
      : []),
    `Write the sections, then check them: mcp-comms sep lint ${shellWord(path, shell)}`,
    `When it is ready: ${sepOpenCommand(path, target, shell)}`,
    '',
  ].join('\n')
}

const SMALL_CHANGE_ANSWERS: Readonly<Record<SmallChange, Pick<Answers, 'type' | 'actionability'>>> = {
  docs: { type: 'docs', actionability: 'ad-hoc' },
  bug: { type: 'bug', actionability: 'actionable' },
  feature: { type: 'feature', actionability: 'actionable' },
}

async function showPlaceForSmallChange(
  { terminal, env }: App,
  policy: Policy,
  change: SmallChange,
  policyFile: string | undefined,
): Promise<ExitCode> {
  const [area = null] = Object.keys(policy.areas).filter((id) => policy.areas[id]?.repository === policy.home)
  const answers: Answers = { ...SMALL_CHANGE_ANSWERS[change], sensitivity: 'public', area }
  const answeredBy = mapQuestions(() => 'prompt' as const)
  const chosen = toPlacement(policy, { answers, answeredBy, text: '', classification: null })
  const placement = withPolicyFlag(chosen, policyFile, shellOf(env))
  const { out, err } = terminal
  err.write('This needs no SEP.\n')
  out.write(answerView(policy, placement, await out.style(), out.columns))
  return EXIT.done
}
