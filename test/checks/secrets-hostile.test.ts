import { describe, expect, test } from 'vitest'
import { detectSecrets } from '../../src/checks/secrets/detect.ts'

/** Twice what GitHub accepts as a body. A pattern that backtracks would run into the time limit of the test. */
const LENGTH = 131_072

const REPEATED = [
  'eyJ',
  'eyJa.',
  'eyJ-',
  'key ',
  'key-',
  'token=',
  'token: ',
  'password',
  'password: ',
  'pass=a',
  'api_key"',
  'API_KEY ',
  '=',
  ':',
  '"',
  '/',
  '@',
  'a:',
  'a://',
  'a://a:',
  'a://b:c@',
  '-u a:',
  'a:b@tcp',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN ',
  '> ',
  '\\_',
  '&quot;',
  'data:a;base64,',
  'xoxb-',
  'xoxb-a-',
  'sk-',
  'SG.a.',
  'sl.',
  'https://',
  'https://a.',
  'AKIA',
  'A3-',
  '0',
  'a',
  'A',
  'x',
  'aA0',
  ' ',
  '\n',
  '\n> ',
  'token:\n',
  '`',
  '*',
  '(',
  '[',
  '\\',
  '{',
  '<',
  'value',
  'secret, "',
  'name: KEY_TOKEN\n',
  'mongodb://',
  '_authToken=',
  'github_pat_',
  'a.b',
  '.',
  '1:A',
]

describe('a long text is checked in linear time', () => {
  test.each(REPEATED)('%j repeated many times', async (part) => {
    const text = part.repeat(LENGTH / part.length)
    for (const tail of ['', '!']) expect(Array.isArray(await detectSecrets(text + tail))).toBe(true)
  })
})

test.each(['zebra_', 'zebra.', 'zebra-'])('a password that repeats %j and ends in a symbol is found', async (part) => {
  expect(await detectSecrets(`password: ${part.repeat(30)}@`)).toHaveLength(1)
})
