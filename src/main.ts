import { readConfig } from './config.ts'
import { ConfigError } from './lib/errors.ts'
import { createLog } from './lib/log.ts'
import { start } from './start.ts'

const usage = `kefutai <command>

  start     run the desk; the environment says how (.env.example)
  help      this page
`

/** Runs one command; the exit code says whether it went well. */
async function main(command: string | undefined): Promise<void> {
  if (command === 'start') return await runDesk()
  if (command === 'help' || command === undefined) return console.log(usage)
  console.error(`kefutai: there is no command "${command}".\n\n${usage}`)
  process.exitCode = 1
}

async function runDesk(): Promise<void> {
  const config = readConfig()
  const log = createLog(config.logLevel)
  const running = await start({ config, log, print: (line) => console.log(line) })
  const stop = (signal: string): void => {
    // A second signal means it now.
    process.once(signal, () => process.exit(1))
    running
      .stop()
      .then(() => process.exit(0))
      .catch((error: unknown) => fail(error))
  }
  process.once('SIGTERM', () => stop('SIGTERM'))
  process.once('SIGINT', () => stop('SIGINT'))
}

/** A mistake that someone can mend is said in its own words; anything else with where it happened. */
function fail(error: unknown): void {
  console.error(error instanceof ConfigError ? `\n${error.message}\n` : error)
  process.exit(1)
}

main(process.argv[2]).catch(fail)
