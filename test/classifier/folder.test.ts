import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { areasOfDependencies, areasOfRemotes } from '../../src/classifier/folder.ts'
import { dependenciesIn, MANIFEST_NAMES } from '../../src/classifier/manifests.ts'
import { mcp } from '../support/policy.ts'

const evidenceIn = (file: string, text: string) =>
  areasOfDependencies(mcp, file, dependenciesIn(file, text)).map(({ area, words }) => [area, words])

describe('a dependency on an SDK', () => {
  test.each([
    [
      'package.json',
      '{"dependencies":{"@modelcontextprotocol/sdk":"^1.20.0"}}',
      'typescript-sdk',
      '@modelcontextprotocol/sdk 1.20.0',
    ],
    [
      'package.json',
      '{"devDependencies":{"@modelcontextprotocol/server":"workspace:*"}}',
      'typescript-sdk',
      '@modelcontextprotocol/server',
    ],
    [
      'package.json',
      '\uFEFF{"dependencies":{"@modelcontextprotocol/sdk":"1"}}',
      'typescript-sdk',
      '@modelcontextprotocol/sdk 1',
    ],
    ['pyproject.toml', '[project]\nname = "x"\ndependencies = ["httpx", "mcp[cli]>=1.12"]', 'python-sdk', 'mcp 1.12'],
    ['pyproject.toml', '[project]\ndependencies = [\n  "mcp~=1.9", # pinned\n]', 'python-sdk', 'mcp 1.9'],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.11"\nmcp = "^1.12"', 'python-sdk', 'mcp 1.12'],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\nmcp = { version = "1.9.4", extras = ["cli"] }',
      'python-sdk',
      'mcp 1.9.4',
    ],
    ['pyproject.toml', '[project]\ndependencies = ["mcp (>=1.12.0,<2.0.0)"]', 'python-sdk', 'mcp 1.12.0'],
    ['pyproject.toml', '[project]\ndependencies = ["mcp [cli] ; python_version >= \'3.10\'"]', 'python-sdk', 'mcp'],
    ['pyproject.toml', '[project]\ndependencies = ["mcp @ git+https://example.com/mcp2"]', 'python-sdk', 'mcp'],
    ['pyproject.toml', "[dependency-groups]\ndev = ['mcp']", 'python-sdk', 'mcp'],
    [
      'go.mod',
      'module x\n\nrequire (\n\tgithub.com/modelcontextprotocol/go-sdk v1.2.0\n)',
      'go-sdk',
      'github.com/modelcontextprotocol/go-sdk 1.2.0',
    ],
    [
      'go.mod',
      'require github.com/modelcontextprotocol/go-sdk v0.8.0 // indirect',
      'go-sdk',
      'github.com/modelcontextprotocol/go-sdk 0.8.0',
    ],
    ['Cargo.toml', '[dependencies]\nrmcp = { version = "0.8", features = ["server"] }', 'rust-sdk', 'rmcp 0.8'],
    ['Cargo.toml', '[workspace.dependencies]\nrmcp = "1.0.0-rc.1"', 'rust-sdk', 'rmcp 1.0.0-rc.1'],
    ['Cargo.toml', '[dependencies.rmcp]\ngit = "https://example.com/x"', 'rust-sdk', 'rmcp'],
    ['Cargo.toml', '[dependencies]\nrmcp.workspace = true', 'rust-sdk', 'rmcp'],
    ['Cargo.toml', '[dependencies]\nrmcp.version = "0.8"\nrmcp.path = "../rmcp2"', 'rust-sdk', 'rmcp 0.8'],
    ['Cargo.toml', '[dependencies]\n"rmcp" = "0.8"', 'rust-sdk', 'rmcp 0.8'],
    [
      'App.csproj',
      '<PackageReference Include="ModelContextProtocol.AspNetCore" Version="0.4.0-preview.2" />',
      'csharp-sdk',
      'ModelContextProtocol.AspNetCore 0.4.0-preview.2',
    ],
    [
      'build.gradle.kts',
      'implementation("io.modelcontextprotocol:kotlin-sdk:0.7.2")',
      'kotlin-sdk',
      'io.modelcontextprotocol:kotlin-sdk 0.7.2',
    ],
    [
      'build.gradle.kts',
      'implementation("io.modelcontextprotocol:kotlin-sdk:$mcpVersion")',
      'kotlin-sdk',
      'io.modelcontextprotocol:kotlin-sdk',
    ],
    [
      'build.gradle',
      "implementation 'io.modelcontextprotocol.sdk:mcp:1.0.0'",
      'java-sdk',
      'io.modelcontextprotocol.sdk:mcp 1.0.0',
    ],
    [
      'pom.xml',
      '<dependency>\n<groupId>io.modelcontextprotocol.sdk</groupId>\n<artifactId>mcp</artifactId>\n<version>0.14.0</version>\n</dependency>',
      'java-sdk',
      'io.modelcontextprotocol.sdk:mcp 0.14.0',
    ],
    ['Gemfile', "source 'https://rubygems.org'\ngem 'mcp', '~> 0.3'", 'ruby-sdk', 'mcp 0.3'],
    ['composer.json', '{"require":{"php":">=8.1","mcp/sdk":"^0.1"}}', 'php-sdk', 'mcp/sdk 0.1'],
    [
      'Package.swift',
      '.package(url: "https://github.com/modelcontextprotocol/swift-sdk.git", from: "0.10.0")',
      'swift-sdk',
      'github.com/modelcontextprotocol/swift-sdk 0.10.0',
    ],
  ])('%s: %j', (file, text, area, dependency) => {
    expect(evidenceIn(file, text)).toEqual([[area, `your ${file} depends on ${dependency}`]])
  })

  test.each([
    ['a keyword', 'pyproject.toml', '[project]\nname = "mcp"\nkeywords = ["mcp", "llm"]\ndependencies = ["httpx"]'],
    ['another table', 'Cargo.toml', '[package]\nname = "rmcp"\n[features]\nrmcp = []'],
    ['a longer name', 'package.json', '{"dependencies":{"@modelcontextprotocol/sdk-extra":"1"}}'],
    ['a script', 'package.json', '{"scripts":{"@modelcontextprotocol/sdk":"1"}}'],
    ['a comment', 'Gemfile', "# gem 'mcp'"],
    ['text that is not JSON', 'package.json', '{"dependencies":'],
    ['JSON that is not an object', 'composer.json', '[1, null]'],
    ['another file', 'notes.txt', 'mcp'],
  ])('is not inferred from %s', (_, file, text) => {
    expect(evidenceIn(file, text)).toEqual([])
  })

  test('a manifest with very many blanks is parsed at once', () => {
    const text = `[project]\ndependencies = [\n"mcp${' '.repeat(50_000)}x\n"mcp >= 1.12"\n]`
    expect(evidenceIn('pyproject.toml', text)).toEqual([['python-sdk', 'your pyproject.toml depends on mcp 1.12']])
  })

  test('any manifest is parsed without an error', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '"',
      "'",
      'mcp',
      ' ',
      '\n',
      '=',
      '<dependency>',
      'gem ',
      'dependencies',
      '{',
      ':',
      '.',
      '#',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(fc.constantFrom(...MANIFEST_NAMES), text, (file, content) => {
        for (const { name } of dependenciesIn(file, content)) expect(content).toContain(name.split(':')[0])
      }),
    )
  })
})

