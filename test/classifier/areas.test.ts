import { describe, expect, test } from 'vitest'
import { findAreas, indexAreas } from '../../src/classifier/areas.ts'
import { createCueFinder } from '../../src/classifier/cues.ts'
import { mcp } from '../support/policy.ts'

const index = indexAreas(mcp)
const areasIn = (text: string) => findAreas(index, text).named.map(({ area }) => area)

/** Names that are similar to a cue but mean something else. */
function neighborsOf(cue: string): readonly string[] {
  const written = cue.replace(/^\*/, '')
  const [startsWithWord, endsWithWord] = [/^\w/.test(written), /\w$/.test(written)]
  const withoutPunctuation = written.replaceAll(/[^\w\s]+/g, ' ').trim()
  const isPlainWord = /^\w+$/.test(written)
  return [
    ...(startsWithWord ? [`x${written}`, `non-${written}`, `@acme/${written}`] : []),
    ...(endsWithWord ? [`${written}x`, ...(isPlainWord ? [] : [`${written}-x`])] : []),
    ...(withoutPunctuation === written ? [] : [withoutPunctuation, written.replaceAll(/[^\w\s]/g, '')]),
    ...(/\s/.test(written) ? [written.replaceAll(/\s/g, ''), written.replaceAll(/\s/g, ' x '), `${written}.json`] : []),
    ...(/\p{Lu}/u.test(written) ? [written.toLowerCase()] : []),
  ]
}

describe.each(Object.entries(mcp.areas))('each cue of %s', (area, { words, packages }) => {
  const cues = [...words, ...Object.values(packages).flat(), ...(mcp.apiNames?.areas[area] ?? [])]

  test('is found as it is written, and not in similar words', () => {
    for (const cue of cues) {
      const find = createCueFinder([{ words: [cue], value: area }])
      const written = cue.replace(/^\*/, 'x')
      for (const text of [written, `We use ${written}.`, `(${written})`, `${written}を使う`, `"${written}", it says`])
        expect(find(text), text).toHaveLength(1)
      for (const text of neighborsOf(cue)) expect(find(text), `"${cue}" in "${text}"`).toEqual([])
    }
  })
})

