import { CancelledError } from '../../../errors.ts'
import type { Policy } from '../../../policy/schema.ts'
import { SEP_TYPES } from '../../../seps/names.ts'
import { isExtension, type SepAnswers } from '../../../seps/scaffold.ts'
import type { Answer, Input, Prompter, StepPrompter } from '../../../terminal/questions.ts'
import { askInOrder, createReviewStep, type Reviewable } from '../../../terminal/sequence.ts'
import { plain } from '../../../text/quote.ts'
import {
  authorsInput,
  discussionsQuestion,
  groupQuestion,
  lineQuestion,
  linkQuestion,
  linksIn,
  TYPE_QUESTION,
  textQuestion,
} from './questions.ts'
import type { SepFile } from './sep-file.ts'

type SepSession = {
  readonly prompter: Prompter
  readonly policy: Policy
  readonly file: SepFile
  /** Returns the probable author, as Name (@handle) or only the name, or an empty text. */
  readonly likelyAuthor: () => Promise<string>
  /** Shows similar SEPs and, if no group backs the SEP, groups to ask. Only the first call shows them. */
  readonly showRelated: () => Promise<void>
  /** Prints the keys for going back and for stopping. */
  readonly showKeys: () => void
}

type SepQuestion = {
  readonly label: string
  /** Missing: the question always applies. */
  readonly applies?: (answers: SepAnswers) => boolean
  readonly isOpen: (answers: SepAnswers) => boolean
  readonly ask: (prompter: StepPrompter, answers: SepAnswers) => Promise<Answer<Partial<SepAnswers>>>
  readonly answer: (answers: SepAnswers) => string
  /** Turns an unfinished text into an answer; null: the text is not a valid answer. Missing: the answer is selected, not typed. */
  readonly parse?: (text: string) => Partial<SepAnswers> | null
  /** Set for questions about the change itself. Before the first of them, related SEPs and groups are shown. */
  readonly isAboutChange?: true
}

export async function askSepQuestions(session: SepSession): Promise<void> {
  const { prompter, file } = session
  const initial = file.answers()
  const questions = questionsFor(session)
  const steps = questions.map((question) => ({ question, step: stepOf(session, question) }))
  const openSteps = steps
    .filter(({ question, step }) => step.applies(initial) && question.isOpen(initial))
    .map(({ step }) => step)
  if (openSteps.length === 0) return
  session.showKeys()
  const review = createReviewStep(
    prompter,
    steps.map(({ step }) => step),
  )
  await askInOrder(openSteps, { state: initial, review })
}

/** Leaves out the changes that need no SEP, because `sep new` has already rejected those. */
const TYPE_CHOICES = TYPE_QUESTION.choices.flatMap(({ value, label, hint }) => {
  const type = SEP_TYPES.find((sepType) => sepType === value)
  return type === undefined ? [] : [{ label, hint, value: type }]
})

/** `sep new` asks for the type before there is a file, so this question is only part of the review. */
const TYPE_REVIEW: SepQuestion = {
  label: TYPE_QUESTION.message,
  isOpen: () => false,
  answer: ({ type }) => TYPE_CHOICES.find(({ value }) => value === type)?.label ?? type,
  ask: async (prompter, { type }) =>
    mapAnswer(
      await prompter.select({ message: TYPE_QUESTION.message, choices: TYPE_CHOICES, preselected: type }),
      (type) => ({ type }),
    ),
}

function stepOf({ prompter, file, showRelated }: SepSession, question: SepQuestion): Reviewable<SepAnswers> {
  const keep = async (unfinished: string) => {
    const answer = parseUnfinished(question, unfinished)
    if (answer !== null) await file.update(answer)
  }
  return {
    label: question.label,
    answer: question.answer,
    applies: question.applies ?? (() => true),
    ask: async (answers, place) => {
      if (question.isAboutChange) await showRelated()
      const answer = await question.ask(prompter.at(place), answers).catch(async (error: unknown) => {
        if (error instanceof CancelledError) await keep(error.unfinished)
        throw error
      })
      if (answer.kind === 'back') return answer
      await file.update(answer.value)
      return { kind: 'answered', value: file.answers() }
    },
    keep,
  }
}

function parseUnfinished({ parse }: SepQuestion, unfinished: string): Partial<SepAnswers> | null {
  return unfinished.trim() === '' || parse === undefined ? null : parse(unfinished)
}

