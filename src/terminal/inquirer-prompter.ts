import checkbox from '@inquirer/checkbox'
import confirm from '@inquirer/confirm'
import {
  ask,
  type InquirerSetup,
  lookOf,
  messageOf,
  type PrompterStreams,
  pageSize,
  quoteText,
  toValidationResult,
  widthFor,
  wrapAnswer,
} from './inquirer.ts'
import { askForLine } from './inquirer-line.ts'
import { askForChoice } from './inquirer-list.ts'
import { CHECKBOX_INDENT, checkboxTheme, confirmTheme } from './prompt-theme.ts'
import { type Checkboxes, type Prompter, prompterOf, type StepPrompter } from './questions.ts'
import { type Style, wrapText } from './style.ts'

export function inquirerPrompter(streams: PrompterStreams, style: Style): Prompter {
  return prompterOf((place) => stepPrompter({ streams, style, place }), {
    keys: { back: 'Shift+Tab', cancel: 'Esc' },
    supportsMultiline: false,
  })
}

function stepPrompter(setup: InquirerSetup): StepPrompter {
  const { streams, style, place } = setup
  const prompts: StepPrompter = {
    select: (question) => askForChoice(setup, question),
    checkbox: (question) => ask(setup, (context) => checkbox(checkboxConfig(question, setup), context)),
    input: (question) => askForLine(setup, question),
    confirm: (question) =>
      ask(setup, (context) =>
        confirm(
          {
            message: messageOf(question, place),
            default: question.preset,
            theme: confirmTheme(style, lookOf(streams.output, place)),
          },
          context,
        ),
      ),
  }
  return place?.isBack === true ? withBackLine(prompts, setup) : prompts
}

/** Says to which question the person went back, because Inquirer cannot remove that question's earlier answer from the screen. */
function withBackLine(prompts: StepPrompter, { streams: { output }, style }: InquirerSetup): StepPrompter {
  const show = (message: string) => {
    output.write(`${style.quiet(wrapText(`Back to: ${quoteText(message)}`, widthFor(output), 0))}\n`)
  }
  return {
    select: (question) => {
      show(question.message)
      return prompts.select(question)
    },
    checkbox: (question) => {
      show(question.message)
      return prompts.checkbox(question)
    },
    input: (question) => {
      show(question.message)
      return prompts.input(question)
    },
    confirm: (question) => {
      show(question.message)
      return prompts.confirm(question)
    },
  }
}

function checkboxConfig<Value>(question: Checkboxes<Value>, { streams: { output }, style, place }: InquirerSetup) {
  const { choices, validate, message } = question
  const width = widthFor(output)
  return {
    message: messageOf(question, place),
    choices: choices.map(({ value, label, checked }) => ({
      value,
      name: wrapText(quoteText(label), width, CHECKBOX_INDENT).trimStart(),
      short: quoteText(label),
      checked,
    })),
    loop: false,
    // Without shortcuts, no letter changes the selection by accident.
    shortcuts: { all: null, invert: null },
    pageSize: pageSize(output),
    validate: (chosen: readonly { readonly value: Value }[]) =>
      toValidationResult(validate(chosen.map(({ value }) => value))),
    theme: checkboxTheme(style, lookOf(output, place), width, (labels) => wrapAnswer(labels, message, output)),
  }
}
