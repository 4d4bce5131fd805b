import { Refusal } from '../refusal.ts'
import { checkPush, checkWrite, hasPermission, tokenLacksRight } from '../rights.ts'
import { viewOfLabel } from '../views/names.ts'
import { viewOfPost } from '../views/post.ts'
import { newId, nodeOf, register, type World } from '../world.ts'
import { type Input, keptLabels, unprocessable } from './posts.ts'

const MAX_NAME_LENGTH = 50

type NewLabel = { readonly repositoryId: string; readonly name: string; readonly color: string }
type AddedLabels = { readonly labelableId: string; readonly labelIds: readonly string[] }

/** Refuses a name that another label has, ignoring case. */
export function createLabel(world: World, { input }: Input<NewLabel>) {
  const { name, color } = input
  const repository = nodeOf(world, 'Repository', input.repositoryId)
  checkPush(world, repository)
  if (name.trim() === '') throw unprocessable("Name can't be blank")
  if (name.length > MAX_NAME_LENGTH) throw unprocessable(`Name is too long (maximum is ${MAX_NAME_LENGTH} characters)`)
  if (!/^[0-9a-f]{6}$/i.test(color)) throw unprocessable('Color is invalid')
  if (repository.labels.some((label) => label.name.toLowerCase() === name.toLowerCase()))
    throw unprocessable('Name has already been taken')
  const label = register(world, { type: 'Label', id: newId(world, 'LA'), name })
  repository.labels.push(label)
  return { label: viewOfLabel(label), clientMutationId: input.clientMutationId ?? null }
}

export function addLabelsToLabelable(world: World, { input }: Input<AddedLabels>) {
  const node = world.nodes.get(input.labelableId)
  if (node === undefined || !('labels' in node) || node.type === 'Repository')
    throw new Refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${input.labelableId}'`)
  checkWrite(world, node.repository)
  if (!hasPermission(node.repository, 'TRIAGE')) throw tokenLacksRight()
  const added = keptLabels(
    node.repository,
    input.labelIds.map((id) => nodeOf(world, 'Label', id)),
  )
  node.labels = [...new Set([...node.labels, ...added])]
  return { labelable: viewOfPost(world, node), clientMutationId: input.clientMutationId ?? null }
}
