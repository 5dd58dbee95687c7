import { pino } from 'pino'

/** The parts of a pino logger the house uses; messages and fields carry no personal data. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** A JSON logger on standard error, so that standard output stays for people and pipes. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
}

/** Says nothing; for commands and tests. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
