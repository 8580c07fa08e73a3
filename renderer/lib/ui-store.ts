import { create } from 'zustand';
import type { CategoryNode, WireError } from '../../main/contract';
import { isMessageKey, type MessageKey } from '../../main/words';

/** What lies over main's view and is nobody's business but the screen's. */
export type Panel =
  /** The categories gone down through, top first. */
  | { kind: 'browse'; trail: Pick<CategoryNode, 'path' | 'name'>[] }
  | { kind: 'offers' }
  | { kind: 'facilities' }
  | { kind: 'emergency' }
  | { kind: 'keypad' }
  | { kind: 'map' }
  | { kind: 'staff' };

interface UiState {
  panel: Panel | null;
  /** What failed last, to be said kindly; `key` makes a repeated failure show again. */
  failure: { message: MessageKey; key: number } | null;
}

export const useUi = create<UiState>(() => ({ panel: null, failure: null }));

export const openPanel = (panel: Panel): void => useUi.setState({ panel });
export const closePanel = (): void => useUi.setState({ panel: null });

let failures = 0;
export const showMessage = (message: MessageKey): void =>
  useUi.setState({ failure: { message, key: ++failures } });
/** `of` says what kind of reason the error may carry. */
export const showFailure = (error: WireError, of?: 'nav' | 'print'): void => {
  const reason = `${of}.reason.${error.reason}`;
  showMessage(isMessageKey(reason) ? reason : errorMessage(error.code));
};

/** An error code in plain words; codes that mean nothing to a shopper share one message. */
export function errorMessage(code: string): MessageKey {
  const key = `error.${code}`;
  return isMessageKey(key) ? key : 'error.other';
}

export const clearFailure = (): void => useUi.setState({ failure: null });
