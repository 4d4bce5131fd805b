import { Refusal } from '../refusal.ts'
import { tokenLacksRight } from '../rights.ts'
import { nodeOf, type World } from '../world.ts'

type NewItem = {
  readonly input: { readonly projectId: string; readonly contentId: string; readonly clientMutationId?: string | null }
}

/** A post appears in a project only once, however often it is added. */
export function addProjectV2ItemById(world: World, { input }: NewItem) {
  const project = nodeOf(world, 'ProjectV2', input.projectId)
  const content = world.nodes.get(input.contentId)
  if (content === undefined || !('author' in content))
    throw new Refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${input.contentId}'`)
  if (world.scopes !== null && !world.scopes.includes('project')) throw tokenLacksRight()
  project.items.add(content)
  const item = { __typename: 'ProjectV2Item', id: `${project.id}_${content.id}` }
  return { item, clientMutationId: input.clientMutationId ?? null }
}
