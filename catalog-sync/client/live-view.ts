import type { Catalog, Promotion } from '../../main/contract';
import { dropChanged, isIntact } from './intact';
import type { Installed, InstalledCatalogs } from './live';
import { openNewest, withFreshness, type LiveCatalog } from './open-live';

/** A reader that was replaced stays open this long, for answers that are under way. */
const GRACE_MS = 10_000;

export interface LiveViewOptions {
  catalogs: InstalledCatalogs;
  promotions: () => readonly Promotion[];
  /** When HQ's newest word came, if that is known. */
  confirmedAt: () => string | undefined;
  clock: () => Date;
  /** A catalog that is no good was taken out. */
  onBad: (installed: { file: string }, error: unknown) => void;
  /** Another catalog is answered from. */
  onSwapped: (sequence: number) => void;
}

/** The catalog that is answered from, and those that were and are still open for answers under way. */
export class LiveView {
  #live: LiveCatalog | undefined;
  #view: Catalog | undefined;
  readonly #retired = new Map<NodeJS.Timeout, LiveCatalog>();

  constructor(private readonly options: LiveViewOptions) {}

  /** Opens the newest that is installed and good. */
  async open(): Promise<void> {
    const { catalogs, onBad } = this.options;
    await dropChanged(catalogs, onBad);
    const newest = this.#newest();
    if (newest) this.#show(newest);
  }

  /** As a shopper may hear it. */
  get catalog(): Catalog | undefined {
    return this.#view;
  }

  get current(): LiveCatalog | undefined {
    return this.#live;
  }

  /** Answers from the newest from now on. */
  swap(): void {
    const before = this.#live;
    const next = this.#newest();
    if (!next) return;
    this.#show(next);
    if (before) this.#retire(before);
    if (before?.installed.file !== next.installed.file)
      this.options.onSwapped(next.installed.release.sequence);
  }

  /** HQ confirmed what is live: it counts for longer. */
  confirm(installed: Installed): void {
    if (this.#live) this.#show({ ...this.#live, installed });
  }

  /**
   * Whether its file is, byte by byte, what was verified when it was made. Read beside answering; true where
   * there is none.
   */
  async intact(signal?: AbortSignal): Promise<boolean> {
    if (!this.#live) return true;
    const { installed } = this.#live;
    return isIntact(this.options.catalogs.path(installed.file), installed, signal);
  }

  /** A changed file may name a wrong shelf or allergen: it goes, and the one before it takes its place. */
  replace(changed: LiveCatalog): void {
    const { catalogs, onBad } = this.options;
    catalogs.discard(changed.installed.file);
    onBad(changed.installed, new Error('its bytes are not those that were verified when it was made'));
    this.#live = this.#view = undefined;
    this.#retire(changed);
    this.swap();
  }

  close(): void {
    for (const [timer, old] of this.#retired) {
      clearTimeout(timer);
      old.reader.close();
    }
    this.#live?.reader.close();
    this.#live = this.#view = undefined;
  }

  #newest(): LiveCatalog | undefined {
    const { catalogs, promotions, onBad } = this.options;
    return openNewest(catalogs, promotions, onBad);
  }

  #show(live: LiveCatalog): void {
    const { release } = live.installed;
    this.#live = live;
    this.#view = withFreshness(live.reader, {
      expiresAt: release.expiresAt,
      confirmedAt: this.options.confirmedAt() ?? release.publishedAt,
      clock: this.options.clock,
    });
  }

  #retire(before: LiveCatalog): void {
    const timer = setTimeout(() => {
      this.#retired.delete(timer);
      before.reader.close();
    }, GRACE_MS);
    timer.unref();
    this.#retired.set(timer, before);
  }
}
