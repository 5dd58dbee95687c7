import path from 'node:path'
import type { SlotValues } from '../../src/scripts/fill.ts'
import { loadScripts } from '../../src/scripts/load.ts'

export const localesDir = path.resolve(import.meta.dirname, '..', '..', 'locales')

export const categories = [
  'fault_repair',
  'usage_inquiry',
  'service_complaint',
  'return_exchange',
  'installation',
  'value_added',
  'emergency',
  'remote_assist',
  'logistics',
  'account_order',
  'suggestion',
  'presales',
  'other',
]

export const library = loadScripts(localesDir, categories)
export const sendable = library.scripts.filter((script) => script.automatic === undefined)
export const automatic = library.scripts.filter((script) => script.automatic !== undefined)

/** As long as these values get in practice. */
export const values = {
  greeting: '欧阳女士，您好',
  customer: '欧阳女士',
  team: '云居家电',
  agent: '李敏',
  work_no: '1024',
  number: 'SR20261122003',
  department: '售后技术部',
  deadline: '11月23日 17:30',
  until: '11月23日（周一）17:30 前',
  hours: '周一至周五 09:00–18:00',
  ask: '产品型号（机身标签上有）和现场照片或视频',
  plan: '工程师今天上门更换排水泵，免费',
  result: '排水泵已更换，试机正常',
  product: 'XQG100-12',
  order_no: '202611200012',
  words: '洗衣机异响、地上有水',
  phone: '400-800-1234',
} satisfies SlotValues

/** What a first message usually leaves unknown. */
export const unknownAtFirst = [
  'plan',
  'result',
  'product',
  'order_no',
  'words',
  'phone',
  'customer',
  'until',
] as const
