import { readFileSync } from 'node:fs'
import { mermaidDiagram } from '../../src/policy/diagram/mermaid.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { RULES } from '../../src/seps/lint/rules.ts'
import { commandTree, leavesOf } from './command-tree.ts'
import { manFile, manPage } from './man.ts'
import { commandFile, commandMarkdown, commandsIndex } from './markdown.ts'
import { sepRulesPage } from './sep-rules.ts'

/** Folders in which every file is generated. */
export const GENERATED_FOLDERS = ['docs/commands', 'docs/man']

/** Every page that `npm run docs` writes, by its path. */
export function generatedPages(): ReadonlyMap<string, string> {
  const program = commandTree()
  const commands = leavesOf(program)
  return new Map([
    ['docs/sep-rules.md', sepRulesPage(RULES)],
    ['docs/decision-tree.md', decisionTreePage()],
    ['docs/commands/README.md', commandsIndex(program)],
    ...commands.map((page) => [`docs/commands/${commandFile(page)}`, commandMarkdown(page)] as const),
    [`docs/man/${manFile(program)}`, manPage(program, commands)],
    ...commands.map((page) => [`docs/man/${manFile(page)}`, manPage(page, [program])] as const),
  ])
}

function decisionTreePage(): string {
  const policy = parsePolicy(readFileSync('src/policy/mcp.yaml', 'utf8'), 'src/policy/mcp.yaml')
  return [
    '# Decision tree',
    'The questions and channels of the MCP [policy](policy.md), as `mcp-comms policy diagram --format mermaid` draws them. Red channels are private.',
    `\`\`\`mermaid\n${mermaidDiagram(policy)}\`\`\``,
    '',
  ].join('\n\n')
}
