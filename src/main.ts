import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Checked } from './commands/checked.ts'
import type { Pipe } from './commands/lines.ts'
import type { LineCommand } from './commands/run.ts'
import { ConfigError, messageOf } from './lib/errors.ts'

const usage = `kefutai <command>

  start                run the desk; the environment says how (.env.example)
  doctor               what this desk stands on, and what needs mending: exit code 1 if something does
  doctor email         every mailbox tried out: sign-in, folders, a mail to itself and back
  doctor slack         tokens, rights, channels of the playbook, and who is found on Slack
  doctor dingtalk      the DingTalk app tried out: credentials, permissions, templates, groups; sends nothing
  doctor wecom         every door of WeCom (企业微信) tried out: app, 微信客服, callbacks, bot, groups
  reprocess [ID…]      kept mails read again: those that could not be read, or those named, as a person's
  help                 this page

One JSON object a line on standard input (or in --file F), one a line on standard output:

  classify             {id, text, channel?, context?}    category, priority, emotion, intent
  extract              {id, text, today}                 order numbers, models, dates, sums …
  mask [--orders]      {id, text}                        personal data hidden (order numbers, too)
  check                {id, customer, reply}             what is wrong with a reply
  suggest              {id, turns: [{from, text}]}       what comes next, and scripts that fit

One JSON object a mail on standard output:

  read-mail [--own ADDRESS…] FILE…                       who wrote, what is new in it, whether a program sent it
`

/** Runs one command; the exit code says whether it went well. */
async function main(command: string | undefined, rest: string[]): Promise<void> {
  if (command === 'start') return await runDesk()
  if (command === 'doctor') {
    const one = doctors[rest[0] ?? '']
    return one ? await runDoctorOf(one) : await runDoctor()
  }
  if (command === 'reprocess') return await runReprocess(rest)
  if (command === 'read-mail') return await runReadMail(rest)
  if (command === 'help' || command === undefined) return console.log(usage)
  const { lineCommands } = await import('./commands/run.ts')
  const prepare = Object.hasOwn(lineCommands, command) ? lineCommands[command] : undefined
  if (prepare) {
    const { orders, file } = optionsOf(rest)
    const { playbook } = (await import('./config.ts')).readConfig()
    return await runLines(await prepare({ orders, now: new Date(), playbook }), file)
  }
  console.error(`kefutai: there is no command "${command}".\n\n${usage}`)
  process.exitCode = 1
}

function optionsOf(rest: string[]): { orders: boolean; file: string | undefined } {
  const options = { orders: { type: 'boolean', default: false }, file: { type: 'string' } } as const
  const { values } = readable(() => parseArgs({ args: rest, options }))
  return { orders: values.orders, file: values.file }
}

/** What the command line says; a mistake in it is answered with the page that explains it. */
function readable<Value>(parse: () => Value): Value {
  try {
    return parse()
  } catch (error) {
    throw new ConfigError(`kefutai: ${messageOf(error)}\n\n${usage}`)
  }
}

/** Where a command writes. */
function outlet(): Pick<Pipe, 'write' | 'complain'> {
  // Whoever reads our answers may stop reading: then there is nothing more to do.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  return {
    write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
    complain: (text) => console.error(text),
  }
}

async function runReadMail(args: string[]): Promise<void> {
  const { mailFilesOf, readMails } = await import('./commands/read-mail.ts')
  const asked = readable(() => mailFilesOf(args))
  if (asked.files.length === 0)
    throw new ConfigError(`kefutai read-mail: name at least one file.\n\n${usage}`)
  if ((await readMails(asked, outlet())) > 0) process.exitCode = 1
}

async function runLines(work: LineCommand, file: string | undefined): Promise<void> {
  const input = file === undefined ? process.stdin : createReadStream(file)
  const opened = new Promise<never>((_, refuse) => {
    input.once('error', (error: Error) =>
      refuse(new ConfigError(`--file ${file ?? ''}: ${messageOf(error)}`)),
    )
  })
  const unreadable = work({ input, ...outlet() })
  if ((await Promise.race([unreadable, opened])) > 0) process.exitCode = 1
}

async function runDoctor(): Promise<void> {
  const [{ examine }, { phraseChecked }] = await Promise.all([
    import('./commands/doctor.ts'),
    import('./commands/checked.ts'),
  ])
  const list = await examine(new Date())
  const code = list.some(({ mark }) => mark === 'bad') ? 1 : 0
  // Nothing is left to do: a connection that lingers must not keep whoever asked waiting.
  process.stdout.write(`${list.map(phraseChecked).join('\n')}\n`, () => process.exit(code))
}

type Tell = (checked: Checked) => void

/** What is tried out by itself: kefutai doctor email. */
const doctors: Record<string, (tell: Tell) => Promise<void>> = {
  email: async (tell) => (await import('./commands/doctor-email.ts')).examineMail({ now }, tell),
  slack: async (tell) => (await import('./commands/doctor-slack.ts')).examineSlackDesk({}, tell),
  dingtalk: async (tell) =>
    (await import('./commands/doctor-dingtalk.ts')).examineDingtalkApp({ now, fetch }, tell),
  wecom: async (tell) => (await import('./commands/doctor-wecom.ts')).examineWecomDesk({ now }, tell),
}

const now = (): Date => new Date()

/** Each thing is told as it is found: a mail takes its time to come back. */
async function runDoctorOf(examine: (tell: Tell) => Promise<void>): Promise<void> {
  const { phraseChecked } = await import('./commands/checked.ts')
  let code = 0
  await examine((checked) => {
    if (checked.mark === 'bad') code = 1
    process.stdout.write(`${phraseChecked(checked)}\n`)
  })
  process.stdout.write('', () => process.exit(code))
}

async function runReprocess(args: string[]): Promise<void> {
  const [{ notIds, reprocessMails }, { phraseChecked }] = await Promise.all([
    import('./commands/reprocess.ts'),
    import('./commands/checked.ts'),
  ])
  const { positionals } = readable(() => parseArgs({ args, allowPositionals: true }))
  const [wrong] = notIds(positionals)
  if (wrong !== undefined)
    throw new ConfigError(`kefutai reprocess: "${wrong}" is not the id of a mail.\n\n${usage}`)
  const list = await reprocessMails({ now: () => new Date() }, positionals)
  const code = list.some(({ mark }) => mark === 'bad') ? 1 : 0
  process.stdout.write(`${list.map(phraseChecked).join('\n')}\n`, () => process.exit(code))
}

async function runDesk(): Promise<void> {
  const [{ readConfig }, { createLog }, { start }] = await Promise.all([
    import('./config.ts'),
    import('./lib/log.ts'),
    import('./start.ts'),
  ])
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

main(process.argv[2], process.argv.slice(3)).catch(fail)