describe('the area that a text names', () => {
  test.each([
    ['MCP::Server raises on start', 'ruby-sdk'],
    ['in .NET it hangs', 'csharp-sdk'],
    ['ASP.NET Core drops the header', 'csharp-sdk'],
    ['C#12 records', 'csharp-sdk'],
    ['npx @modelcontextprotocol/server-filesystem fails', 'servers'],
    ['@modelcontextprotocol/server fails', 'typescript-sdk'],
    ['import from "@modelcontextprotocol/sdk/client/index.js"', 'typescript-sdk'],
    ['the go server hangs', 'go-sdk'],
    ['written in Go', 'go-sdk'],
    ['der Server ist mit Go geschrieben', 'go-sdk'],
    ['用 Go 写的服务器', 'go-sdk'],
    ['golang client', 'go-sdk'],
    ['FastMCP.run() blocks', 'python-sdk'],
    ['from mcp.server.fastmcp import FastMCP', 'python-sdk'],
    ['McpServer.registerTool rejects my schema', 'typescript-sdk'],
    ['Python SDKの型が違う', 'python-sdk'],
    ['import MCP fails to build', 'swift-sdk'],
    ['my extension weather.mcpb does not install', 'mcpb'],
    ['#kotlin-sdk-dev is quiet', 'kotlin-sdk'],
    ['github.com/modelcontextprotocol/registry', 'registry'],
    ['modelcontextprotocol/experimental-ext-skills', 'ext-skills'],
    ['zod-to-json-schema drops my default', 'typescript-sdk'],
    ['schema.ts and schema.json disagree', 'spec'],
    ['list_allowed_directories returns nothing', 'servers'],
    ['WithToolsFromAssembly finds nothing', 'csharp-sdk'],
    ['rmcp 0.12 does not load in Claude Code', 'rust-sdk'],
    ['MCP::Annotations lacks a hint', 'ruby-sdk'],
    ['app.UseHttpsRedirection() breaks the endpoint', 'csharp-sdk'],
    ['$this->handler is null', 'php-sdk'],
    ['#[tool_handler] drops the ttl', 'rust-sdk'],
    ['log around handler.ServeHTTP', 'go-sdk'],
    ['not under Unicorn', 'ruby-sdk'],
    ['LocalSessionManager drops the stream', 'rust-sdk'],
    ['the image mcp/everything on Docker Hub is old', 'servers'],
  ])('%s', (text, area) => {
    expect(areasIn(text)[0]).toBe(area)
  })

  test.each([
    'my MCP server crashes on start',
    'the MCP client drops the connection',
    'the net effect is a loss',
    'see example.net',
    'the docker registry refuses my image',
    'https://registry.example.org is slow',
    'a Windows registry key',
    'Go to the settings and restart',
    "Let's Go with the second option",
    'a swift answer would help',
    'I would like to express my thanks',
    'next spring',
    'a hidden gem',
    'the web inspector of Safari',
    '@acme/inspector is not yours',
    'a link with javascript: in it',
    'the Composer mode of Cursor',
  ])('is none for: %s', (text) => {
    expect(areasIn(text)).toEqual([])
  })

  test('comes first if it has more and longer words', () => {
    expect(areasIn('The kotlin-sdk 0.14 is missing on Maven Central')).toEqual(['kotlin-sdk', 'java-sdk'])
  })

  test.each([
    ['Please add a stateless option to the Ruby SDK, as Python has', 'ruby-sdk'],
    ['In TypeScript I would set sessionIdGenerator to undefined, how do I do that with a servlet?', 'java-sdk'],
    ['The Go SDK is slower than the Rust SDK', 'go-sdk'],
    ['McpAsyncServer should retry like the TypeScript SDK', 'java-sdk'],
    ['ported from Python: rmcp now closes the stream', 'rust-sdk'],
  ])('is not one that the text only mentions as a comparison: %s', (text, area) => {
    expect(areasIn(text)).toEqual([area])
  })

  test.each([
    ['Like the Inspector, my client fails', 'inspector'],
    ['it works in the Python SDK, and fails in the Go SDK', 'python-sdk'],
    ['I would like the Python SDK to validate results. My server uses the TypeScript SDK.', 'python-sdk'],
    ["We'd like the Go SDK to log the id, as our server with the Rust SDK does", 'go-sdk'],
    ['In Python, it works with stdio, but hangs with HTTP. The TypeScript SDK does not.', 'python-sdk'],
  ])('is kept if it is the only one, or if the words only look like a comparison: %s', (text, area) => {
    expect(areasIn(text)).toContain(area)
  })

  test('has more weight if the text names its package', () => {
    const weightOf = (text: string) => findAreas(index, text).ours?.weight ?? 0
    expect(weightOf('rmcp fails')).toBeGreaterThan(weightOf('serde_json fails'))
  })

  test('is none for a package name that several areas have', () => {
    expect(areasIn('mcp fails')).toEqual([])
  })

  test('is quoted as the text spells it', () => {
    expect(findAreas(index, 'The Kotlin  SDK crashes').ours).toMatchObject({ area: 'kotlin-sdk', words: 'Kotlin  SDK' })
  })
})

describe('a name with "mcp" that the policy lacks', () => {
  const otherIn = (text: string) => findAreas(index, text).other?.words

  test.each([
    ['my-team uses acme-mcp 0.4 with a proxy', 'acme-mcp'],
    ['`mcp-weatherbox` hangs', 'mcp-weatherbox'],
    ['The acme-data-mcp-server has no timeout.', 'acme-data-mcp-server'],
    ['npm i @acme/mcp fails', '@acme/mcp'],
    ['acme/mcp-bundle: a cache for sessions', 'acme/mcp-bundle'],
  ])('is another product: %s', (text, name) => {
    expect(otherIn(text)).toBe(name)
  })

  test.each([
    'The mcp-session-id header is missing',
    'an mcp-compatible client',
    'my-mcp-server stops',
    'mcp-server-git: git_log has no paths',
    'mcp-publisher fails to log in',
    'see https://example.com/acme-mcp and ./acme-mcp/run.sh, or acme-mcp.json',
    'src/mcp-things, host/mcp, application/mcp-card and @modelcontextprotocol/mcp-x',
    'MCP-based tools over mcp',
  ])('is not found in: %s', (text) => {
    expect(otherIn(text)).toBeUndefined()
  })
})
