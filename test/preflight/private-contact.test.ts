import { expect, test } from 'vitest'
import type { Policy } from '../../src/policy/schema.ts'
import { contactText } from '../../src/preflight/private-contact.ts'
import { smallPolicy } from '../support/small-policy.ts'

const policy = smallPolicy([])
const lookInSecurityMd = (repo: string) => `Look for a private contact in the SECURITY.md of ${repo}`
const KEEP_PRIVATE = '. Do not post anything about the vulnerability publicly'
const HOME_FORM = ' (or run mcp-comms security report --repo Gearbox/engine, and name Gearbox/Site in the report)'

function withSecurityContact(address: string | null): Policy {
  const security = { title: 'The keepers', address, url: 'https://gearbox.example/keepers', source: 'guide' }
  return { ...policy, contacts: { ...policy.contacts, security } }
}

/** The policy in which a repository has also had another name. */
function withFormerName(id: string, formerly: string): Policy {
  const repository = policy.repositories[id]
  if (repository === undefined) throw new Error(`the policy has no repository ${id}`)
  return { ...policy, repositories: { ...policy.repositories, [id]: { ...repository, formerly: [formerly] } } }
}

/** The policy with a home that accepts private reports (true) or not (false), or for which this is unknown (null). */
function withHome(accepted: boolean | null): Policy {
  const { engine } = policy.repositories
  if (engine === undefined) throw new Error('the policy has no home')
  const security = { ...engine.security, accepted }
  return { ...policy, repositories: { ...policy.repositories, engine: { ...engine, security } } }
}

test.each<[where: string, policy: Policy, repo: string, text: string]>([
  [
    'the address of the security contact',
    withSecurityContact('keepers@gearbox.example'),
    'else/where',
    `Write privately to: The keepers, keepers@gearbox.example${KEEP_PRIVATE}`,
  ],
  [
    'the page of the security contact, if it has no address',
    withSecurityContact(null),
    'else/where',
    `Write privately to: The keepers, https://gearbox.example/keepers${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md, if the policy has no security contact',
    policy,
    'else/where',
    `${lookInSecurityMd('else/where')}${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md and the private form of the home, for a repository of the project',
    policy,
    'Gearbox/Site',
    `${lookInSecurityMd('Gearbox/Site')}${HOME_FORM}${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md alone for the home itself',
    policy,
    'gearbox/Engine',
    `${lookInSecurityMd('gearbox/Engine')}${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md and the private form of the home, for a repository of the project by its earlier name',
    withFormerName('site', 'Gearbox/pages'),
    'gearbox/Pages',
    `${lookInSecurityMd('gearbox/Pages')}${HOME_FORM.replace('Gearbox/Site', 'gearbox/Pages')}${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md alone for the home itself by its earlier name',
    withFormerName('engine', 'Gearbox/motor'),
    'Gearbox/motor',
    `${lookInSecurityMd('Gearbox/motor')}${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md alone if the home accepts no private reports',
    withHome(false),
    'Gearbox/site',
    `${lookInSecurityMd('Gearbox/site')}${KEEP_PRIVATE}`,
  ],
  [
    'SECURITY.md alone if it is unknown whether the home accepts private reports',
    withHome(null),
    'Gearbox/site',
    `${lookInSecurityMd('Gearbox/site')}${KEEP_PRIVATE}`,
  ],
])('the private contact: %s', (_, policy, repo, text) => {
  expect(contactText(policy, repo)).toBe(text)
})
