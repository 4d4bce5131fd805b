import { expect, test } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { endpointsOf } from '../../src/github/endpoints.ts'

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
  ['GITHUB_API_URL', 'https://github.example.org/api/v3'],
  ['GITHUB_GRAPHQL_URL', 'https://github.example.org/api/graphql'],
])('an invalid %s is rejected with an example of a valid one', (name, example) => {
  const parse = () => endpointsOf({ [name]: 'nonsense' })
  expect(parse).toThrow(expect.objectContaining({ hint: `set it to an address such as ${example}, or unset it` }))
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
