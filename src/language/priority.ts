import type { Priority } from '../playbook/playbook.ts'

/** What the priority of a message depends on. */
export interface Grounds {
  category: string
  /** The rules saw danger now. */
  danger: boolean
  /** Probability that the matter cannot wait, by the model. */
  urgency: number
}

const outsideHelp =
  /(?<!\d)(?:12315|12345)(?!\d)|消协|消费者协会|消保官|工商局?投诉|市场?监管|监管局|曝光(?!度|怎么|参数|补偿|时间|不足|过度)|(?<![多新自全流])媒体|记者|电视台|起诉|法院(?!采购|订购|食堂|附近|旁|门口|对面|这边)|法庭|律师(?!事务所)|打官司|告你们|告到|黑猫(?!玩偶|公仔|警长|图案|款|抱枕|精选|图)|报警(?!器|灯|音|声|码|代码|提示|信息|[A-Za-z0-9])|派出所(?!附近|旁|门口|对面|隔壁|那)|投诉(?:你们|到|信|电话)|(?:要|去|就|会|已经)投诉|法律途径|维权/
const noThreat = /不(?:是|想|要|用)(?:来)?(?:投诉|告|曝光)|不投诉|投诉过你们吗|没有?投诉/
const again =
  /第[二三四五六七八九十几n两2-9]次(?:了|报|修|来|联系|找|反[映应]|出|坏|申请)|又(?:坏|不|漏|出|犯|开始|来|卡|停|断|黑|报|响|闪|死|罢工)|(?:修|换|弄|处理|解决)(?:过|了|完|好)[^。！？]{0,12}(?:又|还是|还(?:没|不|在)|照样|照旧|依旧|仍)|上次(?:修|换|弄|处理|报)[^。！？]{0,14}(?:又|还|没)|还是(?:没|不)(?:解决|修好|处理|弄好|好)|反复(?:出现|坏|修)|老(?:毛病|问题)|再次(?:报修|反映|出现|故障)|二次(?:报修|反映|故障)/
const repairable = new Set(['fault_repair', 'installation', 'remote_assist'])

/** The priority of a message and how sure it is, by labels.md: danger, then complaint, threat or second report, then standstill. */
export function priorityOf(text: string, grounds: Grounds): { priority: Priority; sure: number } {
  const { category, danger, urgency } = grounds
  if (danger || category === 'emergency') return { priority: 'critical', sure: 0.95 }
  if (category === 'service_complaint') return { priority: 'urgent', sure: 0.95 }
  const threatened = outsideHelp.test(text) && !noThreat.test(text)
  if (category === 'suggestion' || category === 'other') return { priority: 'low', sure: 0.95 }
  if (threatened || (repairable.has(category) && again.test(text))) return { priority: 'urgent', sure: 0.85 }
  return urgency >= 0.5 ? { priority: 'urgent', sure: urgency } : { priority: 'normal', sure: 1 - urgency }
}
