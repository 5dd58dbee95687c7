import type { Address } from './address.ts'

/** The server's settings as arguments; on the command line they win over whatever the data folder holds. */
export function settingsOf({ address, fast }: { address: Address; fast: boolean }): string[] {
  const tcp = address.password !== undefined
  const settings: Record<string, string> = {
    listen_addresses: tcp ? address.host : '',
    port: String(address.port),
    unix_socket_directories: tcp ? '' : quoteList(address.host),
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Our queries are small: compiling them or sharing them out costs more than it gains.
    jit: 'off',
    max_parallel_workers_per_gather: '0',
    // Details and statements of errors may hold what customers wrote.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    fsync: fast ? 'off' : 'on',
    synchronous_commit: 'on',
    full_page_writes: fast ? 'off' : 'on',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** One entry of a setting that is a list: a comma or a blank in a folder's name must not part it. */
const quoteList = (text: string): string => `"${text.replaceAll('"', '""')}"`
