/**
 * How loud the terminal speaks beside what shoppers ask for; the store's own settings. Times are the
 * terminal's local time.
 */
export interface VolumeSettings {
  /** Louder in a loud shop. */
  followNoise: boolean;
  /** Spans in which it speaks softly and does not follow noise: `22:00-08:00`. */
  quietHours: readonly string[];
  /** Change in those hours, decibels. */
  quietDecibels: number;
}

export const DEFAULT_VOLUME: VolumeSettings = { followNoise: true, quietHours: [], quietDecibels: -8 };

const GAIN = { min: 0.25, max: 2, step: 1.35 } as const;
/**
 * Noise at the microphone, dBFS, up to which nothing changes; half a decibel more for every decibel above.
 */
const ORDINARY_NOISE = -52;
const SHARE = 0.5;
const MOST_DECIBELS = 6;

const minutes = (clock: string): number => {
  const [hours = 0, mins = 0] = clock.split(':').map(Number);
  return hours * 60 + mins;
};

/** Whether a moment lies in one of the spans; a span may go past midnight. */
export function isQuiet(spans: readonly string[], at: Date): boolean {
  const now = at.getHours() * 60 + at.getMinutes();
  return spans.some((span) => {
    const [from = 0, to = 0] = span.split('-').map(minutes);
    return from <= to ? now >= from && now < to : now >= from || now < to;
  });
}

/** The gain on all speech: what shoppers asked for, the shop's noise, the store's quiet hours. */
export class Volume {
  private asked = 1;
  private noise = ORDINARY_NOISE;

  constructor(
    private readonly settings: VolumeSettings = DEFAULT_VOLUME,
    private readonly now: () => Date = () => new Date(),
  ) {}

  louder(): void {
    this.asked = Math.min(GAIN.max, this.asked * GAIN.step);
  }

  softer(): void {
    this.asked = Math.max(GAIN.min, this.asked / GAIN.step);
  }

  /** The shop's noise at the microphone, dBFS. */
  ambient(level: number): void {
    this.noise = level;
  }

  /** Factor on the samples of a reply that begins now. */
  get gain(): number {
    const { quietHours, quietDecibels } = this.settings;
    const decibels = isQuiet(quietHours, this.now()) ? quietDecibels : this.overNoise;
    return this.asked * 10 ** (decibels / 20);
  }

  /** What the shop's noise adds, decibels. */
  private get overNoise(): number {
    if (!this.settings.followNoise) return 0;
    return Math.min(MOST_DECIBELS, Math.max(0, this.noise - ORDINARY_NOISE) * SHARE);
  }
}