function questionsFor({ policy, likelyAuthor }: SepSession): readonly SepQuestion[] {
  const prototypeLabel = 'Link to a prototype (empty: none yet)'
  const breaksLabel = 'What breaks, and who is affected? (empty: nothing)'
  const securityLabel = 'What could be misused? (empty: nothing)'
  return [
    TYPE_REVIEW,
    typedQuestion(
      'Title',
      ({ title }) => title,
      (title) => ({ title: plain(title) }),
      lineQuestion,
    ),
    {
      label: 'Working group',
      isOpen: ({ group }) => group === null,
      answer: ({ group }) => group ?? '',
      ask: async (prompter, { title, group }) => {
        const question = groupQuestion(policy, title)
        const answer = await prompter.select(group === null ? question : { ...question, preselected: group })
        return mapAnswer(answer, (name) => ({ group: name }))
      },
    },
    {
      label: 'Where it was discussed',
      isOpen: ({ discussed }) => discussed.length === 0,
      answer: ({ discussed }) => discussed.join(' '),
      parse: (text) => (discussionsQuestion([]).validate(text) === null ? { discussed: linksIn(text) } : null),
      ask: async (prompter, { discussed }) =>
        mapAnswer(await prompter.input(discussionsQuestion(discussed)), (text) => ({ discussed: linksIn(text) })),
    },
    authorsQuestion(likelyAuthor),
    {
      ...typedQuestion(
        'Extension identifier',
        ({ extension }) => extension,
        (extension) => ({ extension }),
        lineQuestion,
      ),
      applies: isExtension,
    },
    changeQuestion(
      prototypeLabel,
      (answers) => answers.prototype,
      (text) => ({ prototype: text }),
      linkQuestion,
    ),
    changeQuestion(
      breaksLabel,
      (answers) => answers.breaks,
      (text) => ({ breaks: text }),
      textQuestion,
    ),
    changeQuestion(
      securityLabel,
      (answers) => answers.security,
      (text) => ({ security: text }),
      textQuestion,
    ),
  ]
}

function authorsQuestion(likelyAuthor: SepSession['likelyAuthor']): SepQuestion {
  const label = 'Authors, as Name (@handle)'
  // Splits after each handle: `Ann Lee (@ann), Bo Ray (@bo)`.
  const writeAuthors = (authors: string) => ({ authors: authors.trim().split(/(?<=\)),\s*/) })
  const base = typedQuestion(label, ({ authors }) => authors.join(', '), writeAuthors, authorsInput)
  let authorPromise: Promise<string> | undefined
  return {
    ...base,
    ask: async (prompter, answers) => {
      if (answers.authors.length > 0) return base.ask(prompter, answers)
      authorPromise ??= likelyAuthor()
      const author = await authorPromise
      const suggested = author === '' ? {} : { suggested: author }
      return mapAnswer(await prompter.input({ ...authorsInput(label, ''), ...suggested }), writeAuthors)
    },
  }
}

type CreateInput = (message: string, current: string) => Input

/** The question is open as long as its answer is empty. */
function typedQuestion(
  label: string,
  read: (answers: SepAnswers) => string,
  write: (text: string) => Partial<SepAnswers>,
  createInput: CreateInput,
): SepQuestion {
  return {
    // The review shows an empty answer as such, so it does not need the hint "(empty: …)".
    label: label.replace(/ \(empty: [^()]*\)$/, ''),
    isOpen: (answers) => read(answers) === '',
    answer: read,
    parse: (text) => (createInput(label, '').validate(text) === null ? write(text.trim()) : null),
    ask: async (prompter, answers) =>
      mapAnswer(await prompter.input(createInput(label, read(answers))), (text) => write(text.trim())),
  }
}

/** The question accepts an empty line as an answer, so it is open only as long as its answer is null. */
function changeQuestion(
  label: string,
  read: (answers: SepAnswers) => string | null,
  write: (text: string) => Partial<SepAnswers>,
  createInput: CreateInput,
): SepQuestion {
  const base = typedQuestion(label, (answers) => read(answers) ?? '', write, createInput)
  return { ...base, isOpen: (answers) => read(answers) === null, isAboutChange: true }
}

function mapAnswer<From, To>(answer: Answer<From>, convert: (value: From) => To): Answer<To> {
  return answer.kind === 'back' ? answer : { kind: 'answered', value: convert(answer.value) }
}
