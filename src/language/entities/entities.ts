import { type Passage, passageOf } from '../cues.ts'
import type { Found } from '../matches.ts'
import { clip } from '../normalise.ts'
import type { Finding } from '../personal/finding.ts'
import { personalByRule } from '../personal/mask.ts'
import { placeOf, plainText, tidied } from '../plain.ts'
import { spokenAsDigits } from '../spoken.ts'
import type { Entities } from '../understanding.ts'
import { aloud } from './aloud.ts'
import { amountsIn } from './amount.ts'
import { findDates } from './chinese-date.ts'
import type { CodeRole } from './code-form.ts'
import { codesIn } from './codes.ts'
import { errorsIn } from './error.ts'
import { modelsIn } from './model.ts'
import { purchaseDates } from './purchase.ts'

type Place = Pick<Found, 'start' | 'end'>

/** What helps to read a message: the day it was written and what the agent had asked for. */
export interface Reading {
  /** YYYY-MM-DD, for 昨天 and dates without a year. */
  today?: string
  said?: string
}

/** The facts stated in a message, each once; what is personal (a telephone, an address, a password) is none. */
export function entitiesIn(text: string, { today, said }: Reading = {}): Entities {
  const plain = plainText(clip(text)).text
  const tidy = tidied({ text: plain })
  const passage = passageOf(tidy.text)
  const digital = readOut(passage)
  const personal = personalIn(digital)
  const isApart = (one: Found): boolean => !overlaps(one, personal)
  const codes = codesIn(digital).filter(isApart)
  const loud = aloud(passage)
  const errors = errorsIn(loud).filter((one) => isApart(one) && !overlaps(one, codes))
  const models = modelsIn(loud, [...codes, ...errors]).filter(isApart)
  const typed = (one: Found): string => plain.slice(...placeOf(tidy, one.start, one.end)).trimEnd()
  const of = (role: CodeRole): string[] =>
    values(codes.filter((code) => code.role === role).map((code) => asSaid(code, typed(code))))
  const orders = of('order')
  const found: Entities = {
    order_no: orders.length > 0 ? orders : of('contract'),
    model: values(models.map((one) => asSaid(one, typed(one)))),
    serial_no: of('serial'),
    tracking_no: of('tracking'),
    error_code: values(errors.map((one) => asSaid(one, typed(one)))),
    purchase_date: purchaseDates(inWesternYears(passage.text), today),
    amount: amountsIn(passage.text, { errors, others: [...personal, ...codes, ...models] }),
  }
  const answer = said === undefined ? undefined : answered(passage.text, said, today)
  return answer && found[answer.key].length === 0
    ? { ...found, ...cleared(found, answer.value), [answer.key]: [answer.value] }
    : found
}

/** What a text without a digit or a Latin letter holds is no fact's in any case. */
const personalIn = (passage: Passage): Finding[] =>
  passage.latin || passage.digits > 0 || /[号路街]/.test(passage.text)
    ? personalByRule(passage).filter(({ type }) => type !== 'invoice_or_order_no' && type !== 'name')
    : []

const overlaps = (one: Place, others: readonly Place[]): boolean =>
  others.some(({ start, end }) => one.start < end && start < one.end)

/** With the customer's spaces, 77 2019 3384 55, and in capitals or not; without them where digits were read out as words. */
const asSaid = ({ value }: Found, typed: string): { value: string } => {
  const close = (said: string): string => said.replaceAll(' ', '').toLowerCase()
  return { value: close(typed) === close(value) ? typed : value.replaceAll(' ', '') }
}

/** 民國114年: of Taiwan's calendar. */
const inWesternYears = (text: string): string =>
  text.replace(/民国(\d{2,3})(?=年)/g, (_, year: string) => String(Number(year) + 1911))

/** With numbers that were read out digit by digit as digits: 订单号八八三零四四七一, place for place. */
function readOut(passage: Passage): Passage {
  const text = spokenAsDigits(passage.text)
  return text === passage.text ? passage : passageOf(text)
}

const asked: readonly (readonly [keyof Entities, RegExp])[] = [
  ['tracking_no', /运单号|快递单号|物流单号/],
  ['serial_no', /序列号|机身号|机身码|SN/i],
  ['model', /型号|款号/],
  ['error_code', /错误码|故障码|错误代码|故障代码|显示什么代码/],
  ['order_no', /订单号|订单编号|单号/],
  ['purchase_date', /购买(?:日期|时间)|什么时候(?:买|购买|下单)|哪天买|下单时间/],
]

/** A bare value is the answer to what the agent asked for. */
function answered(
  text: string,
  said: string,
  today: string | undefined,
): { key: keyof Entities; value: string } | undefined {
  const key = asked.find(([, pattern]) => pattern.test(said))?.[0]
  if (!key) return undefined
  if (key === 'purchase_date') {
    const date = findDates(text, today)[0]?.date
    return date === undefined ? undefined : { key, value: date }
  }
  const codes = [
    ...text.matchAll(/(?<![A-Za-z0-9])[A-Za-z0-9](?:[A-Za-z0-9]|[-_/](?=[A-Za-z0-9])){1,31}/g),
  ].map(([value]) => value)
  const value = codes.find(
    (one) => /\d/.test(one) && (key === 'error_code' || one.length >= (key === 'model' ? 3 : 6)),
  )
  return value === undefined ? undefined : { key, value }
}

/** The other keys without a value that belongs to the answer. */
function cleared(
  found: Entities,
  value: string,
): Pick<Entities, 'order_no' | 'model' | 'serial_no' | 'tracking_no' | 'error_code'> {
  const without = (values: string[]): string[] => values.filter((one) => one !== value)
  return {
    order_no: without(found.order_no),
    model: without(found.model),
    serial_no: without(found.serial_no),
    tracking_no: without(found.tracking_no),
    error_code: without(found.error_code),
  }
}

const values = (found: readonly { value: string }[]): string[] => [
  ...new Set(found.map(({ value }) => value)),
]
