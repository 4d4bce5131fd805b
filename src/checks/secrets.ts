import { type Draft, emptyDraft } from '../drafts/draft.ts'
import type { DraftLines } from '../drafts/format.ts'
import { type CheckInput, type Finding, lineOfText, type OutgoingText, publishedText } from './check.ts'
import { internalNameFindings, privateDetailFindings } from './private-details.ts'
import { detectSecrets } from './secrets/detect.ts'

/** Reports the kind and the line of each secret and private detail in the title and the body, but never the secret itself. */
export async function checkSecrets(input: Pick<CheckInput, 'draft' | 'lines'>): Promise<readonly Finding[]> {
  const findings = new Map<string, Finding>()
  for (const secret of await detectSecrets(publishedText(input.draft))) {
    const finding = secretFinding(secret.kind, lineOfText(input, secret.line))
    findings.set(`${finding.line} ${finding.message}`, finding)
  }
  return [...findings.values(), ...privateDetailFindings(input), ...internalNameFindings(input)]
}

function secretFinding(kind: string, line: number): Finding {
  return {
    check: 'secrets',
    code: 'secret',
    severity: 'block',
    message: `this line seems to contain ${kind}`,
    line,
    fix: 'Remove it. If it is real, revoke it too: anyone who could read this file may have it.',
  }
}

/**
 * The strings other than the title and the body that are sent with a draft. GitHub shows labels and milestones to everyone,
 * and its prefilled page has the answers to a form in its address. Leaves out answers that are also in the body.
 */
export function otherTexts(draft: Draft, { title: line }: DraftLines): readonly OutgoingText[] {
  const { labels, assignees, projects, milestone, category, type, parent, template, fields, body } = draft
  const answers = Object.entries(fields).flatMap(([id, value]) => [id, value].flat())
  return [
    ...labels.map((text) => ({ part: 'label', text })),
    ...assignees.map((text) => ({ part: 'assignee', text })),
    ...projects.map((text) => ({ part: 'project', text })),
    { part: 'milestone', text: milestone },
    { part: 'category', text: category },
    { part: 'type', text: type },
    { part: 'parent', text: parent },
    { part: 'template', text: template },
    ...answers.filter((text) => !body.includes(text.trim())).map((text) => ({ part: 'field', text })),
  ].flatMap(({ part, text }) => (text === null || text.trim() === '' ? [] : [{ part, text, line }]))
}

/** Reports secrets in strings other than the title and the body. Names the part, never the secret. */
export async function checkSecretsIn(texts: readonly OutgoingText[]): Promise<readonly Finding[]> {
  const outgoingByLine = texts.flatMap((outgoing) => outgoing.text.split('\n').map(() => outgoing))
  const secretFindings = await checkSecrets(asDraft(texts.map(({ text }) => text)))
  const findings = secretFindings.flatMap((finding) => {
    const outgoing = outgoingByLine[finding.line - 1]
    if (outgoing === undefined) return []
    return [{ ...finding, message: finding.message.replace(/^this line/, `its ${outgoing.part}`), line: outgoing.line }]
  })
  return [...new Map(findings.map((finding) => [`${finding.line} ${finding.message}`, finding])).values()]
}

/** Puts the strings below each other into a body that starts on line 1. */
function asDraft(texts: readonly string[]): Parameters<typeof checkSecrets>[0] {
  return { draft: { ...emptyDraft('issue'), body: texts.join('\n') }, lines: { title: 0, body: 1 } }
}
