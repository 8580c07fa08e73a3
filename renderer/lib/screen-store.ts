import { create } from 'zustand';
import type { ScreenPatch, ScreenSnapshot, ScreenState } from '../../main/contract';
import { invoke, onPush } from './bridge';
import { applyPatch } from './patches';

const RETRY_MS = 500;

interface Held {
  snapshot: ScreenSnapshot | null;
}

const useHeld = create<Held>(() => ({ snapshot: null }));

/**
 * Follows main's screen state: one snapshot, then patches; a lost patch brings a new snapshot. Returns the
 * way to stop.
 */
export function followScreen(): () => void {
  let waiting: ScreenPatch[] | null = [];
  let stopped = false;

  const resnapshot = async (): Promise<void> => {
    const result = await invoke('screen.snapshot');
    if (stopped) return;
    if (!result.ok) {
      setTimeout(() => void resnapshot(), RETRY_MS);
      return;
    }
    useHeld.setState({ snapshot: result.value });
    const late = waiting ?? [];
    waiting = null;
    late.forEach(take);
  };

  const take = (patch: ScreenPatch): void => {
    const held = useHeld.getState().snapshot;
    if (waiting || !held) {
      waiting?.push(patch);
      return;
    }
    const applied = applyPatch(held, patch);
    if (applied.kind === 'applied') useHeld.setState({ snapshot: applied.snapshot });
    if (applied.kind === 'gap') {
      waiting = [patch];
      void resnapshot();
    }
  };

  const off = onPush('screen.patch', take);
  void resnapshot();
  return () => {
    stopped = true;
    off();
  };
}

/** Whether the first snapshot is there; nothing else renders before. */
export const useScreenReady = (): boolean => useHeld((h) => h.snapshot !== null);

/** A part of main's screen state. Only to be used below the root, which waits for the first snapshot. */
export function useScreen<T>(select: (state: ScreenState) => T): T {
  return useHeld((h) => {
    if (!h.snapshot) throw new Error('The screen state is read before the first snapshot.');
    return select(h.snapshot.state);
  });
}

/** The state outside React; null before the first snapshot. */
export const screenNow = (): ScreenState | null => useHeld.getState().snapshot?.state ?? null;

/** Calls back on every change of the state. */
export const onScreen = (listener: (state: ScreenState, before: ScreenState | null) => void): (() => void) =>
  useHeld.subscribe((now, before) => {
    if (now.snapshot) listener(now.snapshot.state, before.snapshot?.state ?? null);
  });
