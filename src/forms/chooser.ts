import * as z from 'zod'
import { normalizeLineEndings } from '../text/lines.ts'
import { valueAt } from '../text/yaml.ts'
import type { Chooser } from './form.ts'
import {
  checkSchema,
  type Finding,
  locateFindings,
  type Problem,
  problemsOf,
  type ReadResult,
  toUnreadable,
  valueOrThrow,
} from './problems.ts'
import { coerceText, expects, ignoredKeys, optionalMapping, requiredText, text } from './schema.ts'
import { readYaml } from './yaml.ts'

const linkShape = {
  name: requiredText('text'),
  // Some links have no URL, only a sentence that says where else to go.
  url: z.preprocess(
    coerceText,
    z
      .url({ protocol: /^https?$/, error: expects('a web address') })
      .nullable()
      .default(null),
  ),
  about: text('text'),
}
const link = z.object(linkShape, { error: expects('a mapping with name, url and about') })

const chooserShape = {
  blank_issues_enabled: z.preprocess((value) => value ?? true, z.boolean({ error: expects('true or false') })),
  contact_links: z.preprocess((value) => value ?? [], z.array(link, { error: expects('a list of links') })),
}
const chooserSchema = optionalMapping(
  z.object(chooserShape, { error: expects('a mapping with blank_issues_enabled and contact_links') }),
)

/**
 * Parses a `config.yml`, even if GitHub refuses it for a reason that does not matter to us.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository#configuring-the-template-chooser
 * @throws Failure (validation) that names file, line, key and what GitHub expects.
 */
export function parseChooser(text: string, file: string): Chooser {
  return valueOrThrow(readChooser(text, file))
}

/** The problems of a `config.yml`, in the order of its lines. */
export function lintChooser(text: string, file: string): readonly Problem[] {
  return problemsOf(readChooser(text, file))
}

function readChooser(text: string, file: string): ReadResult<Chooser> {
  const reading = readYaml(normalizeLineEndings(text))
  if (!reading.ok) return toUnreadable(file, reading)
  const { yaml } = reading
  const checked = checkSchema(chooserSchema, yaml, file)
  if (!checked.ok) return checked
  const { blank_issues_enabled, contact_links } = checked.value
  return {
    ok: true,
    value: { blankIssuesEnabled: blank_issues_enabled, contactLinks: contact_links },
    problems: [...checked.problems, ...locateFindings(chooserFindings(yaml.data, contact_links.length), yaml, file)],
  }
}

function chooserFindings(data: unknown, linkCount: number): readonly Finding[] {
  const paths = Array.from({ length: linkCount }, (_, index) => ['contact_links', index])
  return [
    ...ignoredKeys(data, [], Object.keys(chooserShape)),
    ...paths.flatMap((path) => [
      ...Object.keys(linkShape)
        .filter((key) => isBlank(valueAt(data, [...path, key])))
        .map((key) => ({ path: [...path, key], message: 'is missing; GitHub shows no contact link without it' })),
      ...ignoredKeys(data, path, Object.keys(linkShape)),
    ]),
  ]
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}
