/** One server-sent event. */
export interface Frame {
  name: string
  data: string
}

/** Collects the chunks of an event stream; each call gives the events that are complete by then. */
export function createFrames(): (chunk: string) => Frame[] {
  let rest = ''
  return (chunk) => {
    rest += chunk
    const frames: Frame[] = []
    for (;;) {
      // A chunk may end between \r and \n: a lone \r at the very end waits for what follows.
      const end = /\r\n\r\n|\n\n|\r\r(?!$)/.exec(rest)
      if (!end) return frames
      const frame = parseFrame(rest.slice(0, end.index))
      rest = rest.slice(end.index + end[0].length)
      if (frame) frames.push(frame)
    }
  }
}

function parseFrame(block: string): Frame | undefined {
  let name = 'message'
  const data: string[] = []
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
    if (field === 'event') name = value
    else if (field === 'data') data.push(value)
  }
  if (data.length === 0) return undefined
  return { name, data: data.join('\n') }
}
