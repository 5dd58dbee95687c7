/** Texts nested as in `locales/<language>/web.json`. */
export type Texts = { readonly [name: string]: string | Texts }

/** Every dotted path to a text: `card.confirm`. */
export type KeyOf<T> = {
  [Name in keyof T & string]: T[Name] extends string ? Name : `${Name}.${KeyOf<T[Name]>}`
}[keyof T & string]

export type Values = Record<string, string | number>

/** How a pure file speaks: it names only the texts it needs. */
export interface Reader<Key extends string> {
  say: (key: Key, values?: Values) => string
  language: string
  /** IANA name; the machine's own when absent. */
  zone?: string
}

/** The text at a dotted path with `{{name}}` filled literally; the path itself where there is none. */
export function textAt(texts: Texts, key: string, values: Values = {}): string {
  let at: string | Texts | undefined = texts
  for (const name of key.split('.')) at = typeof at === 'object' ? at[name] : undefined
  if (typeof at !== 'string') return key
  return at.replaceAll(/\{\{(\w+)\}\}/g, (slot, name: string) => String(values[name] ?? slot))
}
