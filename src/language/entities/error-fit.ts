import type { Cue } from '../cues.ts'

/** Letters alone. */
export const wordsOnly = /^(?:[A-Za-z]+)$/

/** Whether a value is a code of an error after this word: 显示 says less than 错误代码. */
export function fits(value: string, { cue, word }: { cue: Cue; word: string }, next: string): boolean {
  // 报 E A
  if (/^[EFHLCPU] [A-F]$/.test(value)) return true
  if (wordsOnly.test(value))
    return value === value.toUpperCase()
      ? value.length >= (cue.kind === 'error' ? 2 : 6) || /^[EFHLUCPD][A-Z]$/.test(value)
      : /^[EFHLCPUb][a-ehrty]$/.test(value) ||
          (/^[A-Z]\w*[A-Z]/.test(value) && value.length > 6) ||
          /^[dr][A-Z]$/.test(value)
  if (cue.kind === 'error') return !/^\d{1,3}-\d{1,3}$/.test(value) || value.length > 3
  if (/^\d+$/.test(value) && /^(?:[，,]?\s?(?:不点火|[打点]不着|不加热|不启动|启动不了)|故障)/.test(next))
    return true
  // 现在页面2199: a price.
  if (/^\d{4,}$/.test(value) && /^(?:页面|网页)$/.test(word)) return false
  // 仪表显示08
  if (/^0\d$/.test(value) && word === '显示' && /^(?:[，,。;；!！]|$)/.test(next)) return true
  if (/^\d+$/.test(value))
    return value.length === 3
      ? /^[45]/.test(value) || (value.startsWith('0') && word === '报')
      : value.length > 3 &&
          (word === '报' ||
            // 提示 4013 刷了几次
            (/^(?:提示|弹出?|跳出|蹦出)$/.test(word) && /^ ?[\u4e00-\u9fa5]/.test(next)) ||
            /^(?:[”"」】,，。;；!！?？的]|$|\s?又| (?:设备|系统|网络|服务|连接|请))/.test(next))
  return !/^\d+-/.test(value) || /^\d{4,6}-\d\d$/.test(value)
}

/** Words and names that only look like codes. */
export const notError =
  /^(?:wifi|ip|usb|hdmi|win|ios|pm|am|no|type|level|step|page|room|day|v|ver|version|app|gb|vip|mp|g|qq|vx|wx|tds|ppm|ph|aqi|top|h5|h26[45]|a4|a3|b5|5g|4g|[345]d)[-_: ]?\d*$|^\d{1,2}:\d\d|^(?:iphone|ipad|mate|note|pro|max|plus|mini|redmi|galaxy|watch|switch)[ -]?\d*|^(?:wifi|app|ok|vip|usb|bluetooth|on|off|hi|lo|no|yes|sn|mac|ip)$/i
