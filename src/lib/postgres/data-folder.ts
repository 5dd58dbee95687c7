import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { ConfigError, messageOf } from '../errors.ts'

/** Makes sure of the data folder (KEFUTAI_DATA) and returns its real path; its parent must be there. */
export function prepareDataFolder(dataDir: string): string {
  const folder = path.resolve(dataDir)
  if (!existsSync(folder)) makeFolder(folder)
  if (!statSync(folder).isDirectory())
    throw new ConfigError(`KEFUTAI_DATA names ${folder}, which is a file, not a folder.`)
  refuseUnwritable(folder)
  if (existsSync(path.join(folder, 'PG_VERSION'))) {
    throw new ConfigError(
      `KEFUTAI_DATA names ${folder}, which is the inside of a PostgreSQL server. Name a folder of Kefutai's own, or set DATABASE_URL to that server.`,
    )
  }
  return realpathSync(folder)
}

function makeFolder(folder: string): void {
  const parent = path.dirname(folder)
  // Making the parents too would hide a disk that is not mounted behind a new and empty desk.
  if (!existsSync(parent)) {
    throw new ConfigError(
      `KEFUTAI_DATA names ${folder}, but ${parent} does not exist. Was it moved, is a disk not mounted? Create it, or correct KEFUTAI_DATA.`,
    )
  }
  try {
    // Root's server may have to run as nobody, who must get through here to its own folders.
    mkdirSync(folder, { mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    throw new ConfigError(`The data folder ${folder} (KEFUTAI_DATA) cannot be made: ${messageOf(error)}.`, {
      cause: error,
    })
  }
}

function refuseUnwritable(folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ConfigError(
      `The data folder ${folder} (KEFUTAI_DATA) cannot be written by this user. Correct its owner or rights, or set KEFUTAI_DATA to another folder.`,
      { cause: error },
    )
  }
}
