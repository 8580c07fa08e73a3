import type { Posteriors } from '../ctc/fsmn';
import type { Rival } from '../second-pass';
import type { Heard, SoundTying } from './evidence';
import { similarity, syllablesOf } from './syllables';

/** A stretch of sound that is one syllable at most: what was heard there, and between which frames. */
export interface Slot extends Heard {
  from: number;
  to: number;
}

/** Where less than this says 'something', there is no slot. */
const SOMETHING = 0.12;

/** Cuts a net's evidence into slots: a stretch of non-blank frames with the same best token is one. */
export function slotsOf(posteriors: Posteriors, tying: SoundTying): Slot[] {
  const slots: Slot[] = [];
  let open: { best: number; from: number; frames: Float32Array[] } | undefined;
  const close = (to: number) => {
    if (open) slots.push(pool(open.frames, open.from, to, tying));
    open = undefined;
  };
  posteriors.frames.forEach((frame, t) => {
    if (1 - Math.exp(frame[0]!) < SOMETHING) return close(t - 1);
    let best = 1;
    for (let v = 2; v < frame.length; v++) if (frame[v]! > frame[best]!) best = v;
    if (open && open.best !== best) close(t - 1);
    if (open) open.frames.push(frame);
    else open = { best, from: t, frames: [frame] };
  });
  close(posteriors.frames.length - 1);
  return slots;
}

function pool(frames: readonly Float32Array[], from: number, to: number, tying: SoundTying): Slot {
  let blank = 1;
  const characters = new Map<number, number>();
  for (const frame of frames) {
    const heard = tying.heard(frame);
    blank = Math.min(blank, heard.blank);
    for (const [c, p] of heard.characters) characters.set(c, Math.max(characters.get(c) ?? 0, p));
  }
  return { blank, characters, from, to };
}

/** A character of the second pass and how sure it is of it. */
export interface Witness {
  character: string;
  probability: number;
  /** What else it could be, itself perhaps among them. */
  rivals: readonly Rival[];
}

const SKIP_HEARD = 1;
const SKIP_SAID = 1;

/**
 * Lays the second pass's characters over the slots of the first by sound (edit distance with phonetic costs)
 * and mixes what both say.
 * @param trust share of the second pass where both speak, in [0,1]
 */
export function fuse(
  slots: readonly Slot[],
  second: readonly Witness[],
  tying: SoundTying,
  trust: number,
): Heard[] {
  const names = second.map((w) => syllablesOf(w.character)[0] ?? '');
  const cost = (slot: Slot, k: number): number => {
    let best = 0;
    for (const [c, p] of slot.characters) {
      const weight = p / (1 - slot.blank + 1e-6);
      if (weight > 0.02)
        best = Math.max(best, Math.min(1, weight * 1.5) * similarity(tying.syllable(c), names[k]!));
    }
    return 1.6 * (1 - best);
  };
  const [n, m] = [slots.length, second.length];
  const skipSlot = slots.map((s) => SKIP_HEARD * (1 - s.blank));
  const table = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (i === 0 && j === 0) continue;
      table[i]![j] = Math.min(
        i > 0 && j > 0 ? table[i - 1]![j - 1]! + cost(slots[i - 1]!, j - 1) : Infinity,
        i > 0 ? table[i - 1]![j]! + skipSlot[i - 1]! : Infinity,
        j > 0 ? table[i]![j - 1]! + SKIP_SAID : Infinity,
      );
    }
  }
  const fused: Heard[] = [];
  for (let i = n, j = m; i > 0 || j > 0;) {
    const here = table[i]![j]!;
    if (i > 0 && j > 0 && Math.abs(here - table[i - 1]![j - 1]! - cost(slots[i - 1]!, j - 1)) < 1e-9)
      fused.push(mix(slots[--i]!, said(second[--j]!, tying), trust));
    else if (i > 0 && Math.abs(here - table[i - 1]![j]! - skipSlot[i - 1]!) < 1e-9)
      fused.push(mix(slots[--i]!, NOTHING, trust));
    else fused.push(mix(NOTHING, said(second[--j]!, tying), trust));
  }
  return fused.reverse();
}

/** However unsure of the character, the second pass heard something. */
const MOSTLY_NOTHING = 0.3;
const NOTHING: Heard = { blank: 1, characters: new Map() };

/** What the second pass says in a place: its character, and the others it weighed. */
function said(w: Witness, tying: SoundTying): Heard {
  const characters = new Map<number, number>();
  const add = (character: string, p: number) =>
    characters.set(tying.character(character), (characters.get(tying.character(character)) ?? 0) + p);
  for (const r of w.rivals) add(r.character, r.probability);
  if (!w.rivals.some((r) => r.character === w.character)) add(w.character, w.probability);
  return { blank: Math.min(1 - w.probability, MOSTLY_NOTHING), characters };
}

function mix(a: Heard, b: Heard, trust: number): Heard {
  const characters = new Map<number, number>();
  for (const [c, p] of a.characters) characters.set(c, p * (1 - trust));
  for (const [c, p] of b.characters) characters.set(c, (characters.get(c) ?? 0) + p * trust);
  return { blank: a.blank * (1 - trust) + b.blank * trust, characters };
}
