import { Refusal } from './refusal.ts'
import { PERMISSIONS } from './seed.ts'
import type { Permission, Repository, World } from './world.ts'

export function hasPermission({ permission }: Repository, required: Permission): boolean {
  return PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf(required)
}

/** The checks that most writes to a repository share. */
export function checkWrite({ scopes }: World, repository: Repository): void {
  if (scopes !== null && !scopes.some((scope) => scope === 'repo' || scope === 'public_repo'))
    throw new Refusal(
      'INSUFFICIENT_SCOPES',
      `Your token has not been granted the required scopes to execute this query: one of ['public_repo', 'repo'].`,
    )
  if (repository.isBlocked) throw new Refusal('FORBIDDEN', 'User is blocked')
  if (repository.isArchived) throw new Refusal('UNPROCESSABLE', 'Repository was archived so is read-only')
}

export function checkPush(world: World, repository: Repository): void {
  checkWrite(world, repository)
  if (!hasPermission(repository, 'WRITE')) throw tokenLacksRight()
}

export function checkSso({ needsSso }: Repository): void {
  if (needsSso)
    throw new Refusal(
      'FORBIDDEN',
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      { saml_failure: true },
    )
}

export function tokenLacksRight(): Refusal {
  return new Refusal('FORBIDDEN', 'Resource not accessible by personal access token', { saml_failure: false })
}
