import type { ControlKind, Lang } from '../../contract';
import { loudCues, type CueHit, type Meaning } from '../understand/understand';
import { LENGTH } from './thresholds';
import type { Plan } from './types';

const isYesNo = ({ tag }: CueHit): boolean => /:(?:yes|no)$/.test(tag);
/** These don't make of steering something else. */
const ASIDE: readonly string[] = ['abuse', 'it', 'bye', 'who', 'mild', 'hold'];
/** A yes or no gives way to any other word of steering. */
const GIVES_WAY = 100;

/** Steering, where the utterance is nothing but that. */
export function controlOf(meaning: Meaning): Plan | undefined {
  if (meaning.ordinal !== undefined || meaning.allergens.length > 0) return undefined;
  const controls = steeringCues(meaning);
  if (controls.length === 0 || saysMore(meaning, controls)) return undefined;
  if (controls.every(isYesNo) && steersNothing(meaning, controls)) return undefined;
  const value = (cue: CueHit): number => (cue.end - cue.start) * cue.score - (isYesNo(cue) ? GIVES_WAY : 0);
  const best = [...controls].sort((a, b) => value(b) - value(a))[0]!;
  const [, kind, lang] = best.tag.split(':');
  return {
    kind: 'control',
    control: kind as ControlKind,
    ...(lang ? { lang: lang as Lang } : {}),
    ...(kind === 'stop' && meaning.tags.has('hold') ? { hold: true } : {}),
  };
}

/**
 * '老头子我耳朵背，你声音大点': beside a long, clear command words that name nothing certain do not count.
 */
function steeringCues(meaning: Meaning): CueHit[] {
  const nothingCertain = meaning.parts.every(
    ({ span }) => !span || span.entries.every(({ kind }) => kind === 'term'),
  );
  return meaning.cues.filter(
    (cue) =>
      cue.tag.startsWith('control:') &&
      (meaning.parts.length === 0 || (cue.end - cue.start >= 3 && !isYesNo(cue) && nothingCertain)),
  );
}

/** Something else is said beside the steering. */
function saysMore(meaning: Meaning, controls: readonly CueHit[]): boolean {
  const at = (cue: CueHit): string => `${cue.start}-${cue.end}`;
  const spans = new Set(controls.map(at));
  return loudCues(meaning).some(
    (cue) => !cue.tag.startsWith('control:') && !spans.has(at(cue)) && !ASIDE.includes(cue.tag),
  );
}

/**
 * '你是猪吗', 'ok thanks bye': a lone yes or no inside other words steers nothing, and a goodbye ends the talk.
 */
function steersNothing(meaning: Meaning, controls: readonly CueHit[]): boolean {
  const { tags, text } = meaning;
  const yes = controls.every((cue) => cue.tag.endsWith(':yes'));
  if (tags.has('abuse') || tags.has('greet')) return true;
  if (yes && (tags.has('bye') || tags.has('thanks'))) return true;
  return (
    text.length >= LENGTH.sentence &&
    controls.every(
      (cue) =>
        cue.end - cue.start === 1 &&
        /[\u3400-\u9fff]/.test(text[cue.start]!) &&
        /[\u3400-\u9fff]$/.test(text.slice(0, cue.start)),
    )
  );
}
