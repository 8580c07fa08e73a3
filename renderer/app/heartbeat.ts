import { invoke } from '../lib/bridge';

const EVERY_MS = 2_000;

/**
 * Tells main that the page has something on the screen and its event loop turns; a page that can't is begun
 * anew.
 */
export function startHeartbeat(root: HTMLElement): void {
  const beat = (): void => void (root.firstElementChild && invoke('page.alive'));
  requestAnimationFrame(beat);
  setInterval(beat, EVERY_MS);
}