describe('a clone', () => {
  test.each([
    'https://github.com/modelcontextprotocol/python-sdk.git',
    'https://github.com/modelcontextprotocol/python-sdk',
    'https://user:secret@github.com/ModelContextProtocol/Python-SDK/',
    'git@github.com:modelcontextprotocol/python-sdk.git',
    'ssh://git@github.com/modelcontextprotocol/python-sdk.git',
    'ssh://git@ssh.github.com:443/modelcontextprotocol/python-sdk.git',
    'https://GitHub.com/modelcontextprotocol/python-sdk.git',
  ])('is recognized by %s', (address) => {
    expect(areasOfRemotes(mcp, ['', address])).toEqual([
      { area: 'python-sdk', words: 'this folder is a clone of modelcontextprotocol/python-sdk' },
    ])
  })

  test('of a repository under its former name is recognized', () => {
    const [first] = areasOfRemotes(mcp, ['https://github.com/modelcontextprotocol/experimental-ext-skills'])
    expect(first?.area).toBe('ext-skills')
  })

  test.each([
    'https://github.com/someone/python-sdk.git',
    'https://gitlab.com/modelcontextprotocol/python-sdk.git',
    'https://github.com.evil.example/modelcontextprotocol/python-sdk',
    '/home/me/modelcontextprotocol/python-sdk',
    'https://github.com/modelcontextprotocol/python-sdk/tree/main',
  ])('is not recognized by %s', (address) => {
    expect(areasOfRemotes(mcp, [address])).toEqual([])
  })
})
