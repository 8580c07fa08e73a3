import type { LiveView } from './live-view';

/** How often the live catalog is read byte by byte again: bits rot in a file that nobody changed. */
const CHECK_MS = 24 * 3_600_000;

/** Reads what is live byte by byte at the start and once a day; a changed file is replaced. */
export class ByteCheck {
  #checking: Promise<void> | undefined;
  #daily: NodeJS.Timeout | undefined;
  readonly #ending = new AbortController();

  constructor(
    private readonly live: LiveView,
    /** A changed catalog went; what takes its place may be older, or nothing. */
    private readonly onReplaced: () => void,
  ) {}

  start(): void {
    this.#checking ??= this.#check();
    this.#daily ??= setInterval(
      () => (this.#checking = this.#checking?.then(() => this.#check())),
      CHECK_MS,
    ).unref();
  }

  stop(): void {
    this.#ending.abort();
    clearInterval(this.#daily);
  }

  /** The look that is under way has ended. */
  async ended(): Promise<void> {
    await this.#checking;
  }

  async #check(): Promise<void> {
    const looked = this.live.current;
    if (!looked || (await this.live.intact(this.#ending.signal)) || this.#ending.signal.aborted) return;
    if (this.live.current?.installed.file === looked.installed.file) {
      this.live.replace(looked);
      this.onReplaced();
    }
    await this.#check();
  }
}
