import type { Outcome, Platform } from '../platform.ts'

/** What the receiving side asks of the sending side. */
export interface Sending extends Pick<Platform, 'send'>, Required<Pick<Platform, 'find'>> {
  /** One call of the OpenAPI, with its token, its place in the quota and its errors told apart (PlatformError). */
  call(call: ApiCall): Promise<unknown>
  /** A chat may be answered at this address until then: it costs no call of the OpenAPI. */
  noteWebhook(place: string, webhook: { url: string; expiresAt: Date }): Promise<void>
  /** Which card was pressed and what with; `undefined` where it is none of ours. */
  readPress(press: CardPress): Promise<Pressed | undefined>
  /** The answer to a press, within its two seconds; without an outcome it says that it is under way. */
  answerPress(pressed: Pressed, outcome: Outcome | undefined): CardAnswer
  /** What came of a press whose two seconds were over: shown to its presser by an update of the card. */
  showLate(pressed: Pressed, outcome: Outcome): Promise<void>
  /** What a staff member's words mean as an answer to the newest card shown to them in this place: 1, 改：…; `undefined` where they are just words. */
  readChoice(typed: { account: string; place: string; text: string }): Promise<Pressed | undefined>
  /** Asks the presser for what the press did not bring: a personal link, or what to type. */
  offerForm(pressed: Pressed): Promise<void>
  /** Calls of the OpenAPI this month, and how many there are. */
  budget(): Promise<{ month: string; used: number; of: number }>
  /** Says something at a place, now and once: answers to commands and typed choices. */
  say(place: string, text: string): Promise<void>
}

export interface ApiCall {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the API's address: /v1.0/robot/messageFiles/download. */
  path: string
  body?: unknown
  /** `oapi`: the older API, whose errors are an errcode on HTTP 200. */
  api?: 'oapi'
}

/** A card callback as DingTalk sends it, over a stream or HTTP. */
export interface CardPress {
  outTrackId: string
  account: string
  /** The open conversation id of the group; the user's id in a chat of two. */
  space: string
  actionIds: string[]
  params: Record<string, unknown>
}

/** A press or a typed choice, understood. */
export interface Pressed {
  account: string
  /** The address its card was sent to. */
  place: string
  /** Absent where it was typed. */
  outTrackId?: string
  card: { key: string; revision: number }
  action: string
  values: Record<string, string>
  /** It needs words or choices that it did not bring: not yet an act, `offerForm` comes first. */
  asks?: true
  /** The card can show its presser buttons of their own: how a refused press is repeated. */
  buttons?: true
}

/** https://open.dingtalk.com/document/orgapp/event-callback-card */
export interface CardAnswer {
  cardUpdateOptions?: { updateCardDataByKey?: boolean; updatePrivateDataByKey?: boolean }
  cardData?: { cardParamMap: Record<string, string> }
  userPrivateData?: { cardParamMap: Record<string, string> }
}
