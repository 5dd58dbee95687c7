import { useEffect } from 'preact/hooks'

/** Shows how much is unread in front of the page's name, where the browser lists its tabs. */
export function useTitle(name: string, unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread > 99 ? '99+' : unread}) ${name}` : name
  }, [name, unread])
}
