import type { DingtalkSettings } from '../../../src/platforms/dingtalk/deps.ts'
import type { DingtalkDesk } from './desk.ts'
import { until } from './held-clock.ts'

/** What somebody does with a card. */
export interface Act {
  who: string
  /** The group, or the staff id of the chat of two. */
  chat: string
  action: string
  /** As it is labelled where it is text. */
  label: string
  /** What a form would bring. */
  values?: Record<string, string>
  /** The same, typed. */
  typed?: string
}

/** One of the ways in which cards are shown and answered. */
export interface Way {
  name: string
  settings: Partial<DingtalkSettings>
  /** Does it; answers what the one who did it is shown. */
  acts(house: DingtalkDesk, act: Act): Promise<string>
}

const ownTemplates = {
  suggestion: 'own-1.schema',
  ticket: 'own-2.schema',
  reminder: 'own-3.schema',
  survey: 'own-4.schema',
}

/** Public templates: a button, and what it asks for is typed to the robot in person. */
const byPublicCards: Way = {
  name: 'cards of public templates',
  settings: { templates: { kind: 'public' } },
  async acts(house, { who, chat, action, typed }) {
    const staffId = house.fake.world.people.get(who)?.staffId ?? ''
    const before = house.heard(staffId).length
    const shown = await house.presses(who, chat, action)
    const told = (shown.answer as { userPrivateData: { cardParamMap: { tips: string } } }).userPrivateData
      .cardParamMap.tips
    if (typed === undefined) return told
    // What is to be typed comes by a message of its own, after the answer to the press.
    await until(() => house.heard(staffId).length > before)
    const code = /「(\d+-\d+)：」/.exec(house.heard(staffId).at(-1) ?? '')?.[1] ?? ''
    await house.says(who, `${code}：${typed}`)
    await until(() => house.heard(staffId).length > before + 2)
    return house.heard(staffId).at(-1) ?? ''
  },
}

/** Own templates: the words are typed into the card. */
const byOwnCards: Way = {
  name: 'cards of own templates',
  settings: { templates: { kind: 'own', ids: ownTemplates } },
  async acts(house, { who, chat, action, values = {}, typed }) {
    const typedOut = typed !== undefined && !('draft' in values) && Object.keys(values).length > 1
    if (typedOut) return await byPublicCards.acts(house, { who, chat, action, label: '', typed })
    const shown = await house.presses(who, chat, action, {
      form: values,
      ...(values.text ? { draft: values.text } : {}),
    })
    return (shown.answer as { userPrivateData: { cardParamMap: { tips: string } } }).userPrivateData
      .cardParamMap.tips
  },
}

/** No templates: everything is typed. */
const byText: Way = {
  name: 'text with numbered answers',
  settings: { templates: { kind: 'none' } },
  async acts(house, { who, chat, label, typed }) {
    const group = house.fake.world.groups.has(chat) ? chat : undefined
    const said =
      house.heard(chat).findLast((text) => new RegExp(`\\*\\*\\d+-\\d+\\*\\* \\[?${label}`).test(text)) ?? ''
    const code = new RegExp(`\\*\\*(\\d+-\\d+)\\*\\* \\[?${label}`).exec(said)?.[1]
    if (code === undefined) throw new Error(`no ${label} in ${chat}: ${house.heard(chat).join('\n=====\n')}`)
    const before = house.fake.chat(chat).length
    await house.says(who, typed === undefined ? code : `${code}：${typed}`, group)
    await until(() => house.fake.chat(chat).length > before + 1)
    return house
      .heard(chat)
      .slice(before + 1)
      .join('\n')
  },
}

export const ways: Way[] = [byPublicCards, byOwnCards, byText]
export { ownTemplates }
