import type { Posteriors } from '../ctc/fsmn';
import { soundDistance } from './phonetics';
import { similarity, tonedReadingsOf, toneless } from './syllables';

/**
 * What hearing one character says for another: same sound and tone, same sound in another tone, a less usual
 * reading of a character.
 */
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
/** Log probability below which a token says nothing. */
const UNHEARD = -9;

/** Characters heard in one frame (or one slot) with their probabilities, and the probability of none. */
export interface Heard {
  blank: number;
  characters: Map<number, number>;
}

/** The same by sound, as the decoder asks for it. */
export interface SoundFrame {
  blank: number;
  /** Toneless sounds that may be meant, likeliest first. */
  sounds: Int32Array;
  /** How likely this unit is meant here. */
  probability(unit: Unit): number;
}

/** A character in one reading, as the decoder spells words. */
export interface Unit {
  id: number;
  character: number;
  toned: number;
  sound: number;
}

interface Reading {
  toned: number;
  sound: number;
  weight: number;
}

/** Numbers names as they come. */
class Names {
  private readonly ids = new Map<string, number>();
  readonly all: string[] = [];

  id(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}

/**
 * Ties characters to sounds: the same character counts most, then its tone, its syllable, and the syllables
 * that sound near.
 */
export class SoundTying {
  private readonly sounds = new Names();
  private readonly tones = new Names();
  private readonly characters = new Names();
  private readonly readings: Reading[][] = [];
  private readonly near: ({ sound: number; weight: number }[] | undefined)[] = [];
  private readonly units = new Map<string, Unit>();
  private readonly distances: number[][] = [];
  /** Token of the net → character, −1 for what is none. */
  private readonly ofToken: Int32Array;

  constructor(
    tokens: readonly string[],
    private readonly weights: TyingWeights = TYING,
  ) {
    this.ofToken = Int32Array.from(tokens, (t) => (/^\p{Script=Han}$/u.test(t) ? this.characters.id(t) : -1));
  }

  /** The number of a character. */
  character(text: string): number {
    return this.characters.id(text);
  }

  /** The usual reading of a character's number. */
  usual(character: number): { toned: number; sound: number } | undefined {
    return this.readingsOf(character)[0];
  }

  /** The usual toneless reading of a character's number. */
  syllable(character: number): string {
    const reading = this.readingsOf(character)[0];
    return reading ? this.sounds.all[reading.sound]! : '';
  }

  /** Units of words spelt with toned syllables, one a character. */
  unitsOf(characters: readonly string[], syllables: readonly string[]): Unit[] {
    return syllables.map((syllable, i) => {
      const key = `${characters[i]}${syllable}`;
      let unit = this.units.get(key);
      if (!unit)
        this.units.set(
          key,
          (unit = {
            id: this.units.size,
            character: this.characters.id(characters[i] ?? ''),
            toned: this.tones.id(syllable),
            sound: this.sounds.id(toneless(syllable)),
          }),
        );
      return unit;
    });
  }

  /** One frame of the net as characters. */
  heard(frame: Float32Array): Heard {
    const characters = new Map<number, number>();
    for (let token = 1; token < frame.length; token++) {
      if (frame[token]! >= UNHEARD && this.ofToken[token]! >= 0)
        characters.set(this.ofToken[token]!, Math.exp(frame[token]!));
    }
    return { blank: Math.exp(frame[0]!), characters };
  }

  fold(posteriors: Posteriors): SoundFrame[] {
    return posteriors.frames.map((frame) => this.bySound(this.heard(frame)));
  }

  /** Characters as toned and toneless sounds, less usual readings counting less. */
  sounding(characters: ReadonlyMap<number, number>): {
    toned: Map<number, number>;
    exact: Map<number, number>;
  } {
    const toned = new Map<number, number>();
    const exact = new Map<number, number>();
    for (const [character, p] of characters) {
      for (const { toned: t, sound, weight } of this.readingsOf(character)) {
        toned.set(t, (toned.get(t) ?? 0) + p * weight);
        exact.set(sound, (exact.get(sound) ?? 0) + p * weight);
      }
    }
    return { toned, exact };
  }

  /** How far two toneless sounds lie apart; see `soundDistance`. */
  distance(heard: number, meant: number): number {
    const row = (this.distances[heard] ??= []);
    return (row[meant] ??= soundDistance(this.sounds.all[heard]!, this.sounds.all[meant]!));
  }

  bySound({ blank, characters }: Heard): SoundFrame {
    const { toned, exact } = this.sounding(characters);
    const tied = new Map<number, number>();
    const raise = (sound: number, p: number) => p > FLOOR && p > (tied.get(sound) ?? 0) && tied.set(sound, p);
    for (const [sound, p] of exact) {
      raise(sound, p * this.weights.otherTone);
      for (const n of this.nearTo(sound)) raise(n.sound, p * n.weight);
    }
    const sounds = Int32Array.from(
      [...tied].sort((a, b) => b[1] - a[1]).slice(0, MOST_SOUNDS),
      ([sound]) => sound,
    );
    const { sameTone } = this.weights;
    return {
      blank,
      sounds,
      probability: (unit) =>
        Math.max(
          characters.get(unit.character) ?? 0,
          sameTone * (toned.get(unit.toned) ?? 0),
          tied.get(unit.sound) ?? 0,
        ),
    };
  }

  private readingsOf(character: number): Reading[] {
    return (this.readings[character] ??= tonedReadingsOf(this.characters.all[character] ?? '').map(
      (r, i) => ({
        toned: this.tones.id(r),
        sound: this.sounds.id(toneless(r)),
        weight: i === 0 ? 1 : this.weights.rareReading,
      }),
    ));
  }

  private nearTo(sound: number): { sound: number; weight: number }[] {
    const names = this.sounds.all;
    return (this.near[sound] ??= names.flatMap((meant, id) => {
      const weight = id === sound ? 0 : similarity(names[sound]!, meant) * this.weights.near;
      return weight > 0 ? [{ sound: id, weight }] : [];
    }));
  }
}
