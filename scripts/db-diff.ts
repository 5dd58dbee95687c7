import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine as Engine, MigrationDirectory } from '@prisma/schema-engine-wasm'
import { type FieldDef, type Pool, types } from 'pg'
import { type EmbeddedPostgres, startPostgres } from '../src/lib/embedded-postgres.ts'
import { silentLog } from '../src/lib/log.ts'

// `npm run db:diff -- <name>` writes the next migration: the SQL that leads from prisma/migrations to
// prisma/schema.prisma. Without a name it only says whether there is a difference (exit code 2).
// Prisma's own `migrate dev` needs a native engine from the network; its WebAssembly twin does not.

const root = path.resolve(import.meta.dirname, '..')
const migrations = path.join(root, 'prisma', 'migrations')
const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' }
const schema = [
  { path: 'schema.prisma', content: readFileSync(path.join(root, 'prisma', 'schema.prisma'), 'utf8') },
]

/** Every migration so far, in the order in which they are applied. */
function readMigrations(): MigrationDirectory[] {
  mkdirSync(migrations, { recursive: true })
  return readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => ({ path: name, migrationFile: { path: 'migration.sql', content: readSql(name) } }))
}

const readSql = (name: string): { tag: 'ok'; value: string } => ({
  tag: 'ok',
  value: readFileSync(path.join(migrations, name, 'migration.sql'), 'utf8'),
})

/** The engine applies the migrations to a database that exists only for this purpose. */
async function openEngine(postgres: EmbeddedPostgres): Promise<Engine> {
  const { SchemaEngine } = await import('@prisma/schema-engine-wasm')
  const factory = new PrismaPg({ connectionString: postgres.url, max: 2 })
  factory.connectToShadowDb = async () => {
    await postgres.ensureDatabase('shadow')
    const shadow = await new PrismaPg({ connectionString: postgres.urlOf('shadow'), max: 2 }).connect()
    const pool = shadow.underlyingDriver()
    // Prisma's adapter cuts scripts at every semicolon, also within a text or a function.
    shadow.executeScript = async (script) => {
      await pool.query(script)
    }
    readCharacters(shadow, pool)
    return shadow
  }
  const datamodels = schema.map(({ path: name, content }): [string, string] => [name, content])
  return SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
}

/**
 * PostgreSQL's catalogue has columns of the type "char", which the engine reads and the adapter refuses. They
 * pass through the adapter as a time of day, which no column of the catalogue is, and leave it as a character.
 */
function readCharacters(shadow: Adapter, pool: Pool): void {
  const char: number = types.builtins.CHAR
  const time: number = types.builtins.TIME
  pool.on('connect', (client) => {
    client.connection.prependListener('rowDescription', ({ fields }: { fields: FieldDef[] }) => {
      for (const field of fields) if (field.dataTypeID === char) field.dataTypeID = time
    })
  })
  const read = shadow.queryRaw.bind(shadow)
  shadow.queryRaw = async (query) => {
    const result = await read(query)
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.Time ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
}

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>

/** The SQL that is missing in the migrations; undefined when they lead to the schema. */
async function findDifference(engine: Engine): Promise<string | undefined> {
  const result = await engine.diff({
    from: {
      tag: 'migrations',
      baseDir: migrations,
      lockfile,
      shadowDbInitScript: '',
      migrationDirectories: readMigrations(),
    },
    to: { tag: 'schemaDatamodel', files: schema },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return result.exitCode === 2 ? (result.stdout ?? '') : undefined
}

function writeMigration(name: string, sql: string): string {
  const stamp = new Date().toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
  const folder = path.join(migrations, `${stamp}_${name}`)
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  writeFileSync(path.join(migrations, lockfile.path), lockfile.content)
  return path.relative(root, path.join(folder, 'migration.sql'))
}

async function main(name: string | undefined): Promise<number> {
  if (name !== undefined && !/^[a-z][a-z0-9_]*$/.test(name)) {
    process.stderr.write('A migration is named with a–z, 0–9 and _: npm run db:diff -- add_ticket_colour\n')
    return 1
  }
  const sql = await withPostgres(async (postgres) => findDifference(await openEngine(postgres)))
  if (sql === undefined) process.stdout.write('prisma/migrations lead to prisma/schema.prisma.\n')
  else if (name === undefined) process.stdout.write(`Not yet in prisma/migrations:\n\n${sql}`)
  else process.stdout.write(`Written: ${writeMigration(name, sql)}. Read it before you keep it.\n`)
  return sql !== undefined && name === undefined ? 2 : 0
}

/** Lends a server in a temporary folder, and takes it down again even when the engine panics. */
async function withPostgres<T>(act: (postgres: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-diff-'))
  chmodSync(dataDir, 0o711) // root's server may have to run as nobody, who must get to its data
  const postgres = await startPostgres({ dataDir, log: silentLog, fast: true })
  const panicked = new Promise<never>((_, reject) => {
    // The engine looks for this global when it panics, and throws outside every promise.
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => reject(new Error(text)) },
    })
    process.once('uncaughtException', reject)
  })
  try {
    return await Promise.race([act(postgres), panicked])
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

// Node warns that WebAssembly modules are new; whoever writes a migration cannot do anything about it.
process.removeAllListeners('warning')
// The engine keeps its connections; the exit ends them.
process.exit(await main(process.argv[2]))
