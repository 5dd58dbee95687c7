import { useEffect, useRef, useState } from 'preact/hooks'
import type { CardAttachment } from '../../card.ts'
import { isOurFile, useDoor } from './door.ts'
import { isPicture, sizeText } from './file-size.ts'
import { Icon } from './icon.tsx'
import { t } from './language.ts'

/** A picture shown small and opened large, or a file to download. */
export function Attachment({ attachment }: { attachment: CardAttachment }) {
  if (!isOurFile(attachment.ref)) return <FileName attachment={attachment} />
  return isPicture(attachment.mediaType) ? (
    <Picture attachment={attachment} />
  ) : (
    <Download attachment={attachment} />
  )
}

export function Attachments({ list }: { list: CardAttachment[] }) {
  if (list.length === 0) return null
  return (
    <ul class="attachments" aria-label={t('file.list')}>
      {list.map((one) => (
        <li key={one.ref}>
          <Attachment attachment={one} />
        </li>
      ))}
    </ul>
  )
}

function Picture({ attachment }: { attachment: CardAttachment }) {
  const { address, failed } = useFile(attachment.ref)
  const large = useRef<HTMLDialogElement>(null)
  if (failed) return <FileName attachment={attachment} notice={t('file.gone')} />
  return (
    <>
      <button
        type="button"
        class="picture"
        aria-label={t('file.open', { name: attachment.name })}
        onClick={() => large.current?.showModal()}
      >
        {address && <img src={address} alt={attachment.name} loading="lazy" />}
      </button>
      <dialog ref={large} class="lightbox" aria-label={attachment.name}>
        {/* Anywhere closes it: the picture itself is the button. */}
        <form method="dialog">
          <button type="submit" aria-label={t('act.close')}>
            {address && <img src={address} alt={attachment.name} loading="lazy" />}
          </button>
        </form>
      </dialog>
    </>
  )
}

function Download({ attachment }: { attachment: CardAttachment }) {
  const { wire, fileAddress } = useDoor()
  const [failed, setFailed] = useState(false)
  if (failed) return <FileName attachment={attachment} notice={t('file.gone')} />
  if (fileAddress)
    return (
      <a class="file" href={fileAddress(attachment.ref)} download={attachment.name}>
        <FileWords attachment={attachment} />
      </a>
    )
  const fetchAndSave = async (): Promise<void> => {
    try {
      save(await wire.file(attachment.ref), attachment.name)
    } catch {
      setFailed(true)
    }
  }
  return (
    <button type="button" class="file" onClick={() => void fetchAndSave()}>
      <FileWords attachment={attachment} />
    </button>
  )
}

function FileName({ attachment, notice }: { attachment: CardAttachment; notice?: string }) {
  return (
    <span class="file file-dead">
      <FileWords attachment={attachment} />
      {notice && <small>{notice}</small>}
    </span>
  )
}

function FileWords({ attachment }: { attachment: CardAttachment }) {
  return (
    <>
      <Icon name="file" />
      <span class="file-name">{attachment.name}</span>
      <small>{sizeText(attachment.size)}</small>
    </>
  )
}

/** Where an `<img>` finds the file: a plain address, or what was fetched with the visitor's key. */
function useFile(ref: string): { address: string | undefined; failed: boolean } {
  const { wire, fileAddress } = useDoor()
  const [fetched, setFetched] = useState<string>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (fileAddress) return undefined
    let url: string | undefined
    let left = false
    const load = async (): Promise<void> => {
      const blob = await wire.file(ref)
      if (left) return
      url = URL.createObjectURL(blob)
      setFetched(url)
    }
    load().catch(() => setFailed(true))
    return () => {
      left = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [ref, wire, fileAddress])
  return { address: fileAddress ? fileAddress(ref) : fetched, failed }
}

// Never opened in place: a file that is not a picture could be a page of somebody else's making.
function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
