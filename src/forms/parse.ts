import { normalizeLineEnds } from '../text/lines.ts'
import type { Form } from './form.ts'
import { readIssueForm } from './issue-form.ts'
import { readMarkdownTemplate } from './markdown-template.ts'
import type { Problem } from './problem.ts'
import { orThrow, problemsOf, type Reading, unreadable } from './reading.ts'
import { readYaml } from './yaml.ts'

/**
 * A template's text to a form. The file's name tells Markdown (`.md`) from YAML; its folder (`DISCUSSION_TEMPLATE/`,
 * `discussion/`) tells a discussion category form from an issue form.
 * @throws Failure (validation) that names file, line, key and what GitHub expects.
 */
export function parseForm(text: string, file: string): Form {
  return orThrow(readForm(text, file))
}

/** Everything that is wrong with a template, in the order of its lines. */
export function lintForm(text: string, file: string): readonly Problem[] {
  return problemsOf(readForm(text, file))
}

function readForm(text: string, file: string): Reading<Form> {
  const plain = normalizeLineEnds(text)
  if (/\.md$/i.test(file)) return readMarkdownTemplate(plain, file)
  const yaml = readYaml(plain)
  return yaml.ok ? readIssueForm(yaml.yaml, file) : unreadable(file, yaml)
}
