import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { configuredEditor, runGitIn } from '../../src/system/git.ts'
import { temporaryFolder } from '../support/folder.ts'
import { cleanEnv } from '../support/program.ts'

let folder: string
let repo: string

/** An environment for real git, without the person's own settings. */
const gitEnv = (env: Readonly<Record<string, string>> = {}) =>
  cleanEnv({ HOME: folder, GIT_CONFIG_NOSYSTEM: '1', XDG_CONFIG_HOME: folder, ...env })
/** Runs git without the protection of `runGitIn`. */
const gitUnprotected = (...args: readonly string[]) => execFileSync('git', args, { cwd: repo, env: gitEnv() })

beforeEach(() => {
  folder = temporaryFolder()
  repo = join(folder, 'repo')
  mkdirSync(repo)
  gitUnprotected('init', '-q')
  writeFileSync(join(repo, 'a.md'), 'one\n')
  writeFileSync(join(repo, '.gitattributes'), '* diff=bad filter=bad\n')
  gitUnprotected('add', '.')
  gitUnprotected('-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-qm', 'one')
})

test('a call returns what git prints, or null if git fails', async () => {
  const git = runGitIn(repo, gitEnv())
  const commit = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  expect(commit).toMatch(/^[0-9a-f]{40}\n$/)
  const fromElsewhere = runGitIn(folder, gitEnv())
  expect(await fromElsewhere(['-C', 'repo', 'cat-file', 'blob', 'HEAD:./a.md'])).toBe('one\n')
  expect(await git(['cat-file', 'blob', 'HEAD:./b.md'])).toBeNull()
  expect(await git(['rev-parse', '--verify', '--quiet', 'no-such^{commit}'])).toBeNull()
})

test('a call returns null if git is missing', async () => {
  expect(await runGitIn(repo, { PATH: '/nowhere' })(['status'])).toBeNull()
})

describe('a checkout cannot make us run a program', () => {
  const PLANTED_COMMAND = 'touch PLANTED; cat; :'
  const wasStarted = () => existsSync(join(repo, 'PLANTED')) || existsSync(join(folder, 'PLANTED'))
  const READS = [
    ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'],
    ['cat-file', 'blob', 'HEAD:./a.md'],
    ['cat-file', 'blob', 'HEAD:./missing.md'],
  ]
  /** Git settings that name a program. */
  const SETTINGS = [
    'core.editor',
    'core.fsmonitor',
    'core.pager',
    'core.sshCommand',
    'core.gitProxy',
    'core.alternateRefsCommand',
    'diff.external',
    'diff.bad.textconv',
    'diff.bad.command',
    'filter.bad.clean',
    'filter.bad.smudge',
    'filter.bad.process',
    'gpg.program',
    'credential.helper',
    'sequence.editor',
  ]

  test('named in its configuration', async () => {
    const text = SETTINGS.map((setting) => {
      const [, section = '', name = '', key = ''] = /^(\w+)(?:\.(\w+))?\.(\w+)$/.exec(setting) ?? []
      return `[${section}${name && ` "${name}"`}]\n\t${key} = "${PLANTED_COMMAND}"\n`
    })
    appendFileSync(join(repo, '.git', 'config'), `${text.join('')}[pager]\n\tcat-file = "${PLANTED_COMMAND}"\n`)
    const git = runGitIn(repo, gitEnv())
    for (const read of READS) await git(read)
    expect(await configuredEditor(gitEnv({ GIT_DIR: join(repo, '.git') }))).toBeNull()
    expect(wasStarted()).toBe(false)
  })

  test('named as a file system monitor, even when git reads the index', async () => {
    gitUnprotected('config', 'core.fsmonitor', PLANTED_COMMAND)
    await runGitIn(repo, gitEnv())(['status'])
    expect(wasStarted()).toBe(false)
  })

  test('installed as a hook', async () => {
    gitUnprotected('config', 'core.hooksPath', folder)
    writeFileSync(join(folder, 'post-index-change'), `#!/bin/sh\n${PLANTED_COMMAND}\n`, { mode: 0o755 })
    writeFileSync(join(repo, 'a.md'), 'two\n')
    await runGitIn(repo, gitEnv())(['add', 'a.md'])
    expect(wasStarted()).toBe(false)
  })

  test('named as the transport for missing objects', async () => {
    gitUnprotected('config', 'extensions.partialClone', 'origin')
    gitUnprotected('config', 'remote.origin.url', `ext::sh -c touch% ${join(repo, 'PLANTED')}`)
    gitUnprotected('config', 'remote.origin.promisor', 'true')
    gitUnprotected('config', 'protocol.ext.allow', 'always')
    expect(await runGitIn(repo, gitEnv())(['cat-file', 'blob', '1234567890123456789012345678901234567890'])).toBeNull()
    expect(wasStarted()).toBe(false)
  })

  test('called git, in the working directory', async () => {
    writeFileSync(join(repo, 'git'), `#!/bin/sh\n${PLANTED_COMMAND}\n`)
    chmodSync(join(repo, 'git'), 0o755)
    const { PATH = '' } = process.env
    for (const path of [`:${PATH}`, `.:${PATH}`, `${PATH}:`, '', '.'])
      await runGitIn(repo, gitEnv({ PATH: path }))(['rev-parse', 'HEAD'])
    expect(wasStarted()).toBe(false)
  })
})

test('a bare repository among the files is not used', async () => {
  const bare = join(repo, 'docs')
  gitUnprotected('clone', '-q', '--bare', '.', bare)
  const git = runGitIn(bare, gitEnv())
  expect(await git(['rev-parse', 'HEAD'])).toBeNull()
})

test('neither tokens nor GIT_* variables, some of which start programs, reach git', async () => {
  const names = ['GIT_EXTERNAL_DIFF', 'GIT_CONFIG_PARAMETERS', 'GIT_EXEC_PATH', 'GIT_TRACE', 'GH_TOKEN', 'GITHUB_TOKEN']
  const env = Object.fromEntries(names.map((name) => [name, join(folder, 'from-the-environment')]))
  const git = runGitIn(repo, gitEnv({ ...env, GIT_DIR: folder }))
  const environment = await git(['-c', 'alias.show-environment=!env', 'show-environment'])
  expect(environment).toContain('HOME=')
  expect(environment).not.toContain('from-the-environment')
  expect(existsSync(join(folder, 'from-the-environment'))).toBe(false)
})

describe('the editor that a person configured for git', () => {
  test('comes from their environment, else from their own configuration', async () => {
    writeFileSync(join(folder, '.gitconfig'), '[include]\n\tpath = more\n')
    writeFileSync(join(folder, 'more'), '[core]\n\teditor = "nano -w"\n')
    expect(await configuredEditor(gitEnv())).toBe('nano -w')
    expect(await configuredEditor(gitEnv({ GIT_EDITOR: 'ed' }))).toBe('ed')
  })
})
