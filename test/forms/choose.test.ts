import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { parseForm } from '../../src/forms/parse.ts'
import { chooseTemplate, type Template } from '../../src/forms/templates.ts'
import { formText } from '../support/templates.ts'

const template = (file: string, name: string): Template => ({
  id: file.replace(/\.\w+$/, ''),
  file,
  source: 'repository',
  from: 'example/protocol',
  form: parseForm(formText(name), file),
})
const bug = template('bug_report.yml', 'Report a bug')
const idea = template('idea.yaml', 'bug_report')
const templates = [idea, bug]

describe('a template is found by', () => {
  test.each(['bug_report', 'BUG_REPORT', 'bug_report.yml', 'report a BUG', ' bug_report '])('"%s"', (named) => {
    expect(chooseTemplate({ templates }, named)).toBe(bug)
  })
})

describe('whole words of a name are enough', () => {
  const crash = template('1-crash_report.yml', 'Report a crash')
  const suggestion = template('2-idea.yml', 'Suggest something')
  const translation = template('translation_report.yml', 'Translation problem')

  test.each(['crash', '1-crash-report', 'crash report', 'A crash'])('"%s"', (named) => {
    expect(chooseTemplate({ templates: [suggestion, translation, crash] }, named)).toBe(crash)
  })

  test.each(['report', 'cras', '', '-'])('"%s" matches several templates or none, and is rejected', (named) => {
    expect(() => chooseTemplate({ templates: [suggestion, translation, crash] }, named)).toThrow(/there is no template/)
  })
})

describe('a template that does not exist', () => {
  const refusal = (named: string, among: readonly Template[] = templates) => {
    try {
      return chooseTemplate({ templates: among }, named)
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError)
      return error instanceof UsageError ? error.message : error
    }
  }

  test('the error suggests the nearest one, and lists all', () => {
    expect(refusal('bug-rapport')).toBe(
      'there is no template "bug-rapport". Did you mean bug_report?\nChoices: idea, bug_report',
    )
    expect(refusal('report a bag')).toMatch(/Did you mean bug_report\?/)
  })

  test('the error suggests no name that is very different', () => {
    expect(refusal('security')).toBe('there is no template "security". Choices: idea, bug_report')
    expect(refusal('')).not.toMatch(/Did you mean/)
  })

  test('if there are no templates, the error says so', () => {
    expect(refusal('bug', [])).toBe('there are no templates, so "bug" does not exist: see mcp-comms templates list')
  })
})
