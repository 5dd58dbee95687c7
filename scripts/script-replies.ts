import path from 'node:path'
import { fill, type SlotValues } from '../src/scripts/fill.ts'
import { loadScripts } from '../src/scripts/load.ts'
import type { ReplyLine } from './reply-corpus.ts'

const salutations = ['王女士，您好', '您好', '张先生，您好', '李老师您好', '陈阿姨，您好', '刘总，您好']

/** What the slots of shipped scripts are filled with where a whole reply is wanted. */
export const exampleValues: SlotValues = {
  customer: '王女士',
  team: '客户服务中心',
  agent: '林晓',
  work_no: 'K001',
  number: 'SR20261122001',
  department: '售后技术部',
  deadline: '今天 17:30',
  hours: '周一至周五 09:00–18:00',
  ask: '订单号和产品型号（机身标签上有）',
  plan: '明天 10:00 上门更换进水阀，免费',
  result: '已更换减震器，试机三次正常',
  product: 'XQG100',
  order_no: '202611180001',
  words: '洗衣机有响声',
  phone: '400-800-1234',
}

/** The shipped scripts as replies without fault: supervisors have published them. Those that go straight to business are left out. */
export function scriptReplies(): ReplyLine[] {
  const { scripts } = loadScripts(path.resolve(import.meta.dirname, '../locales'))
  return scripts
    .filter(({ tone }) => !tone.every((one) => one === 'concise' || one === 'detailed'))
    .map((script, index) => {
      const greeting = salutations[index % salutations.length] ?? ''
      const { text } = fill(script.text, { ...exampleValues, greeting })
      return { customer: script.examples[0] ?? '', reply: text, findings: [], style: 'script' }
    })
}
