import path from 'node:path'
import { expect, test } from 'vitest'
import { createTranslate } from '../../../src/lib/i18n.ts'
import { ownCard } from '../../../src/platforms/dingtalk/write/own-card.ts'
import { publicCard } from '../../../src/platforms/dingtalk/write/public-card.ts'
import { textCard } from '../../../src/platforms/dingtalk/write/text-card.ts'
import { readButtonId } from '../../../src/platforms/dingtalk/write/track-id.ts'
import { houseCards } from '../../support/dingtalk/house-cards.ts'
import { useDesks } from '../../support/use-desks.ts'

const open = useDesks()
const reader = {
  translate: createTranslate(path.resolve(import.meta.dirname, '../../../locales')),
  locale: 'zh-CN' as const,
  publicUrl: 'https://desk.example.com',
}
const bytes = (text: string): number => Buffer.byteLength(text)

test('every card of the house fits each way of showing it, with its draft whole and its buttons all there', async () => {
  const cards = await houseCards(await open({ hours: true }))
  expect(new Set(cards.map(({ kind }) => kind))).toEqual(
    new Set(['ticket', 'suggestion', 'supervisor', 'plan', 'reminder', 'survey', 'list']),
  )
  for (const card of cards) {
    const shown = publicCard(card, reader)
    const own = ownCard(card, reader)
    const texts = textCard(card, reader, { number: 12, direct: false })
    for (const [name, value] of Object.entries({ ...shown.values, ...own.values })) {
      expect(typeof value).toBe('string')
      expect(bytes(name)).toBeLessThanOrEqual(100)
      expect(bytes(value), `${card.key} ${name}`).toBeLessThanOrEqual(1024)
    }
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(3_800)
    const buttons = JSON.parse(shown.values.sys_full_json_obj ?? '') as {
      msgButtons: { id: string; text: string }[]
    }
    expect(buttons.msgButtons.map(({ text }) => text)).toEqual(card.actions.map(({ label }) => label))
    expect(buttons.msgButtons.map(({ id }) => readButtonId(id))).toEqual(
      card.actions.map(({ id }) => ({ action: id, revision: card.revision })),
    )
    for (const { label } of card.actions) expect(texts.join('')).toContain(label)
    const end = card.draft?.text.slice(-12).split('\n').at(-1)
    if (end)
      for (const all of [shown.values.markdown + shown.whole, texts.join('')])
        expect(all, card.key).toContain(end)
    if (card.audience === 'internal') expect(shown.values.markdown).toContain('仅内部可见')
    else expect(shown.values.markdown).not.toContain('内部')
  }
})
