import { describe, expect, test } from 'vitest'
import { maintainerOf, maySponsor, parseMaintainers } from '../../src/seps/maintainers.ts'
import { sponsorsByArea } from '../../src/seps/suggest-sponsors.ts'

const LIST = `# Who looks after what

- [Nobody in particular](https://github.com/nip)

## Lead Maintainers

- [Ada](https://github.com/ada-l)

## Core Maintainers

- [Bob](https://github.com/Bob/) (since May), [Cy](https://github.com/cy)

## Emeritus

- [Dan](https://github.com/dan)

### Of the first year

- [Eve](https://github.com/eve)

## SDK Maintainers

### Cobol SDK

- [Fay](https://github.com/fay)

#### Cobol Emeritus
- [Gus](https://github.com/gus)
#### Cobol Tools
- [Hal](https://github.com/hal), not https://github.com/nobody and not [a repository](https://github.com/o/r)

### Ada SDK

- [Ida](https://github.com/ida)

## Project Maintainers

### Registry

- [Jo](https://github.com/jo)
- [Fay](https://github.com/fay)

## Community Moderators

- [Kim](https://github.com/kim)
- [Fay](https://github.com/fay)

## Working Group & Interest Group Maintainers

### Authorization Interest Group

- [Lou](https://github.com/lou)
- [Cy](https://github.com/cy)
- [Max](https://github.com/max)

### Client Interest Group

- [Ned](https://github.com/ned) - Some Editor
`

const people = parseMaintainers(LIST)

describe('the list of maintainers', () => {
  test('has names and roles, without former maintainers', () => {
    const actual = people.map(({ login, name, roles }) => [
      `${name} ${login}`,
      ...roles.map(({ kind, area, note }) => [kind, area, note].filter((part) => part !== null).join(', ')),
    ])
    expect(actual).toEqual([
      ['Nobody in particular nip', 'project'],
      ['Ada ada-l', 'lead'],
      ['Bob Bob', 'core, since May'],
      ['Cy cy', 'core', 'group, Authorization Interest Group'],
      ['Fay fay', 'sdk, Cobol SDK', 'project, Registry', 'moderator'],
      ['Hal hal', 'sdk, Cobol Tools, not https://github.com/nobody and not'],
      ['Ida ida', 'sdk, Ada SDK'],
      ['Jo jo', 'project, Registry'],
      ['Kim kim', 'moderator'],
      ['Lou lou', 'group, Authorization Interest Group'],
      ['Max max', 'group, Authorization Interest Group'],
      ['Ned ned', 'group, Client Interest Group, Some Editor'],
    ])
  })

  test('can have Windows line endings, and can be empty', () => {
    expect(parseMaintainers(LIST.replaceAll('\n', '\r\n'))).toEqual(people)
    expect(parseMaintainers('')).toEqual([])
  })

  test.each([
    ['BOB', 'Bob'],
    ['@fay', 'Fay'],
    ['dan', undefined],
    ['', undefined],
  ])('the person with the login "%s" is %s', (login, name) => expect(maintainerOf(people, login)?.name).toBe(name))

  test('people who are only moderators cannot sponsor', () => {
    expect(people.filter((person) => !maySponsor(person)).map(({ login }) => login)).toEqual(['kim'])
  })
})

describe('suggested sponsors', () => {
  test.each([
    ['by the area', ['registry'], ['fay: is listed under "Registry"', 'jo: is listed under "Registry"']],
    [
      'core maintainers of the area first',
      ['oauth', 'auth'],
      [
        'cy: is listed under "Authorization Interest Group", and as a core maintainer',
        'lou: is listed under "Authorization Interest Group"',
      ],
    ],
    [
      'by the area that matches best',
      ['the Cobol tools'],
      ['hal: is listed under "Cobol Tools"', 'fay: is listed under "Cobol SDK"'],
    ],
    ['a short area matches only a whole word', ['adaptive'], []],
    ['by the name of a group', ['Authorization Interest Group'], ['cy', 'lou']],
    ['not people who represent a product in a group', ['client', 'editor'], []],
    ['not by words such as SDK that most areas have', ['SDK', 'working group', 'MCP', 'maintainers'], []],
    ['none without a topic', [], []],
  ])('%s', (_, topics, wanted) => {
    const actual = sponsorsByArea(people, topics.join(' ')).map(({ person, because }) => `${person.login}: ${because}`)
    expect(actual).toHaveLength(wanted.length)
    for (const [at, text] of wanted.entries()) expect(actual[at]).toContain(text)
  })

  test('core maintainers do not come before people whose area matches the topic better', () => {
    const list = `## Core Maintainers
- [Bob](https://github.com/bob)
## Project Maintainers
### Registry Archive
- [Bob](https://github.com/bob)
### Registry
- [Jo](https://github.com/jo)
`
    const suggested = sponsorsByArea(parseMaintainers(list), 'registry')
    expect(suggested.map(({ person }) => person.login)).toEqual(['jo', 'bob'])
  })
})
