import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Answer, refusal } from './faults.ts'
import { personOf, type Seen, show, type World } from './world.ts'

const robotCode = z.string()
const message = { robotCode, msgKey: z.string(), msgParam: z.string() }
const personal = z.object({ ...message, userIds: z.array(z.string()).min(1).max(20) })
const group = z.object({ ...message, openConversationId: z.string() })
const ding = z.object({
  robotCode,
  remindType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  receiverUserIdList: z.array(z.string()).min(1),
  content: z.string().min(1),
})

/** Robot messages by the OpenAPI; neither can mention anybody. */
export const robotApi = {
  '/v1.0/robot/oToMessages/batchSend'(world: World, body: unknown): Answer {
    const parsed = personal.safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    const { userIds, ...sent } = parsed.data
    const wrong = faultOf(world, sent)
    if (wrong) return wrong
    const known = userIds.filter((id) => personOf(world, id))
    for (const id of known) show(world, id, { ...seenOf(sent), by: 'robot', via: 'batchSend' })
    return {
      status: 200,
      body: {
        processQueryKey: randomUUID(),
        invalidStaffIdList: userIds.filter((id) => !known.includes(id)),
        flowControlledStaffIdList: [],
      },
    }
  },

  '/v1.0/robot/groupMessages/send'(world: World, body: unknown): Answer {
    const parsed = group.safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    const { openConversationId, ...sent } = parsed.data
    const wrong = faultOf(world, sent)
    if (wrong) return wrong
    if (!world.groups.get(openConversationId)?.robot)
      return refusal(400, 'resource.not.found', 'robot 不存在；解决方案：请确认 robotCode 是否正确')
    show(world, openConversationId, { ...seenOf(sent), by: 'robot', via: 'groupMessages' })
    return { status: 200, body: { processQueryKey: randomUUID() } }
  },

  '/v1.0/robot/ding/send'(world: World, body: unknown): Answer {
    const parsed = ding.safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    if (parsed.data.robotCode !== world.robotCode) return noRobot()
    const { remindType, receiverUserIdList, content } = parsed.data
    world.dings.push({ remindType, to: receiverUserIdList, content })
    return { status: 200, body: { openDingId: randomUUID() } }
  },

  '/v1.0/robot/messageFiles/download'(world: World, body: unknown): Answer {
    const parsed = z.object({ downloadCode: z.string(), robotCode }).safeParse(body)
    if (!parsed.success) return malformed(parsed.error)
    if (parsed.data.robotCode !== world.robotCode) return noRobot()
    const { downloadCode } = parsed.data
    if (!world.files.has(downloadCode)) return refusal(400, 'invalidParameter.downloadCode', 'unknown code')
    return { status: 200, body: { downloadUrl: `{base}/files/${encodeURIComponent(downloadCode)}` } }
  },
}

const malformed = (error: z.ZodError): Answer =>
  refusal(400, 'MissingParameter', error.issues.map((issue) => issue.path.join('.')).join(', '))

const noRobot = (): Answer => refusal(400, 'invalidParameter.robotCode', 'robot 不存在')

interface Sent {
  robotCode: string
  msgKey: string
  msgParam: string
}

const knownKeys = /^sample(Text|Markdown|ImageMsg|Link|Audio|Video|File|ActionCard|ActionCard[2-6])$/

function faultOf(world: World, { robotCode: code, msgKey, msgParam }: Sent): Answer | undefined {
  if (code !== world.robotCode) return noRobot()
  if (!knownKeys.test(msgKey)) return refusal(400, 'invalidParameter.msgKey', `unknown msgKey ${msgKey}`)
  if (Buffer.byteLength(msgParam) > 15_000)
    return refusal(400, 'invalidParameter.msgParam', 'msgParam is too long')
  try {
    const param: unknown = JSON.parse(msgParam)
    if (typeof param !== 'object' || param === null) throw new SyntaxError('no object')
  } catch {
    return refusal(400, 'invalidParameter.msgParam', 'msgParam is no JSON')
  }
  return undefined
}

function seenOf({ msgKey, msgParam }: Sent): Pick<Seen, 'kind' | 'text' | 'title' | 'raw'> {
  const raw = JSON.parse(msgParam) as Record<string, unknown>
  const word = (name: string): string => (typeof raw[name] === 'string' ? raw[name] : '')
  const kind = kindOf(msgKey)
  const text =
    kind === 'file' ? word('fileName') : kind === 'image' ? word('photoURL') : word('content') || word('text')
  return { kind, text, raw, ...(raw.title === undefined ? {} : { title: word('title') }) }
}

function kindOf(msgKey: string): Seen['kind'] {
  if (msgKey === 'sampleText') return 'text'
  if (msgKey === 'sampleMarkdown') return 'markdown'
  if (msgKey === 'sampleFile') return 'file'
  if (msgKey === 'sampleImageMsg') return 'image'
  return msgKey.startsWith('sampleActionCard') ? 'actionCard' : 'other'
}
