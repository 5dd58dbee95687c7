import { describe, expect, test } from 'vitest'
import { fileRefusal, isPicture, sizeText } from '../../../../src/platforms/web/page/file-size.ts'
import { chinese } from './reader.ts'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KB'],
  [838_656, '819 KB'],
  [1024 * 1024, '1.0 MB'],
  [3_565_158, '3.4 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeText(bytes)).toBe(words)
})

describe('a file that is picked', () => {
  test.each([
    ['地面漏水.JPG', 500, undefined],
    ['截图', 500, undefined],
    ['合同.docx', 500, undefined],
    ['setup.exe', 500, /setup\.exe.*不能发送/],
    ['page.html', 500, /不能发送/],
    ['draw.svg', 500, /不能发送/],
    ['a.png.exe', 500, /不能发送/],
    ['空.png', 0, /空文件/],
    ['大.mp4', 10 * 1024 * 1024 + 1, /10\.0 MB/],
    ['正好.mp4', 10 * 1024 * 1024, undefined],
  ])('%s with %i bytes', (name, size, refusal) => {
    const words = fileRefusal({ name, size }, chinese)
    if (refusal === undefined) expect(words).toBeUndefined()
    else expect(words).toMatch(refusal)
  })
})

test.each([
  ['image/png', true],
  ['image/svg+xml', false],
  ['text/html', false],
  ['image/png; x', false],
])('%s is shown in place: %s', (mediaType, shown) => {
  expect(isPicture(mediaType)).toBe(shown)
})
