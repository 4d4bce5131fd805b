import * as z from 'zod'
import { Refusal } from './refusal.ts'
import { checkPush } from './rights.ts'
import { newId, type Repository, register, type World } from './world.ts'

/** A new fork exists at once but is visible later. A second request returns the same fork, under its current name. */
export function createFork(world: World, parent: Repository) {
  const existing = world.repositories.find((one) => one.parent === parent && one.owner.id === world.viewer.id)
  const fork = existing ?? addFork(world, parent)
  return { full_name: fork.nameWithOwner, node_id: fork.id, fork: true, default_branch: fork.defaultBranch }
}

function addFork(world: World, parent: Repository): Repository {
  const name = freeName(world, parent.name)
  const fork = register(world, {
    ...parent,
    id: newId(world, 'R'),
    owner: world.viewer,
    name,
    nameWithOwner: `${world.viewer.login}/${name}`,
    formerly: [],
    parent,
    permission: 'ADMIN' as const,
    hasIssues: false,
    hasDiscussions: false,
    isBlocked: false,
    privateReporting: false,
    advisoryAccess: 'own',
    pullRequestsFrom: 'anyone' as const,
    visibleFrom: new Date(world.clock.local.now().getTime() + world.lag.forks * 1000),
    branches: new Map(parent.branches),
    replacedHeads: new Map(),
    labels: [...parent.labels],
    posts: [],
    postsByNumber: new Map(),
    transferred: new Map(),
    lastNumber: 0,
    advisories: [],
  })
  world.repositories.push(fork)
  return fork
}

/** GitHub adds a number to the fork's name if the viewer has another repository of that name. */
function freeName({ repositories, viewer }: World, name: string): string {
  const isTaken = (wanted: string) => repositories.some((one) => one.nameWithOwner === `${viewer.login}/${wanted}`)
  let free = name
  for (let number = 1; isTaken(free); number++) free = `${name}-${number}`
  return free
}

const mergeSchema = z.object({ branch: z.string().min(1) })

/** Supports only a branch to which the fork has added no commits. */
export function mergeUpstream(world: World, fork: Repository, body: unknown) {
  const { branch } = mergeSchema.parse(body)
  const oid = fork.parent?.branches.get(branch)
  if (oid === undefined) throw new Refusal('UNPROCESSABLE', 'The repository is not a fork')
  checkPush(world, fork)
  const mergeType = fork.branches.get(branch) === oid ? 'none' : 'fast-forward'
  fork.branches.set(branch, oid)
  return { message: 'Successfully fetched', merge_type: mergeType, base_branch: branch }
}
