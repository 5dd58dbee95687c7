/** Lines of `format=flowed` (RFC 3676) put together again, each quotation with its own marks. */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let open = false
  let depth = 0
  for (const line of text.split('\n')) {
    const marks = /^>*/.exec(line)?.[0].length ?? 0
    const words = line.slice(marks).replace(/^ /, '')
    const soft = words.endsWith(' ') && words !== '-- '
    const kept = soft && deleteSpace ? words.slice(0, -1) : words
    if (open && marks === depth && words !== '-- ') out.push(kept)
    else out.push(out.length > 0 ? '\n' : '', marks > 0 ? `${'>'.repeat(marks)} ` : '', kept)
    open = soft
    depth = marks
  }
  return out.join('')
}
