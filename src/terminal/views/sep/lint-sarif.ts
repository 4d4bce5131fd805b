import type { Finding, Rule } from '../../../seps/lint/rule.ts'

type LintedFile = { readonly file: string; readonly findings: readonly Finding[] }

/** The findings in the SARIF format, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarifOf(files: readonly LintedFile[], rules: readonly Rule[], version: string): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'mcp-comms', semanticVersion: version, rules: rules.map(descriptorOf) } },
        // JavaScript counts columns and offsets in UTF-16 code units.
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ file, findings }) => findings.map((finding) => resultOf(file, finding, rules))),
      },
    ],
  }
}

function descriptorOf({ id, name, severity, source, summary, explanation }: Rule) {
  return {
    id,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: explanation.replaceAll('\n', ' ') },
    helpUri: source,
    defaultConfiguration: { level: severity },
  }
}

function resultOf(
  file: string,
  { rule, severity, line, column, endLine, message, fix }: Finding,
  rules: readonly Rule[],
) {
  const artifactLocation = { uri: uriOf(file) }
  const replacements = (fix ?? []).map(({ range, text }) => ({
    deletedRegion: { charOffset: range.from, charLength: range.to - range.from },
    insertedContent: { text },
  }))
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation, region: { startLine: line, startColumn: column, endLine } } }],
    ...(replacements.length === 0
      ? {}
      : { fixes: [{ description: { text: message }, artifactChanges: [{ artifactLocation, replacements }] }] }),
  }
}

/** A path with a drive, such as `C:\seps\a.md`, needs a scheme: without one, a viewer would take the drive for a folder. */
function uriOf(path: string): string {
  const uri = path.split(/[\\/]/).map(encodeURIComponent).join('/')
  return uri.replace(/^([A-Za-z])%3A\//, 'file:///$1:/')
}
