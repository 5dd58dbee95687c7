/** 运费12 不对 15: whether the words between two of a kind take the first of them back. */
export const isTakenBack = (between: string): boolean => between.length < 14 && takesBack.test(between)

const takesBack =
  /^(?:\s?[那这]个?单子?)?[\s,，.…]{0,3}(?:哦|啊|呃|噢|诶)?(?:不对|不是|错了|(?:说|记|打|写|报|念)错了|哦不)(?:不对)?[\s,，.…]{1,3}(?:应该)?(?:是)?[:：]?$/
