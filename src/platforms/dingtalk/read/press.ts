import type { CardPress } from '../sending.ts'
import { clean } from './clean.ts'

type Fields = Record<string, unknown>

/** Reads a card callback (https://open.dingtalk.com/document/orgapp/event-callback-card); `undefined` where it is none. */
export function readCallback(said: unknown): CardPress | undefined {
  const data = clean(said)
  if (!isFields(data)) return undefined
  const { outTrackId, userId, spaceId } = data
  if (typeof outTrackId !== 'string' || typeof userId !== 'string' || !outTrackId || !userId) return undefined
  const chosen = chosenIn(data.content)
  const ids = Array.isArray(chosen.actionIds) ? chosen.actionIds : []
  return {
    outTrackId,
    account: userId,
    space: typeof spaceId === 'string' ? spaceId : '',
    actionIds: ids.filter((id): id is string => typeof id === 'string'),
    params: isFields(chosen.params) ? chosen.params : {},
  }
}

/** Some senders write it as text, some as an object. */
function chosenIn(content: unknown): Fields {
  const read = typeof content === 'string' ? clean(jsonOf(content)) : content
  return isFields(read) && isFields(read.cardPrivateData) ? read.cardPrivateData : {}
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
