/** Where a repository declares its public API. */
export type ApiSource = {
  readonly repo: string
  /** The area of the policy that the names belong to. */
  readonly area: string
  /** Older versions that people still use. */
  readonly olderTags?: readonly string[]
  /** Only these files declare names. */
  readonly files: RegExp
  /** Each pattern captures one declared name. */
  readonly declarations: readonly RegExp[]
  /** The repository uses the API of another repository in this list, so a name in its files may belong to the other one. */
  readonly usesOtherApis?: true
  /** The repository declares the tools of MCP servers. Users see the names of these tools, so they count even if hardly any page lists them. */
  readonly declaresTools?: true
}

const TYPESCRIPT = [
  /^export (?:default )?(?:abstract )?(?:async )?(?:class|function|const|type|interface|enum) (\w+)/gm,
  /^ {2,4}(?:async )?([a-z]\w+)(?:<[^>]*>)?\([^\n]*\{$/gm,
]
const PYTHON = [/^ *(?:async )?(?:class|def) ([A-Za-z]\w*)/gm]
const GO = [/^func (?:\([^)\n]*\) )?([A-Z]\w*)/gm, /^type ([A-Z]\w*)/gm]

export const SOURCES: readonly ApiSource[] = [
  {
    repo: 'typescript-sdk',
    area: 'typescript-sdk',
    olderTags: ['v1.29.0'],
    files: /^(packages|src)\/(?!.*codemod).*\.ts$/,
    declarations: TYPESCRIPT,
  },
  {
    repo: 'python-sdk',
    area: 'python-sdk',
    olderTags: ['v1.29.0'],
    files: /^src\/.*\.py$/,
    declarations: PYTHON,
  },
  { repo: 'go-sdk', area: 'go-sdk', files: /^(?!internal|examples).*\.go$/, declarations: GO },
  {
    repo: 'java-sdk',
    area: 'java-sdk',
    files: /\/src\/main\/.*\.java$/,
    declarations: [
      /^.*\bpublic\b.*\b(?:class|interface|enum|record) (\w+)/gm,
      /^\s*public [\w<>[\], ?.]+ ([a-z]\w*)\(/gm,
    ],
  },
  {
    repo: 'kotlin-sdk',
    area: 'kotlin-sdk',
    files: /^kotlin-sdk.*[mM]ain\/kotlin\/.*\.kt$/,
    declarations: [
      /^\s*(?:(?:public|data|open|abstract|sealed) )*(?:class|interface|object) (\w+)/gm,
      /\bfun (?:<[^>]*> )?(?:[\w.]+\.)?(\w+)\(/gm,
    ],
  },
  {
    repo: 'csharp-sdk',
    area: 'csharp-sdk',
    files: /^src\/ModelContextProtocol.*\.cs$/,
    declarations: [
      /^\s*public .*\b(?:class|interface|record|struct|enum|delegate) (\w+)/gm,
      /^\s*public [\w<>[\], ?.]+ ([A-Z]\w*)(?:<[^>]*>)?\(/gm,
    ],
  },
  {
    repo: 'swift-sdk',
    area: 'swift-sdk',
    files: /^Sources\/MCP\/.*\.swift$/,
    declarations: [/\bpublic (?:final )?(?:class|struct|enum|protocol|actor|func|typealias) (\w+)/gm],
  },
  {
    repo: 'rust-sdk',
    area: 'rust-sdk',
    files: /^crates\/.*\/src\/.*\.rs$/,
    declarations: [/\bpub (?:async )?(?:fn|struct|enum|trait|mod|type) (\w+)/gm],
  },
  {
    repo: 'ruby-sdk',
    area: 'ruby-sdk',
    files: /^lib\/.*\.rb$/,
    declarations: [/^\s*(?:class|module) (\w+)/gm, /^\s*def (?:self\.)?(\w+)/gm],
  },
  {
    repo: 'php-sdk',
    area: 'php-sdk',
    files: /^src\/.*\.php$/,
    declarations: [
      /^(?:(?:final|abstract|readonly) )*(?:class|interface|trait|enum) (\w+)/gm,
      /\bpublic function (\w+)/gm,
    ],
  },
  {
    repo: 'inspector',
    area: 'inspector',
    files: /^(clients|client|server|cli|core)\/.*\.tsx?$/,
    declarations: TYPESCRIPT,
    usesOtherApis: true,
  },
  { repo: 'registry', area: 'registry', files: /\.go$/, declarations: GO },
  {
    repo: 'servers',
    area: 'servers',
    files: /^src\/.*\.(ts|py)$/,
    declarations: [/\bname[:=] ?["']([a-z]+(?:_[a-z]+)+)["']/gm, /registerTool\(\s*["']([a-z_]+)["']/gm],
    usesOtherApis: true,
    declaresTools: true,
  },
  { repo: 'conformance', area: 'conformance', files: /^src\/.*\.ts$/, declarations: TYPESCRIPT, usesOtherApis: true },
  { repo: 'mcpb', area: 'mcpb', files: /^src\/.*\.ts$/, declarations: TYPESCRIPT, usesOtherApis: true },
  { repo: 'ext-apps', area: 'ext-apps', files: /^src\/.*\.tsx?$/, declarations: TYPESCRIPT, usesOtherApis: true },
]
