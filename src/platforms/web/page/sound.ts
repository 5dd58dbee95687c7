import { keep, kept } from './kept.ts'
import { createStore } from './store.ts'

/** Whether a new post may be heard; off until somebody asks for it. */
export const soundOn = createStore(kept('sound') === 'on')

export function toggleSound(): void {
  soundOn.change((on) => !on)
  keep('sound', soundOn.get() ? 'on' : undefined)
  if (soundOn.get()) playSound()
}

/** One short, soft tone. */
export function playSound(): void {
  if (!soundOn.get()) return
  const audio = new AudioContext()
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.frequency.value = 660
  volume.gain.setValueAtTime(0.08, audio.currentTime)
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.25)
  tone.connect(volume).connect(audio.destination)
  tone.start()
  tone.stop(audio.currentTime + 0.25)
  tone.addEventListener('ended', () => void audio.close())
}
