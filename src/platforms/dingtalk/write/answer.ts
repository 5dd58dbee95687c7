import type { Translate } from '../../../lib/i18n.ts'
import type { Card } from '../../card.ts'
import type { Outcome } from '../../platform.ts'
import type { CardAnswer, Pressed } from '../sending.ts'
import { cutToBytes } from './fit.ts'
import { harmless } from './harmless.ts'
import { buttonsOf } from './public-card.ts'

/** A press with the card it was on, where it is known. */
export interface PressedOn extends Pressed {
  on?: Pick<Card, 'actions' | 'revision'>
}

export interface AnswerReader {
  translate: Translate
  site: { company: { locale: 'zh-CN' | 'en' } }
}

const mostTipBytes = 900

/**
 * The answer to a press, for its presser's eyes only and in place: what came of it, that it is under way, or where the
 * words are to be given. Never the card itself, which comes by an update.
 */
export function answerOf(reader: AnswerReader, pressed: PressedOn, outcome: Outcome | undefined): CardAnswer {
  const tips = noticeOf(reader, pressed, outcome)
  const ways = outcome?.ways ?? []
  const again =
    pressed.on && pressed.buttons && ways.length > 0
      ? { sys_full_json_obj: buttonsOf(pressed.on, waysOf(reader, pressed, ways)) }
      : {}
  return {
    cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
    userPrivateData: { cardParamMap: { tips, ...again } },
  }
}

const waysOf = (
  { translate, site }: AnswerReader,
  { action }: Pressed,
  ways: readonly string[],
): { action: string; label: string; despite: string }[] =>
  ways.map((despite) => ({
    action,
    despite,
    label: translate(site.company.locale, `dingtalk.answer.way.${despite}`),
  }))

/** What the presser reads: 「✓ …」, and each finding a line. */
export function noticeOf(
  { translate, site }: AnswerReader,
  pressed: Pick<Pressed, 'asks'>,
  outcome: Outcome | undefined,
): string {
  const say = (word: string): string => translate(site.company.locale, `dingtalk.answer.${word}`)
  if (!outcome) return say(pressed.asks ? 'form' : 'underWay')
  const { status, notice, findings = [], shown = [] } = outcome
  const mark = status === 'refused' ? '⚠️' : '✓'
  const said = notice ?? say(status)
  const found = findings.map(({ level, advice }) => `${level === 'block' ? '✗' : '!'} ${advice}`)
  const told = shown.map(({ label, text }) => `${label}：${text}`)
  const all = [`${mark} ${said}`, ...found, ...told].map((line) => harmless(line.replaceAll(/\s+/g, ' ')))
  return cutToBytes(all.join('  \n'), mostTipBytes)
}
