import type { AnswerField } from '../../src/forms/form.ts'

const shared = { description: '', placeholder: '', value: '' }

/** A form with a field of each kind that takes an answer. */
export const FORM: readonly AnswerField[] = [
  { ...shared, type: 'input', id: 'version', label: 'Version', required: true, placeholder: 'v1.2.3', value: '1.0' },
  {
    ...shared,
    type: 'textarea',
    id: 'steps',
    label: 'Steps to reproduce',
    required: true,
    placeholder: '1. Start the server\n2. …',
    value: 'First,\n\nthen',
    render: null,
  },
  { ...shared, type: 'textarea', id: 'log', label: 'Log', required: false, placeholder: 'paste it', render: 'shell' },
  {
    type: 'dropdown',
    id: 'kind',
    label: "What's broken?",
    description: '',
    required: true,
    options: ['Text', 'Schema'],
    multiple: false,
    default: null,
  },
  {
    type: 'checkboxes',
    id: 'checks',
    label: 'Before you post',
    description: '',
    options: [
      { label: 'I have searched', required: true, labelInBody: 'I have searched' },
      { label: 'I would fix it', required: false, labelInBody: 'I would fix it' },
    ],
  },
  { type: 'upload', id: 'file', label: 'File', description: '', required: false, accept: [] },
]

/** The body as GitHub renders the form: a heading and text for each field. */
export function renderedBody(answers: Partial<Record<string, string>> = {}): string {
  const all: Record<string, string | undefined> = {
    Version: '1.20.1',
    'Steps to reproduce': 'Start the server and stop the client.',
    Log: '```shell\nError: closed\n```',
    "What's broken?": 'Schema',
    'Before you post': '- [X] I have searched\n- [ ] I would fix it',
    File: '_No response_',
    ...answers,
  }
  return FORM.map(({ label }) => `### ${label}\n\n${all[label] ?? '_No response_'}`).join('\n\n')
}
