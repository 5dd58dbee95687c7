import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import { ConfigError } from './lib/errors.ts'

const schema = z.object({
  PORT: z.coerce.number('a port number').int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'an address such as https://desk.example.com' })
    .optional(),
  KEFUTAI_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'an address such as postgresql://name:password@host:5432/kefutai',
    })
    .optional(),
  KEFUTAI_PLAYBOOK: z.string().min(1).optional(),
  TRUST_PROXY: z
    .string()
    .refine(
      (list) => list.split(',').every((one) => isIP(one.trim()) !== 0),
      'addresses such as 10.0.0.2,10.0.0.3',
    )
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Every variable the product reads; `.env.example` lists the same. */
export const variables = Object.keys(schema.shape)

export interface Config {
  port: number
  host: string
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl: string | undefined
  /** Absolute. */
  dataDir: string
  databaseUrl: string | undefined
  playbook: string | undefined
  /** Addresses of one's own proxies on other machines. */
  trustedProxies: string[]
  logLevel: string
  /** Any production setting: nothing of the demonstration may exist. */
  production: boolean
}

/** Reads the environment once. Throws ConfigError naming each wrong variable; values are not repeated, they may be secrets. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  // An empty variable means "not set", as `PORT= npm start` does.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: expected ${issue.message}`)
    throw new ConfigError(
      `The environment is not right:\n${lines.join('\n')}\n.env.example shows every variable.`,
    )
  }
  const value = parsed.data
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl: value.PUBLIC_URL?.replace(/\/+$/, ''),
    dataDir: path.resolve(value.KEFUTAI_DATA),
    databaseUrl: value.DATABASE_URL,
    playbook: value.KEFUTAI_PLAYBOOK,
    trustedProxies: value.TRUST_PROXY?.split(',').map((one) => one.trim()) ?? [],
    logLevel: value.LOG_LEVEL,
    production: Boolean(value.DATABASE_URL ?? value.PUBLIC_URL) || !isLoopback(value.HOST),
  }
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
