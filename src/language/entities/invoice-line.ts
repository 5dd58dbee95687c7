import { isNumber } from '../digits.ts'
import type { Found } from '../matches.ts'

/** 代码3300194130 号码18273645: what the two are is known by their lengths. */
export const isInvoiceLine = ({ value, start, end }: Found, text: string): boolean =>
  isInvoiceCode(value)
    ? numberThenCode.test(text.slice(Math.max(0, start - 24), start)) ||
      (/代码[:：]?\s?$/.test(text.slice(Math.max(0, start - 5), start)) &&
        /^[,，;；\s]{0,2}(?:发票)?号码?[:：]?\s?\d{8}(?!\d)/.test(text.slice(end, end + 18)))
    : isInvoiceNumber(value) &&
      (codeBehind.test(text.slice(end, end + 18)) ||
        /代码[:：]?\s?\d{10}(?:\d\d)?[,，;；\s]{0,2}(?:发票)?号码?[:：]?\s?$/.test(
          text.slice(Math.max(0, start - 28), start),
        ))

const codeBehind = /^[,，;；\s]{1,2}(?:发票)?代码[:：是]?\s?\d{10}/
const numberThenCode = /号码?[^，,\d]{0,3}\d{8}[,，;；\s]{1,2}(?:发票)?代码[:：是]?\s?$/

/** The code and the number of one invoice: twelve or ten digits, and eight. */
export const isInvoicePair = (one: Found, last: Found): boolean =>
  isInvoiceCode(last.value) && isInvoiceNumber(one.value)

const isInvoiceCode = (value: string): boolean =>
  (value.length === 10 || value.length === 12) && isNumber(value)
const isInvoiceNumber = (value: string): boolean => value.length === 8 && isNumber(value)
