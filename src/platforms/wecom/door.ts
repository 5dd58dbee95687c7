import type {
  Address,
  OpenedFile,
  OutboundMessage,
  Pulled,
  SentMessage,
  WebhookRequest,
  WebhookResult,
} from '../platform.ts'

/** One of WeCom's doors behind the one platform: 微信客服 for customers, the AI bot and the app for staff. */
export interface WecomDoor {
  /** Whether an address is its: `kf:<open_kfid>:<external_userid>`, `bot:<chatid>`, a member's userid. */
  takes(address: string): boolean
  send(to: Address, message: OutboundMessage): Promise<SentMessage>
  find(to: Address, id: string): Promise<SentMessage | undefined>
  /** Requests below `/webhooks/wecom/<path>`, without a query. */
  paths: readonly string[]
  webhook?: (request: WebhookRequest, path: string) => Promise<WebhookResult>
  listen?: (signal: AbortSignal) => AsyncIterable<Pulled>
  openFile?: (ref: string) => Promise<OpenedFile | undefined>
  findAccount?: (member: { workNo: string; email?: string }) => Promise<string | undefined>
  close?(): Promise<void>
}
