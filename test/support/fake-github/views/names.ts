import type { Category, Label, Milestone, User } from '../world.ts'

/** A view is a node as GraphQL reads it: a field is a value, or a function of the field's arguments. */
export const viewOfUser = ({ id, login }: User) => ({
  __typename: 'User',
  id,
  login,
  name: null,
  url: `https://github.com/${login}`,
})

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

export const viewOfCategory = ({ id, name, slug, isAnswerable }: Category) => ({
  __typename: 'DiscussionCategory',
  id,
  name,
  slug,
  isAnswerable,
  emoji: ':speech_balloon:',
  description: null,
})
