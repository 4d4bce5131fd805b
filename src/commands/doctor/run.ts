import type { App } from '../../app.ts'
import { EXIT, type ExitCode, exitCodeOf } from '../../errors.ts'
import { targetRepo } from '../../policy/repositories.ts'
import { diagnose } from '../../preflight/diagnose.ts'
import { loadPolicy } from '../../storage/policy-file.ts'
import { jsonDocument } from '../../terminal/json.ts'
import type { DoctorOptions } from './command.ts'

export async function run(app: App, options: DoctorOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const { checks, failure } = await diagnose(app, policy, targetRepo(app, policy, options.repo))
  const { out } = app.terminal
  if (options.json === true) out.write(jsonDocument({ ok: failure === null, findings: checks }))
  else {
    const { doctorView } = await import('../../terminal/views/doctor.ts')
    out.write(doctorView(checks, await out.style(), out.columns))
  }
  return failure === null ? EXIT.done : exitCodeOf(failure)
}
