import { invoke } from '../lib/bridge';
import { onScreen } from '../lib/screen-store';
import { faultMessage } from '../features/listening/fault-message';
import { clearFailure, closePanel, showMessage, useUi } from '../lib/ui-store';

const TELL_EVERY_MS = 1_000;
/** A panel nobody touches any more gives way to the home screen; main does the same for its own views. */
const PANEL_IDLE_MS = 60_000;

/**
 * Tells main of touches, so that its idle reset waits; closes what was left open; keeps the browser's own
 * gestures away.
 */
export function watchTouches(): void {
  let told = -Infinity;
  let idle: ReturnType<typeof setTimeout> | undefined;

  window.addEventListener(
    'pointerdown',
    () => {
      clearTimeout(idle);
      idle = setTimeout(closePanel, PANEL_IDLE_MS);
      if (performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      void invoke('screen.activity');
    },
    { capture: true, passive: true },
  );
  for (const gesture of ['contextmenu', 'dragstart', 'selectstart', 'dragover', 'drop'])
    window.addEventListener(gesture, (event) => event.preventDefault());

  // What main shows next is what the shopper asked for: panels step aside, except for staff at work.
  onScreen((now, before) => {
    const moved = before !== null && (now.view !== before.view || now.answer !== before.answer);
    if (moved && useUi.getState().panel?.kind !== 'staff') closePanel();
    // The next shopper finds nothing of the last one's, nor a staff page that was left open.
    const next = before !== null && now.visit !== before.visit;
    if (next) closePanel();
    if (moved || next) clearFailure();
    // Nothing was heard and main is back at the start: say why. Beside an answer silence is no failure.
    if (now.turn.fault && now.turn.fault !== before?.turn.fault && now.view === 'home')
      showMessage(faultMessage(now) ?? 'fault.generic');
    if (before && now.scan && now.scan.count !== before.scan?.count) showMessage(`scan.${now.scan.problem}`);
  });
}
