import { type Features, type Marks, withMarks } from './features.ts'

/** The features of a normalised message with the signs of its mood beside them. */
export function feelingFeatures(base: Features, text: string): Features {
  const marks: Marks = new Map()
  const ends = text.match(/[吗呢吧啊呀嘛哦啦了的么不没]?[?？!！。~…]*$/)?.[0] ?? ''
  marks.set(`end:${ends}`, 0.2)
  return withMarks(base, marks)
}
