import { expect, test } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { endpointsOf, pageHosts, pageServer } from '../../src/github/endpoints.ts'

test.each([
  [{}, 'https://api.github.com', 'https://api.github.com/graphql', 'github.com'],
  [
    { GITHUB_API_URL: ' https://api.github.com/ ' },
    'https://api.github.com',
    'https://api.github.com/graphql',
    'github.com',
  ],
  [{ GITHUB_API_URL: '' }, 'https://api.github.com', 'https://api.github.com/graphql', 'github.com'],
  [
    { GITHUB_API_URL: 'https://ghe.example.com/api/v3/' },
    'https://ghe.example.com/api/v3',
    'https://ghe.example.com/api/graphql',
    'ghe.example.com',
  ],
  [
    { GITHUB_API_URL: 'http://127.0.0.1:4010', GITHUB_GRAPHQL_URL: 'http://127.0.0.1:4010/graphql' },
    'http://127.0.0.1:4010',
    'http://127.0.0.1:4010/graphql',
    '127.0.0.1',
  ],
  [
    { GITHUB_API_URL: 'http://api.github.localhost' },
    'http://api.github.localhost',
    'http://api.github.localhost/graphql',
    'github.localhost',
  ],
])('the endpoints are read from %o', (env, api, graphql, host) => {
  expect(endpointsOf(env)).toEqual({ api, graphql, host })
})

test.each([
  [{}, 'https://github.com', 'github.com'],
  [{ GITHUB_API_URL: 'https://ghe.example.com/api/v3' }, 'https://ghe.example.com', 'ghe.example.com'],
  [{ GITHUB_API_URL: 'https://ghe.example.com:8443/api/v3' }, 'https://ghe.example.com:8443', 'ghe.example.com:8443'],
  [{ GITHUB_API_URL: 'https://api.octo.ghe.com' }, 'https://octo.ghe.com', 'octo.ghe.com'],
  [{ GITHUB_API_URL: 'http://127.0.0.1:4010' }, 'https://github.com', 'github.com'],
  [{ GITHUB_SERVER_URL: ' https://git.example// ' }, 'https://git.example', 'git.example'],
  [{ GITHUB_SERVER_URL: ' ' }, 'https://github.com', 'github.com'],
])('the address of the web pages is read from %o', (env, server, host) => {
  expect(pageServer(env)).toBe(server)
  expect(pageHosts(env)).toContain(host)
})

test('a post on github.com is not on another server', () => {
  expect(pageHosts({ GITHUB_API_URL: 'https://ghe.example.com/api/v3' })).not.toContain('github.com')
})

test.each([
  'http://ada:hunter2@ghe.example.com/api/v3',
  'https://ada:hunter2@ghe.example.com/api/v3',
  'ada:hunter2@ghe.example.com',
])('no error about %s quotes the password', (address) => {
  for (const read of [
    () => endpointsOf({ GITHUB_API_URL: address }),
    () => endpointsOf({ GITHUB_GRAPHQL_URL: address }),
    () => pageServer({ GITHUB_SERVER_URL: address }),
  ])
    expect(read).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2'), name: expect.any(String) }),
    )
})

test.each([
  ['GITHUB_API_URL', 'https://github.example.org/api/v3'],
  ['GITHUB_GRAPHQL_URL', 'https://github.example.org/api/graphql'],
])('an invalid %s is rejected with an example of a valid one', (name, example) => {
  const parse = () => endpointsOf({ [name]: 'nonsense' })
  expect(parse).toThrow(expect.objectContaining({ hint: `set it to an address such as ${example}, or unset it` }))
})

test('an invalid GITHUB_SERVER_URL is rejected', () => {
  expect(() => pageServer({ GITHUB_SERVER_URL: 'github.example.org' })).toThrow(UsageError)
})

test.each([
  ['http://api.github.com', /GITHUB_API_URL must be an https URL/],
  ['http://127.0.0.1.example.com', /https/],
  ['ftp://127.0.0.1', /https/],
  ['nonsense', /https/],
  ['https://me:secret@ghe.example.com', /must not contain a user name or password/],
  ['http://me:secret@ghe.example.com', /^GITHUB_API_URL must not contain a user name or password/],
])('%s is rejected as the address of the API', (url, message) => {
  expect(() => endpointsOf({ GITHUB_API_URL: url })).toThrow(UsageError)
  expect(() => endpointsOf({ GITHUB_API_URL: url })).toThrow(message)
})
