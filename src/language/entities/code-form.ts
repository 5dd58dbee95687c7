import { isLatin } from '../marks.ts'

/** How numbers look by which single things, orders and parcels are counted, whatever they are called. */

/**
 * TY2308-00417, LG-0726-118, HKX-99120, YC-0017, 8826-1130-4471: a count of six and
 * more digits, of five between marks, with a nought before, or of two groups behind
 * a day's: models have none of these.
 */
const counts =
  /\d{6}|(?:[-/_]|^[A-Z]{0,2}\d{0,6}[-/_])\d{5,}(?![A-Za-z0-9])|^\d{5,}[-/_]|[-/]0\d{2,}(?:[A-Z]|-\d)?$|[-/](?:\d\d|\d{4})[-/]\d{2,}[A-Z]?$|\d{4}-\d{4}$|^\d{3,}[-/][A-Z]+[-/]\d+$|^[0-9a-f]{4}(?:-[0-9a-f]{4}){2,}$/i
export const isCount = (value: string): boolean =>
  counts.test(value.includes('(') ? value.replace(/\(\d{5,6}\)/, '') : value)

/** GX7LQ2PMAT, c02zk1xxmd6r, 8A0021C94F07: letters and digits in one, as serial numbers are made and few models. */
export const isScrambled = (value: string): boolean =>
  /^(?=.*\d)(?=.*[A-Za-z])[A-Z0-9]{8,}$/i.test(value) &&
  !/^\d+[A-Z]{1,3}$/i.test(value) &&
  (/\d{5}/.test(value) || (value.match(/\d+|[A-Za-z]+/g) ?? []).length > 3)

/** What a code in a message is the number of; a contract is an order where no other is named. */
export type CodeRole = 'order' | 'contract' | 'service' | 'invoice' | 'tracking' | 'serial'

export interface Code {
  role: CodeRole
  value: string
  start: number
  end: number
}

export type Token = Omit<Code, 'role'>

export const codeOf = (role: CodeRole, { value, start, end }: Token): Code => ({ role, value, start, end })

const carrier =
  /^(?:SF\d{10,15}|YT\d{13}|ZTO?\d{10,14}|JD[A-Z]{0,3}\d{10,15}(?:-\d{1,2}){0,2}|JT\d{12,13}|STO?\d{12,15}|YD\d{12,15}|DP[KL]?\d{9,14}|[A-Z]{2}\d{9}CN|KY\d{10,14}|YUNDA\d{10,14}|BEST\d{10,14}|LP\d{12,16})$/i
const shipped = /^(?:COSU|OOLU|MAEU|MSCU|EGLV|HLCU|ONEY|YMLU|CMDU|ZIMU|SITU|EISU|[A-Z]{3}U) ?\d[\d ]{6,11}$/

/** SF1381234567890, COSU6391127840: the number of a parcel, or of goods at sea, by its form. */
export const isCarriers = (value: string): boolean =>
  isLatin(value.charCodeAt(0)) && (carrier.test(value.replaceAll(' ', '')) || shipped.test(value))

const dateLike = /^(?:19|20)\d\d([-/.]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$/
/** 2026-03-01: no number of anything. */
export const isDay = (value: string): boolean => value.length < 11 && dateLike.test(value)

/** 订单A0387: a letter and a count, as shops number what is fetched the same day; M2000 is rather a model. */
export const isLetteredOrder = (value: string): boolean => /^[A-Z]\d{4}(?<!00)$/.test(value)
