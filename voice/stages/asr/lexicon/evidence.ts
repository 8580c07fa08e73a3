import type { Posteriors } from '../ctc/fsmn';
import { similarity, tonedReadingsOf, toneless } from './syllables';

/** What a frame's probability of one character says for another: same sound and tone, same sound in another tone, a less usual reading of a character. */
export interface TyingWeights {
  sameTone: number;
  otherTone: number;
  rareReading: number;
  /** Scales the similarity of sounds that only lie near. */
  near: number;
}

export const TYING: TyingWeights = { sameTone: 0.6, otherTone: 0.35, rareReading: 0.35, near: 0.35 };

/** Sounds less likely than this in a frame are not followed. */
const FLOOR = 0.002;
const MOST_SOUNDS = 40;

/** Evidence of one frame by sound: the blank, and the toneless sounds that may be meant with how likely they are at best. */
export interface SoundFrame {
  blank: number;
  sounds: Int32Array;
  /** Probability of a unit (a character in one of its readings) in this frame. */
  probability(unit: Unit): number;
}

/** A character in one reading, as the decoder spells words. */
export interface Unit {
  id: number;
  /** Token of the net, or −1 where the net has no such character. */
  token: number;
  /** Id of the toned syllable, −1 where no character of the net has it. */
  toned: number;
  /** Id of the toneless syllable. */
  sound: number;
}

/** Ties a character net's tokens to sounds: the same character counts most, then its tone, its syllable, and the syllables that sound near. */
export class SoundTying {
  private readonly sounds = new Map<string, number>();
  private readonly tones = new Map<string, number>();
  private readonly tokenIds: Map<string, number>;
  private readonly ofToken: { toned: number; sound: number; weight: number }[][];
  private readonly near: { sound: number; weight: number }[][];
  private readonly units = new Map<string, Unit>();

  constructor(
    tokens: readonly string[],
    private readonly weights: TyingWeights = TYING,
  ) {
    this.tokenIds = new Map(tokens.map((t, i) => [t, i]));
    this.ofToken = tokens.map((token) =>
      /^\p{Script=Han}$/u.test(token)
        ? tonedReadingsOf(token).map((r, i) => ({ toned: idIn(this.tones, r), sound: idIn(this.sounds, toneless(r)), weight: i === 0 ? 1 : weights.rareReading }))
        : [],
    );
    const names = [...this.sounds.keys()];
    this.near = names.map((heard) =>
      names.flatMap((meant, sound) => {
        const weight = heard === meant ? 0 : similarity(heard, meant) * weights.near;
        return weight > 0 ? [{ sound, weight }] : [];
      }),
    );
  }

  /** Units of a text with its toned syllables, one a character; undefined where the net knows no such sound. */
  unitsOf(characters: readonly string[], syllables: readonly string[]): Unit[] | undefined {
    const units: Unit[] = [];
    for (const [i, syllable] of syllables.entries()) {
      const key = `${characters[i]}${syllable}`;
      let unit = this.units.get(key);
      if (!unit) {
        const sound = this.sounds.get(toneless(syllable));
        if (sound === undefined) return undefined;
        unit = { id: this.units.size, token: this.tokenIds.get(characters[i] ?? '') ?? -1, toned: this.tones.get(syllable) ?? -1, sound };
        this.units.set(key, unit);
      }
      units.push(unit);
    }
    return units;
  }

  fold(posteriors: Posteriors): SoundFrame[] {
    return posteriors.frames.map((frame) => this.foldFrame(frame));
  }

  private foldFrame(frame: Float32Array): SoundFrame {
    const toned = new Map<number, number>();
    const exact = new Map<number, number>();
    for (let token = 1; token < frame.length; token++) {
      if (frame[token]! < -9) continue;
      const p = Math.exp(frame[token]!);
      for (const { toned: t, sound, weight } of this.ofToken[token]!) {
        toned.set(t, (toned.get(t) ?? 0) + p * weight);
        exact.set(sound, (exact.get(sound) ?? 0) + p * weight);
      }
    }
    const tied = new Map<number, number>();
    const raise = (sound: number, p: number) => p > FLOOR && p > (tied.get(sound) ?? 0) && tied.set(sound, p);
    for (const [sound, p] of exact) {
      raise(sound, p * this.weights.otherTone);
      for (const n of this.near[sound]!) raise(n.sound, p * n.weight);
    }
    const sounds = Int32Array.from([...tied].sort((a, b) => b[1] - a[1]).slice(0, MOST_SOUNDS), ([sound]) => sound);
    const { sameTone } = this.weights;
    return {
      blank: Math.exp(frame[0]!),
      sounds,
      probability: (unit) =>
        Math.max(unit.token < 0 ? 0 : Math.exp(frame[unit.token]!), unit.toned < 0 ? 0 : sameTone * (toned.get(unit.toned) ?? 0), tied.get(unit.sound) ?? 0),
    };
  }
}

function idIn(table: Map<string, number>, name: string): number {
  const known = table.get(name);
  if (known !== undefined) return known;
  table.set(name, table.size);
  return table.size - 1;
}
