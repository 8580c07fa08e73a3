import { create } from 'zustand';
import type { ErrorCode, WireError } from '../../main/contract';

/** What lies over main's view and is nobody's business but the screen's. */
export type Panel =
  | { kind: 'browse'; path: string[]; titles: { zh: string; en: string }[] }
  | { kind: 'offers' }
  | { kind: 'facilities' }
  | { kind: 'keypad' }
  | { kind: 'map' }
  | { kind: 'staff' };

interface UiState {
  panel: Panel | null;
  /** What failed last, to be said kindly; `key` makes a repeated failure show again. */
  failure: { code: ErrorCode; key: number } | null;
}

export const useUi = create<UiState>(() => ({ panel: null, failure: null }));

export const openPanel = (panel: Panel): void => useUi.setState({ panel });
export const closePanel = (): void => useUi.setState({ panel: null });

let failures = 0;
export const showFailure = (error: WireError): void => useUi.setState({ failure: { code: error.code, key: ++failures } });
export const clearFailure = (): void => useUi.setState({ failure: null });
