import { defineCommand } from '../shared/define.ts'

export const mcp = defineCommand({
  description: 'answer AI clients over the Model Context Protocol (stdio)',
  parameters: [],
  flags: {},
  notes:
    'The client starts the server with: mcp-comms mcp\n\nFrom a clone: node /path/to/mcp-comms/bin/mcp-comms.js mcp\n\nNo tool posts or writes anything.',
  examples: ['mcp'],
})
