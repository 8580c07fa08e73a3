import { invoke } from '../lib/bridge';

/**
 * Scanners that are keyboards type a code faster than anybody does. Keys that come so fast are held back a
 * moment: they become a scan, or go where they were meant for.
 */

/** Longest time between two keys of a scan; the fastest typists need twice that. */
const GAP_MS = 50;
/** And on average. */
const AVERAGE_MS = 35;
/** After so long without a key nothing more comes: not every scanner sends Enter. */
const END_MS = 80;
const SHORTEST = 8;
const LONGEST = 2_048;

/** What ends a scan, where anything does. */
const ENDS: readonly string[] = ['Enter', 'Tab'];
/** Keys that go along with others. */
const BESIDE: readonly string[] = ['Shift', 'CapsLock', 'Control'];

type Editable = HTMLInputElement | HTMLTextAreaElement;

const editable = (target: EventTarget | null): target is Editable =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** The letter that a key brings to a scan; Ctrl with ] is the group separator. */
function letterOf({ key, ctrlKey, altKey, metaKey, repeat }: KeyboardEvent): string | undefined {
  if (repeat || altKey || metaKey) return undefined;
  if (ctrlKey) return key === ']' ? '\x1d' : undefined;
  return [...key].length === 1 ? key : undefined;
}

class Wedge {
  #keys: { event: KeyboardEvent; letter: string }[] = [];
  /** What stood in the field that is typed into when this began. */
  #field: { target: Editable; value: string } | undefined;
  #end: ReturnType<typeof setTimeout> | undefined;
  /** Keys that were given back, which come by here again. */
  readonly #given = new WeakSet<Event>();

  constructor(private readonly onScan: (line: string) => void) {}

  onKey(event: KeyboardEvent): void {
    if (this.#given.has(event) || BESIDE.includes(event.key)) return;
    const last = this.#keys.at(-1)?.event;
    if (last && event.timeStamp - last.timeStamp > GAP_MS) this.finish();
    const letter = letterOf(event);
    if (letter !== undefined && !(event.key === ' ' && this.#keys.length === 0)) this.#hold(event, letter);
    else if (ENDS.includes(event.key) && this.#isScan()) {
      stop(event);
      this.finish();
    } else this.#giveBack();
  }

  /** Nothing more comes: what is held is a scan or somebody's typing. */
  finish(): void {
    if (!this.#isScan()) {
      this.#giveBack();
      return;
    }
    const line = this.#keys.map(({ letter }) => letter).join('');
    if (this.#field) restore(this.#field);
    this.#forget();
    this.onScan(line.slice(0, LONGEST));
  }

  #hold(event: KeyboardEvent, letter: string): void {
    clearTimeout(this.#end);
    this.#end = setTimeout(() => this.finish(), END_MS);
    // Into a field the key goes at once, and is taken out again should it have been a scanner's.
    if (!editable(event.target)) stop(event);
    else if (this.#keys.length === 0) this.#field = { target: event.target, value: event.target.value };
    this.#keys.push({ event, letter });
  }

  #isScan(): boolean {
    if (this.#keys.length < SHORTEST) return false;
    const [first, last] = [this.#keys[0]?.event, this.#keys.at(-1)?.event];
    const took = (last?.timeStamp ?? 0) - (first?.timeStamp ?? 0);
    return took / (this.#keys.length - 1) <= AVERAGE_MS;
  }

  #giveBack(): void {
    const keys = this.#field ? [] : this.#keys;
    this.#forget();
    for (const { event } of keys) {
      const { key, code, shiftKey, ctrlKey, target } = event;
      const again = new KeyboardEvent('keydown', {
        key,
        code,
        shiftKey,
        ctrlKey,
        bubbles: true,
        cancelable: true,
      });
      this.#given.add(again);
      (target ?? document.body).dispatchEvent(again);
    }
  }

  #forget(): void {
    clearTimeout(this.#end);
    this.#keys = [];
    this.#field = undefined;
  }
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Puts the field back to what it held, in a way that its component hears of. */
function restore({ target, value }: { target: Editable; value: string }): void {
  const prototype =
    target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(target, value);
  target.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Listens for scanners that are keyboards; returns the way to stop. */
export function watchWedge(
  onScan: (line: string) => void = (line) => void invoke('scan.typed', { line }),
): () => void {
  const wedge = new Wedge(onScan);
  const listener = (event: KeyboardEvent): void => wedge.onKey(event);
  window.addEventListener('keydown', listener, { capture: true });
  return () => window.removeEventListener('keydown', listener, { capture: true });
}
