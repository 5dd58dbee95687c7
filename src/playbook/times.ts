import { z } from 'zod'

/** `15m` and `24h` run day and night; `4wh` and `90wm` count working time; `3wd` ends at the same hour of the third working day after (from an opening: at the third working day's close). */
export const targetPattern = /^\d+(m|h|wm|wh|wd)$/

/** `fri_close`: by the end of work on the next Friday; `day_close`: by the end of work on the day itself. */
export const closePattern = /^(mon|tue|wed|thu|fri|sat|sun|day)_close$/

/** A length, as it is written. */
export const length = z.string().regex(targetPattern, 'a length such as 15m, 24h, 90wm, 4wh or 3wd')
/** A length, or an end of work. */
export const target = z
  .string()
  .refine(
    (text) => targetPattern.test(text) || closePattern.test(text),
    'a length such as 15m, 24h, 90wm, 4wh or 3wd, or an end of work such as fri_close or day_close',
  )
const period = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a period such as 09:00-18:00')

/** A week of opening hours; an empty day is closed. */
export const hours = z.strictObject({
  mon: z.array(period),
  tue: z.array(period),
  wed: z.array(period),
  thu: z.array(period),
  fri: z.array(period),
  sat: z.array(period),
  sun: z.array(period),
})

/** One year as the State Council published it, in the shape of holiday-cn; such a file can be pasted as it is. */
export const holidayYearSchema = z.object({
  year: z.int().min(2000).max(2199),
  days: z.array(
    z.object({
      name: z.string(),
      date: z.iso.date('a date such as 2026-10-01'),
      /** `false` is a make-up working day. */
      isOffDay: z.boolean(),
    }),
  ),
})
