import * as z from 'zod'
import { normalizeLineEnds } from '../text/lines.ts'
import type { Chooser } from './form.ts'
import { expects, lenient, neededText, optionalMapping, text } from './keys.ts'
import { check, orThrow, unreadable } from './reading.ts'
import { readYaml } from './yaml.ts'

const link = z.object(
  {
    name: neededText('a text'),
    // Some links are only a sentence about where else to go; those have no address.
    url: z.preprocess(
      lenient,
      z
        .url({ protocol: /^https?$/, error: expects('a web address') })
        .nullable()
        .default(null),
    ),
    about: text('a text'),
  },
  { error: expects('a mapping with name, url and about') },
)

const chooserSchema = optionalMapping(
  z.object(
    {
      blank_issues_enabled: z.preprocess((value) => value ?? true, z.boolean({ error: expects('true or false') })),
      contact_links: z.preprocess((value) => value ?? [], z.array(link, { error: expects('a list of links') })),
    },
    { error: expects('a mapping with blank_issues_enabled and contact_links') },
  ),
)

/**
 * The text of a `config.yml`.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository#configuring-the-template-chooser
 * @throws Failure (validation) that names file, line, key and what GitHub expects.
 */
export function parseChooser(text: string, file: string): Chooser {
  const reading = readYaml(normalizeLineEnds(text))
  const { blank_issues_enabled, contact_links } = orThrow(
    reading.ok ? check(chooserSchema, reading.yaml, file) : unreadable(file, reading),
  )
  return { blankIssuesEnabled: blank_issues_enabled, contactLinks: contact_links }
}
