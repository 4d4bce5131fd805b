import type { Report } from './report.ts'

export function printReport(title: string, report: Report): void {
  const { texts, accepted, byConfidence, leaks, falseAlarms, calibration, calibrationError, confusion } = report
  console.log(`\n${title}\n`)
  console.log(`accepted        ${percent(accepted)} of ${texts}`)
  for (const [level, { coverage, accuracy }] of Object.entries(byConfidence))
    console.log(`${level.padEnd(15)} ${percent(accuracy)} accepted, ${percent(coverage)} of the texts`)
  console.log(`leaks           ${leaks.count} of ${leaks.of} sensitive texts`)
  console.log(`false alarms    ${falseAlarms.count} of ${falseAlarms.of} public texts (${percent(falseAlarms.rate)})`)
  printRepositories(report.repositories)
  console.log(`calibration     off by ${percent(calibrationError)}`)
  for (const { from, texts: count, probability, accuracy } of calibration)
    console.log(
      `  from ${from.toFixed(1)}      predicted ${percent(probability)}, accepted ${percent(accuracy)}, ${count} texts`,
    )
  printConfusion(confusion)
  for (const [name, parts] of [
    ['language', report.byLanguage],
    ['author', report.byAuthor],
    ['kind', report.byKind],
  ] as const)
    if (Object.keys(parts).length > 1)
      console.log(
        `\nby ${name}: ${Object.entries(parts)
          .map(([part, results]) => `${part || '?'} ${percent(results.accepted)} of ${results.texts}`)
          .join(' · ')}`,
      )
}

function printRepositories({ texts, right, offered, high }: Report['repositories']): void {
  if (texts === 0) return
  console.log(
    `repository      ${percent(right / texts)} of ${texts} right, the right one among those offered ${percent(offered / texts)}`,
  )
  const wrong = high.texts === 0 ? 0 : high.wrong / high.texts
  console.log(`                ${high.texts} shown as certain, ${high.wrong} of them wrong (${percent(wrong)})`)
}

export function printWrong({ wrong }: Report): void {
  console.log('\nwrong')
  for (const { id, expected, got, confidence, text } of wrong)
    console.log(`  ${id}  ${expected} → ${got} (${confidence})  ${text.slice(0, 100)}`)
}

export function printStopped(stopped: readonly { readonly title: string }[], total: number): void {
  console.log(`\nharmless drafts\n\nstopped         ${stopped.length} of ${total}`)
  for (const { title } of stopped) console.log(`  ${title}`)
}

export function printLongDrafts(long: Readonly<Record<'private' | 'found' | 'harmless' | 'stopped', number>>): void {
  console.log(`\nlong drafts\n\nprivate, found  ${long.found} of ${long.private}`)
  console.log(`harmless, stopped  ${long.stopped} of ${long.harmless}`)
}

function printConfusion(confusion: Report['confusion']): void {
  const channels = [...new Set([...Object.keys(confusion), ...Object.values(confusion).flatMap(Object.keys)])].sort()
  console.log(
    `\n${'label \\ answer'.padEnd(18)}${channels.map((channel) => channel.slice(0, 9).padStart(10)).join('')}`,
  )
  for (const label of channels) {
    const row = confusion[label] ?? {}
    console.log(label.padEnd(18) + channels.map((channel) => String(row[channel] ?? '·').padStart(10)).join(''))
  }
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`
}
