import type { Fields } from './shapes.ts'
export type Surface = 'message' | 'modal' | 'home'
export function blockFaults(_surface: Surface, _blocks: readonly Fields[]): string[] {
  return []
}
export function viewFaults(_kind: 'modal' | 'home', _view: Fields): string[] {
  return []
}
