import { useEffect, useRef, useState } from 'preact/hooks'
import type { UploadView } from '../api.ts'
import { fileRefusal, isPicture, maxFiles } from './file-size.ts'
import { reader, t } from './language.ts'
import { type Wire, wordsOf } from './wire.ts'

/** A picked file on its way up. */
interface Going {
  key: string
  name: string
  size: number
  /** 0 to 1. */
  share: number
  preview?: string
  view?: UploadView
  fault?: string
}

export interface Uploads {
  list: Going[]
  /** Everything has arrived and may be sent with the message. */
  ready: UploadView[]
  going: boolean
  add: (files: Iterable<File>) => void
  remove: (key: string) => void
  clear: () => void
}

/** Sends files up as soon as they are picked. `kept` are those of a message begun before a reload. */
export function useUploads(wire: Wire, address: string, kept: UploadView[]): Uploads {
  const [list, setList] = useState<Going[]>(() => kept.map(arrived))
  const aborts = useRef(new Map<string, AbortController>())
  const previews = useRef<string[]>([])
  useEffect(
    () => () => {
      for (const url of previews.current) URL.revokeObjectURL(url)
    },
    [],
  )

  const update = (key: string, part: Partial<Going>): void =>
    setList((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const start = (file: File, going: Going): void => {
    const abort = new AbortController()
    aborts.current.set(going.key, abort)
    wire
      .upload(address, file, { signal: abort.signal, onProgress: (share) => update(going.key, { share }) })
      .then(
        (view) => update(going.key, { view, share: 1 }),
        (error: unknown) => update(going.key, { fault: wordsOf(error) }),
      )
  }
  return {
    list,
    ready: list.flatMap((one) => one.view ?? []),
    going: list.some((one) => !one.view && !one.fault),
    add(files) {
      const room = maxFiles - list.filter((one) => !one.fault).length
      const picked = [...files].map((file, index) => {
        const fault = index >= room ? t('file.tooMany', { max: maxFiles }) : fileRefusal(file, reader)
        return { file, going: begin(file, fault) }
      })
      previews.current.push(...picked.flatMap(({ going }) => going.preview ?? []))
      setList((all) => [...all.filter((one) => !one.fault), ...picked.map(({ going }) => going)])
      for (const { file, going } of picked) if (!going.fault) start(file, going)
    },
    remove(key) {
      aborts.current.get(key)?.abort()
      setList((all) => all.filter((one) => one.key !== key))
    },
    clear: () => setList([]),
  }
}

function begin(file: File, fault: string | undefined): Going {
  return {
    key: crypto.randomUUID(),
    name: file.name,
    size: file.size,
    share: 0,
    ...(isPicture(file.type) && !fault ? { preview: URL.createObjectURL(file) } : {}),
    ...(fault ? { fault } : {}),
  }
}

const arrived = (view: UploadView): Going => ({
  key: view.id,
  name: view.name,
  size: view.size,
  share: 1,
  view,
})
