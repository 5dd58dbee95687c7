import type { Asked, Caller } from './call.ts'
import { createCaller } from './call.ts'
import type { DingtalkDeps } from './deps.ts'
import type { Fault } from './fault.ts'
import { createPace } from './pace.ts'
import { type Probe, probeOf, probes } from './probes.ts'
import { problemOf } from './problem.ts'
import { createQuota } from './quota.ts'
import { publicTemplate } from './write/public-card.ts'
import { trackIdOf } from './write/track-id.ts'

/** One thing that was tried out, in the company's language. */
export interface DingtalkFinding {
  mark: 'good' | 'mind' | 'bad'
  says: string
  remedy?: string
}

export type ExamineDeps = Pick<
  DingtalkDeps,
  'db' | 'now' | 'translate' | 'log' | 'fetch' | 'site' | 'settings'
> & {
  /** The groups that the playbook names as channels. */
  channels: readonly string[]
}

interface Trial {
  deps: ExamineDeps
  caller: Caller
}

/**
 * Tries the app out and sends nothing to anybody: the credentials, each permission, the templates, whether the robot is
 * in the groups, and how much of the month's calls is used. Ends with the credentials where they are wrong.
 */
export async function* examineDingtalk(deps: ExamineDeps): AsyncGenerator<DingtalkFinding> {
  const most = deps.settings.monthlyCalls ?? 10_000
  const quota = createQuota({ ...deps, most, tell: async () => undefined })
  const trial = { deps, caller: createCaller({ ...deps, pace: createPace(), quota }) }
  const signedIn = await trySignIn(trial)
  yield signedIn
  if (signedIn.mark === 'bad') return
  for (const probe of probes(deps)) yield await tryPermission(trial, probe)
  for (const template of templatesOf(deps)) yield await tryTemplate(trial, template)
  for (const group of deps.channels) yield await tryGroup(trial, group)
  const { month, used, of } = await quota.read()
  const mark = used >= of * 0.8 ? 'mind' : 'good'
  yield finding(deps, mark, { word: 'budget', values: { month, used, of } })
}

type Values = Record<string, string | number>

/** `says` and, where there is something to do, `remedy` of `dingtalk.examine.<word>`. */
function finding(
  { translate, site }: ExamineDeps,
  mark: DingtalkFinding['mark'],
  { word, values = {} }: { word: string; values?: Values },
): DingtalkFinding {
  const { locale } = site.company
  const says = translate(locale, `dingtalk.examine.${word}.says`, values)
  if (mark === 'good') return { mark, says }
  return { mark, says, remedy: translate(locale, `dingtalk.examine.${word}.remedy`, values) }
}

/** The token itself: a call that asks for nothing. */
async function trySignIn({ deps, caller }: Trial): Promise<DingtalkFinding> {
  const asked = await caller.ask(probeOf('/v1.0/robot/messageFiles/download', deps))
  if ('silence' in asked)
    return finding(deps, 'bad', { word: 'away', values: { url: deps.settings.apiUrl, why: asked.why } })
  if ('fault' in asked && asked.fault.kind === 'token')
    return finding(deps, 'bad', { word: 'credentialsWrong', values: { code: asked.fault.code } })
  if ('fault' in asked && !isAllowed(asked)) {
    const { kind } = asked.fault
    if (kind !== 'permission')
      return { mark: 'bad', says: problemOf(deps, asked, {}).message, remedy: again(deps) }
  }
  return finding(deps, 'good', { word: 'credentials' })
}

const again = ({ translate, site }: ExamineDeps): string =>
  translate(site.company.locale, 'dingtalk.examine.again')

/** What it finds fault with besides permissions was reached, and so is allowed. */
const isAllowed = (asked: Asked): boolean =>
  'body' in asked || ('fault' in asked && asked.fault.kind === 'refused')

async function tryPermission(
  { deps, caller }: Trial,
  { needs, scope, call }: Probe,
): Promise<DingtalkFinding> {
  const what = deps.translate(deps.site.company.locale, `dingtalk.examine.needs.${needs}`)
  const asked = await caller.ask(call)
  if (isAllowed(asked)) return finding(deps, 'good', { word: 'permission', values: { what } })
  if ('fault' in asked && asked.fault.kind === 'permission') {
    const scopes = (asked.fault.scopes?.length ? asked.fault.scopes : [scope]).join('、')
    return finding(deps, 'bad', { word: 'permissionMissing', values: { what, scopes } })
  }
  return unknown(deps, what, asked)
}

function unknown(
  deps: ExamineDeps,
  what: string,
  asked: Exclude<Asked, { body: unknown }> | Asked,
): DingtalkFinding {
  const why = 'fault' in asked ? whyOf(asked.fault) : 'silence' in asked ? asked.why : ''
  return finding(deps, 'mind', { word: 'unknown', values: { what, why } })
}

const whyOf = ({ code, said }: Fault): string => [code, said].filter((one) => one !== '').join(' ')

const templatesOf = ({ settings: { templates } }: ExamineDeps): { name: string; id: string }[] => {
  if (templates.kind === 'none') return []
  const own = templates.kind === 'own' ? Object.entries(templates.ids) : []
  return [{ name: 'public', id: publicTemplate }, ...own.map(([name, id]) => ({ name, id }))]
}

/** Makes a card of it and delivers it to nobody: https://open.dingtalk.com/document/orgapp/create-card */
async function tryTemplate(
  { deps, caller }: Trial,
  { name, id }: { name: string; id: string },
): Promise<DingtalkFinding> {
  const values = { name, id }
  const asked = await caller.ask({
    method: 'POST',
    path: '/v1.0/card/instances',
    body: {
      cardTemplateId: id,
      outTrackId: trackIdOf(deps.settings.clientId, 'doctor', id),
      callbackType: 'STREAM',
      cardData: { cardParamMap: {} },
    },
  })
  if ('body' in asked) return finding(deps, 'good', { word: 'template', values })
  if ('fault' in asked && /template/i.test(asked.fault.code))
    return finding(deps, 'bad', { word: 'templateMissing', values })
  return unknown(
    deps,
    deps.translate(deps.site.company.locale, 'dingtalk.examine.template.says', values),
    asked,
  )
}

/** https://open.dingtalk.com/document/orgapp/obtain-the-list-of-robots-in-the-group: not for every kind of group. */
async function tryGroup({ deps, caller }: Trial, group: string): Promise<DingtalkFinding> {
  const values = { group }
  const asked = await caller.ask({
    method: 'POST',
    path: '/v1.0/robot/getBotListInGroup',
    body: { openConversationId: group },
  })
  if (!('body' in asked)) return finding(deps, 'mind', { word: 'groupUnknown', values })
  const { chatbotInstanceVOList: list } = (asked.body ?? {}) as { chatbotInstanceVOList?: unknown }
  const here =
    Array.isArray(list) &&
    list.some((one: { robotCode?: unknown }) => one.robotCode === deps.settings.robotCode)
  return finding(deps, here ? 'good' : 'bad', { word: here ? 'group' : 'groupMissing', values })
}
