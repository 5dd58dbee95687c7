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
  const starting = start({ config, log, print: (line) => console.log(line) })
  const stop = (signal: NodeJS.Signals): void => {
    // A second signal means it now.
    process.once(signal, () => process.exit(1))
    // Half started is stopped when it stands: nothing is left behind.
    starting
      .then((running) => running.stop())
      .then(() => process.exit(0))
      .catch(fail)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await starting
}

/** A mistake that someone can mend is said in its own words; anything else with where it happened. */
function fail(error: unknown): void {
  console.error(error instanceof ConfigError ? `\n${error.message}\n` : error)
  process.exit(1)
}

main(process.argv[2]).catch(fail)
