import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

/** First match wins, so a file may rank higher than its folder. */
const ranks: [RegExp, number][] = [
  [/^main\.ts$/, 6],
  [/^(app|server|schedule|start)\.ts$|^(app|commands|demo|server)\//, 5],
  [/^(inbox|reports|training)\//, 4],
  [/^tickets\/|^sla\/remind|^scripts\/propose/, 3],
  [/^(customers|conversations|departments|scripts|sla|outbox)\//, 2],
  [/^(language|playbook|lib|generated|config)\/|^config\.ts$|^platforms\/(platform|card|host)\.ts$/, 1],
]

/** Files whose functions are pure: data and `now` in, values out. */
const pure = [
  /^language\/(?!weights)/,
  /^scripts\/(suggest|fill|match|automatic|check|learnt|proposals|leave-open|alike|wording)\.ts$/,
  /^sla\/(calendar|close|deadline|missing-years|target|policy)/,
  /^tickets\/(status|step|needs)\.ts$/,
  /^departments\/(route|permission|duty\/(roster|rota|switch))\.ts$/,
  /^inbox\/(command|leave-words|coming-day)\.ts$/,
  /^platforms\/(email|slack)\/(read|write)\//,
]

interface Source {
  name: string
  text: string
  imports: { target: string; typeOnly: boolean }[]
}

function read(): Source[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('generated/'))
    .map((name) => {
      const text = readFileSync(path.join(root, 'src', name), 'utf8')
      const found = text.matchAll(/^(?:import|export)\b(\s+type\b)?[^;'"]*?['"](\.[^'"]+)['"]/gm)
      const imports = [...found].map((match) => ({
        target: path.posix.join(path.posix.dirname(name), match[2] ?? ''),
        typeOnly: match[1] !== undefined,
      }))
      return { name, text, imports }
    })
}

const sources = read()
const rankOf = (name: string): number => ranks.find(([pattern]) => pattern.test(name))?.[1] ?? 0
const platformOf = (name: string): string | undefined => /^platforms\/([a-z]+)\//.exec(name)?.[1]

test('every file has a place in the house', () => {
  const homeless = sources.filter((source) => rankOf(source.name) === 0 && !platformOf(source.name))
  expect(homeless.map((source) => source.name)).toEqual([])
})

test('a file imports lower ranks only; within its own rank only its own folder', () => {
  const wrong: string[] = []
  for (const { name, imports } of sources) {
    if (platformOf(name)) continue
    for (const { target, typeOnly } of imports) {
      // Deps names the parts of the house without using any.
      if (name === 'lib/deps.ts' && typeOnly) continue
      if (!target.startsWith('..') && platformOf(target) && rankOf(name) < 5)
        wrong.push(`${name} → ${target}`)
      if (target.startsWith('..') || platformOf(target)) continue
      if (rankOf(target) > rankOf(name)) wrong.push(`${name} → ${target} (higher rank)`)
    }
  }
  expect(wrong).toEqual([])
})

test('a platform knows the contract, the card and lib, and no other part of the house', () => {
  const wrong: string[] = []
  for (const { name, imports } of sources) {
    const platform = platformOf(name)
    if (!platform) continue
    for (const { target } of imports) {
      const allowed = [
        `platforms/${platform}/`,
        'platforms/platform.ts',
        'platforms/card.ts',
        'platforms/host.ts',
        'lib/',
        'generated/',
        '../locales/',
      ]
      if (!allowed.some((start) => target.startsWith(start))) wrong.push(`${name} → ${target}`)
    }
  }
  expect(wrong).toEqual([])
})

// The command that reads mails from files is no desk: it takes the email platform's pure reading and nothing that
// sends. Others look after mailboxes, kept mails and a platform's app while the desk runs or does not.
test('only app.ts knows which platforms there are', () => {
  const reads = (name: string, target: string): boolean =>
    (name === 'commands/read-mail.ts' && target.startsWith('platforms/email/read/')) ||
    (name === 'commands/reprocess.ts' && target.startsWith('platforms/email/')) ||
    target.startsWith(`platforms/${/^commands\/doctor-(\w+)\.ts$/.exec(name)?.[1]}/`)
  const knowing = sources.filter(
    ({ name, imports }) =>
      !platformOf(name) &&
      imports.some(
        ({ target, typeOnly }) => platformOf(target) !== undefined && !typeOnly && !reads(name, target),
      ),
  )
  expect(knowing.map(({ name }) => name).filter((name) => !/^app(\.ts|\/)/.test(name))).toEqual([])
})

test('no import cycles', () => {
  const graph = new Map(
    sources.map(({ name, imports }) => [
      name,
      imports.filter((one) => !one.typeOnly).map((one) => one.target),
    ]),
  )
  const done = new Set<string>()
  const cycles: string[] = []
  const visit = (name: string, trail: string[]): void => {
    if (trail.includes(name)) cycles.push([...trail.slice(trail.indexOf(name)), name].join(' → '))
    if (done.has(name) || trail.includes(name)) return
    for (const next of graph.get(name) ?? []) visit(next, [...trail, name])
    done.add(name)
  }
  for (const name of graph.keys()) visit(name, [])
  expect(cycles).toEqual([])
})

test('pure files take time and data as values', () => {
  const forbidden =
    /\bDate\.now\(|new Date\(\)|process\.env|performance\.now|Math\.random|generated\/(?!enums)|lib\/(db|deps)\.ts/
  const wrong = sources.filter(
    ({ name, text }) => pure.some((pattern) => pattern.test(name)) && forbidden.test(text),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test('the environment is read in config.ts, the console written in main.ts, the clock read where the process begins', () => {
  const wrong: string[] = []
  for (const { name, text } of sources) {
    if (/platforms\/\w+\/page\//.test(name)) continue
    if (name !== 'config.ts' && /process\.env(?!\.NODE_ENV')/.test(text)) wrong.push(`${name}: process.env`)
    if (name !== 'main.ts' && /\bconsole\./.test(text)) wrong.push(`${name}: console`)
    if (!/^(main|app)\.ts$|^lib\//.test(name) && /\bDate\.now\(\)|new Date\(\)/.test(text))
      wrong.push(`${name}: reads the clock`)
  }
  expect(wrong).toEqual([])
})

test('a folder writes only its own tables', () => {
  const owners: Record<string, RegExp> = {
    arrival: /^inbox\//,
    customer: /^customers\//,
    customerIdentity: /^customers\//,
    customerContact: /^customers\//,
    conversation: /^conversations\//,
    message: /^conversations\//,
    ticket: /^tickets\//,
    ticketNumber: /^tickets\//,
    plan: /^tickets\//,
    auditEvent: /^tickets\//,
    suggestion: /^scripts\//,
    scriptProposal: /^scripts\//,
    clock: /^sla\//,
    notice: /^sla\//,
    once: /^lib\//,
    delivery: /^outbox\//,
    staff: /^departments\//,
    staffIdentity: /^departments\//,
    dutySwitch: /^departments\//,
    leave: /^departments\//,
  }
  const ownerOf = (table: string): RegExp | undefined => {
    const platform = /^(?:web|slack|dingtalk|wecom)(?=[A-Z])/.exec(table)?.[0]
    return platform ? new RegExp(`^platforms/${platform}/`) : owners[table]
  }
  const writes =
    /\.(\w+)\s*\.(?:create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany)\(/g
  const wrong: string[] = []
  for (const { name, text } of sources) {
    for (const match of text.matchAll(writes)) {
      const table = match[1] ?? ''
      const owner = ownerOf(table)
      if (owner && !owner.test(name)) wrong.push(`${name} writes ${table}`)
    }
    for (const match of text.matchAll(/(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"/g)) {
      const table = (match[1] ?? '').replace(/^./, (letter) => letter.toLowerCase())
      const owner = ownerOf(table)
      if (owner && !owner.test(name)) wrong.push(`${name} writes ${table}`)
    }
  }
  expect(wrong).toEqual([])
})

test('no file is longer than 300 lines without a reason at its top', () => {
  const long = sources.filter(
    ({ text }) => text.split('\n').length > 300 && !/Longer than 300 lines/.test(text.slice(0, 600)),
  )
  expect(long.map(({ name }) => name)).toEqual([])
})

test('tests mock none of our own modules', () => {
  const mocking = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'architecture.test.ts')
    .filter((name) => /vi\.(mock|doMock)\(/.test(readFileSync(path.join(root, 'test', name), 'utf8')))
  expect(mocking).toEqual([])
})
