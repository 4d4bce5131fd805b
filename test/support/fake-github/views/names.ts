import type { Category, IssueType, Label, Milestone, Project, User } from '../world.ts'
import { connection, type PageArguments } from './connection.ts'

/* A view is a node as GraphQL reads it: a field is a value, or a function of the field's arguments. */

export const viewOfUser = ({ id, login }: User) => ({
  __typename: 'User',
  id,
  login,
  name: null,
  url: `https://github.com/${login}`,
  projectsV2: (page: PageArguments) => connection([], page),
})

/** GitHub ends the login of an app with `[bot]`, except as the author of a post. */
export const viewOfAuthor = (user: User) => {
  const login = user.login.replace(/\[bot\]$/, '')
  return login === user.login ? viewOfUser(user) : { ...viewOfUser(user), __typename: 'Bot', login }
}

export const viewOfLabel = ({ id, name }: Label) => ({
  __typename: 'Label',
  id,
  name,
  color: 'ededed',
  description: null,
})

export const viewOfMilestone = ({ id, number, title }: Milestone) => ({
  __typename: 'Milestone',
  id,
  number,
  title,
  description: null,
  dueOn: null,
})

export const viewOfProject = ({ id, title }: Project) => ({ __typename: 'ProjectV2', id, title })

export const viewOfIssueType = ({ id, name, isEnabled }: IssueType) => ({
  __typename: 'IssueType',
  id,
  name,
  description: null,
  color: 'GRAY',
  isEnabled,
  isPrivate: false,
})

export const viewOfCategory = ({ id, name, slug, isAnswerable }: Category) => ({
  __typename: 'DiscussionCategory',
  id,
  name,
  slug,
  isAnswerable,
  emoji: ':speech_balloon:',
  description: null,
})
