import { startPostgres } from '../../src/lib/embedded-postgres.ts'
import { messageOf } from '../../src/lib/errors.ts'
import { silentLog } from '../../src/lib/log.ts'

// A whole program around an embedded server, for tests that kill it:
// node test/support/postgres-program.ts <data folder> [fast]
// It says in one line of JSON how the start went, and stops the server on SIGTERM and SIGINT.

const [dataDir = '', speed] = process.argv.slice(2)
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`)

try {
  const postgres = await startPostgres({ dataDir, log: silentLog, fast: speed === 'fast' })
  const stop = async (signal: string): Promise<void> => {
    const answered = await postgres.databaseExists('postgres').catch(messageOf)
    await postgres.stop()
    say({ signal, answered })
    process.exit(0)
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
  setInterval(() => {}, 60_000)
  say({ pid: process.pid, server: postgres.pid, adopted: postgres.adopted, url: postgres.url })
} catch (error) {
  say({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })
  process.exitCode = 1
}
