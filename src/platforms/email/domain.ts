import { domainToASCII } from 'node:url'

/** The domain of an address or a Message-ID as the DNS spells it: lower case, `xn--…`; '' where it names none. */
export const domainOf = (address: string): string =>
  domainToASCII(address.slice(address.lastIndexOf('@') + 1).replace(/[>.]+$/, ''))

/** Whoever has a part of a domain has it from whoever has the domain: `news.example.cn` and `example.cn`. */
export const belong = (one: string, other: string): boolean =>
  one.includes('.') &&
  other.includes('.') &&
  (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`))

/** Domains of providers where anybody has an address: one alone says nothing of who sent a mail. */
export const isPublic = (domain: string): boolean => publicDomains.test(domain)

const publicDomains =
  /^(?:(?:vip\.)?(?:qq|163|126|sina)\.com|(?:qq|foxmail|139|189|sohu|aliyun|gmail|googlemail|outlook|hotmail|live|msn|icloud|me|mac|yahoo)\.com|(?:188|protonmail)\.com|(?:189|live)\.cn|sina\.com\.cn|yeah\.net|sina\.cn|wo\.cn|21cn\.com|tom\.com|(?:mail\.)?gmail\.com|yahoo\.com\.(?:cn|tw|hk)|proton\.me)$/
