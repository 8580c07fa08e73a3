import type { Heard, SoundTying, Unit } from './evidence';

/** What one slot says for each syllable, natural log. */
export interface SlotEvidence {
  logProb(unit: Unit): number;
  /** Evidence for a toneless sound, however near; no logarithm. */
  bySound(sound: number): number;
  /** Log probability that nothing was said here. */
  nothing: number;
  /** Log probability of what fits best, nothing included. */
  best: number;
}

export interface ConfusionOptions {
  /**
   * How the evidence is shared out between the very character, its toned sound and its sound however near.
   */
  character: number;
  toned: number;
  /** Falls of the probability with the distance of two sounds: exp(−steepness × distance). */
  steepness: number;
  /** Of any sound at all, whatever was heard. */
  floor: number;
  /** Least probability of nothing. */
  nothing: number;
}

export const CONFUSION: ConfusionOptions = {
  character: 0.25,
  toned: 0.25,
  steepness: 1.3,
  floor: 2e-4,
  nothing: 0.02,
};

/**
 * A slot's characters as evidence for every syllable: what was heard speaks also, less and less, for what
 * sounds near.
 */
export function slotEvidence(
  heard: Heard,
  tying: SoundTying,
  options: ConfusionOptions = CONFUSION,
): SlotEvidence {
  const { toned, exact } = tying.sounding(heard.characters);
  const near: number[] = [];
  const known: number[] = [];
  const bySound = (sound: number): number => {
    let p = near[sound];
    if (p === undefined) {
      p = 0;
      for (const [other, mass] of exact)
        p += mass * Math.exp(-options.steepness * tying.distance(other, sound));
      near[sound] = p;
    }
    return p;
  };
  const rest = 1 - options.character - options.toned;
  const nothing = Math.log(Math.max(options.nothing, heard.blank));
  let most = 0;
  for (const [character, mass] of heard.characters) {
    const said = tying.usual(character);
    if (said)
      most = Math.max(
        most,
        options.character * mass + options.toned * (toned.get(said.toned) ?? 0) + rest * bySound(said.sound),
      );
  }
  return {
    nothing,
    bySound,
    best: Math.max(nothing, Math.log(most + options.floor)),
    logProb: (unit) => {
      let value = known[unit.id];
      if (value === undefined) {
        const p =
          options.character * (heard.characters.get(unit.character) ?? 0) +
          options.toned * (toned.get(unit.toned) ?? 0) +
          rest * bySound(unit.sound);
        known[unit.id] = value = Math.log(p + options.floor);
      }
      return value;
    },
  };
}
