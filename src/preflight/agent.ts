import { detectAgenticEnvironment } from 'am-i-vibing'
import type { App } from '../app.ts'

/** The AI agent that runs this program, by the marks it leaves in the environment; null: none is seen. */
export function agentIn({ env }: Pick<App, 'env'>): string | null {
  const { isAgentic, name, id } = detectAgenticEnvironment({ env: { ...env } })
  return isAgentic ? (name ?? id ?? 'an AI agent') : null
}
