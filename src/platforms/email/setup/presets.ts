import type { Security } from '../mailbox.ts'

/** Where a provider's mail servers are, and how one signs in there. */
export interface Preset {
  /** `email.preset.<id>`: its name, and a hint where to click. */
  id: string
  imap: { host: string; port: number; security: Security }
  smtp: { host: string; port: number; security: Security }
  /** `code`: a code or password made for programs; the account's own is refused. `oauth`: no passwords at all. */
  signIn: 'password' | 'code' | 'oauth'
  /** Where OAuth 2 tokens are had, where the provider has them. */
  tokenUrl?: string
}

const tls = (host: string, port: number) => ({ host, port, security: 'tls' as const })
const starttls = (host: string, port: number) => ({ host, port, security: 'starttls' as const })

/** A provider with the same names before its own domain. */
const plain = (id: string, domain: string, signIn: Preset['signIn'] = 'code'): Preset => ({
  id,
  imap: tls(`imap.${domain}`, 993),
  smtp: tls(`smtp.${domain}`, 465),
  signIn,
})

const microsoft: Preset = {
  id: 'microsoft',
  // https://support.microsoft.com/office/pop-imap-and-smtp-settings-for-outlook-com-d088b986-291d-42b8-9564-9c414e2aa040
  imap: tls('outlook.office365.com', 993),
  smtp: starttls('smtp.office365.com', 587),
  signIn: 'oauth',
  tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
}

/** Every provider known, those of companies' own domains first. */
export const presets: readonly Preset[] = [
  plain('exmail', 'exmail.qq.com'),
  plain('aliyun_qiye', 'qiye.aliyun.com'),
  {
    ...plain('netease_qiye', 'qiye.163.com'),
    // https://qiye.163.com/help/client-profile.html
    smtp: tls('smtp.qiye.163.com', 994),
  },
  plain('feishu', 'feishu.cn'),
  microsoft,
  {
    // Microsoft 365 run by 世纪互联, with servers of its own.
    id: 'microsoft_cn',
    imap: tls('partner.outlook.cn', 993),
    smtp: starttls('smtp.partner.outlook.cn', 587),
    signIn: 'oauth',
    tokenUrl: 'https://login.partner.microsoftonline.cn/common/oauth2/v2.0/token',
  },
  { ...plain('gmail', 'gmail.com'), tokenUrl: 'https://oauth2.googleapis.com/token' },
  plain('163', '163.com'),
  plain('126', '126.com'),
  plain('yeah', 'yeah.net'),
  plain('188', '188.com'),
  plain('vip163', 'vip.163.com'),
  plain('qq', 'qq.com'),
  plain('aliyun', 'aliyun.com', 'password'),
  plain('139', '139.com'),
  plain('189', '189.cn'),
  plain('sina', 'sina.com'),
  plain('sina_cn', 'sina.cn'),
]

const domains: Record<string, string> = {
  '163.com': '163',
  '126.com': '126',
  'yeah.net': 'yeah',
  '188.com': '188',
  'vip.163.com': 'vip163',
  'qq.com': 'qq',
  'vip.qq.com': 'qq',
  'foxmail.com': 'qq',
  'exmail.qq.com': 'exmail',
  'qiye.163.com': 'netease_qiye',
  'aliyun.com': 'aliyun',
  '139.com': '139',
  '189.cn': '189',
  'gmail.com': 'gmail',
  'googlemail.com': 'gmail',
  'outlook.com': 'microsoft',
  'hotmail.com': 'microsoft',
  'live.com': 'microsoft',
  'live.cn': 'microsoft',
  'msn.com': 'microsoft',
  'sina.com': 'sina',
  'sina.cn': 'sina_cn',
}

/** Who takes in the mail of a domain, by the name of the server that does. */
const exchangers: [RegExp, string][] = [
  [/(^|\.)mx(?:biz|w)\d*\.(?:mail\.)?qq\.com$|(^|\.)exmail\.qq\.com$/, 'exmail'],
  [/(^|\.)(?:mxhichina\.com|qiye\.aliyun\.com|alibaba-inc\.com)$/, 'aliyun_qiye'],
  [/(^|\.)(?:qiye163\.com|qiye\.163\.com|netease\.com|ym\.163\.com)$/, 'netease_qiye'],
  [/(^|\.)(?:feishu\.cn|larksuite\.com)$/, 'feishu'],
  [/(^|\.)mail\.protection\.partner\.outlook\.cn$/, 'microsoft_cn'],
  [/(^|\.)mail\.protection\.outlook\.com$|(^|\.)mx\.microsoft$/, 'microsoft'],
  [/(^|\.)(?:google|googlemail)\.com$/, 'gmail'],
]

/** The provider of an address: by its domain, else by the servers that take in the domain's mail (its MX records). */
export function presetOf(address: string, exchangedBy: readonly string[] = []): Preset | undefined {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
  const names = exchangedBy.map((name) => name.toLowerCase().replace(/\.$/, ''))
  const id =
    (Object.hasOwn(domains, domain) ? domains[domain] : undefined) ??
    exchangers.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1]
  return presets.find((preset) => preset.id === id)
}
