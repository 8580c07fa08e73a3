import type { InBoth } from '../../contract';
import type { Kind } from '../goods';
import { englishWords } from './kind-words';
import { cleanName } from './product-name';

/** Kinds of whose names a good's name holds most, that are looked at beside those it holds whole. */
const MOST = 6;
/** A name of a kind is held in part from this share of its pieces on. */
const PART = 0.5;

const pairs = (text: string): string[] => {
  const chars = [...text];
  return chars.slice(1).map((c, i) => chars[i]! + c);
};

/**
 * How much of a kind's names stands in a good's name, in pieces: '蟑螂屋' is much of '强力粘蟑屋', 'over-door hook
 * rack' of 'over the door hook'.
 */
export class PartlyNamed {
  private readonly names: readonly { zh: string[][]; en: string[][] }[];
  private readonly byPair = new Map<string, number[]>();

  constructor(kinds: readonly Kind[]) {
    this.names = kinds.map((kind) => ({
      zh: kind.zh
        .map((name) => pairs(cleanName(name.text).replace(/\s/g, '')))
        .filter((list) => list.length > 0),
      en: kind.en.map((name) => englishWords(cleanName(name))).filter((list) => list.length > 0),
    }));
    this.names.forEach(({ zh, en }, kind) => {
      for (const piece of new Set([...zh.flat(), ...en.map((words) => words.at(-1)!)])) {
        const known = this.byPair.get(piece);
        if (known) known.push(kind);
        else this.byPair.set(piece, [kind]);
      }
    });
  }

  of(name: InBoth): { best: number[]; covers: (kind: number) => [number, number] } {
    const zh = new Set(pairs(name.zh.replace(/\s/g, '')));
    const en = new Set(englishWords(name.en));
    const share = (lists: readonly string[][], held: ReadonlySet<string>): number =>
      lists.reduce(
        (most, list) => Math.max(most, list.filter((piece) => held.has(piece)).length / list.length),
        0,
      );
    const covers = (kind: number): [number, number] => [
      share(this.names[kind]!.zh, zh),
      share(this.names[kind]!.en, en),
    ];
    const counts = new Map<number, number>();
    for (const piece of [...zh, ...en])
      for (const kind of this.byPair.get(piece) ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const likely = [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 4 * MOST)
      .map(([kind]) => kind);
    const scored = likely
      .map((kind) => ({ kind, cover: Math.max(...covers(kind)) }))
      .filter(({ cover }) => cover >= PART);
    return {
      best: scored
        .sort((a, b) => b.cover - a.cover)
        .slice(0, MOST)
        .map(({ kind }) => kind),
      covers,
    };
  }
}
