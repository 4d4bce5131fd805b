import { defineCommand, oneOf } from '../shared/define.ts'

export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type CompletionShell = (typeof SHELLS)[number]

export const completion = defineCommand({
  description: 'print a script that completes commands, flags and their values in your shell',
  parameters: [oneOf(SHELLS, 'your shell')],
  flags: {},
  notes: `In bash, add this line to ~/.bashrc:

    eval "$(mcp-comms completion bash)"

In zsh, add this line to ~/.zshrc, below compinit:

    eval "$(mcp-comms completion zsh)"

In fish, write the script into a file once, as in the example.`,
  examples: ['completion fish > ~/.config/fish/completions/mcp-comms.fish'],
})
