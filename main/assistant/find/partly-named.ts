import type { InBoth } from '../../contract';
import type { Kind } from '../goods';
import { englishWords } from './kind-words';
import { cleanName } from './product-name';
import { Growing } from './terms';

/** Kinds of whose names a good's name holds most, that are looked at beside those it holds whole. */
const MOST = 6;
/** A name of a kind is held in part from this share of its pieces on. */
const PART = 0.5;

const pairs = (text: string): string[] => {
  const chars = [...text];
  return chars.slice(1).map((c, i) => chars[i]! + c);
};

/** Pieces of text as numbers, in order of coming. */
class Numbered {
  private readonly numbers = new Map<string, number>();

  add(piece: string): number {
    const known = this.numbers.get(piece);
    if (known !== undefined) return known;
    this.numbers.set(piece, this.numbers.size);
    return this.numbers.size - 1;
  }

  /** The numbers of those pieces that are known. */
  of(pieces: readonly string[]): Set<number> {
    return new Set(pieces.flatMap((piece) => this.numbers.get(piece) ?? []));
  }
}

/** The names of all kinds in one language: the numbers of their pieces, one name after the other. */
class NamesInPieces {
  private readonly pieces = new Growing();
  /** By name, where it ends; by kind, its first name. */
  private readonly ends = new Growing();
  private readonly firsts = new Growing();

  /** The names of the next kind. */
  add(names: readonly (readonly number[])[]): void {
    this.firsts.push(this.ends.length);
    for (const name of names) {
      for (const piece of name) this.pieces.push(piece);
      this.ends.push(this.pieces.length);
    }
  }

  /** The largest share of the pieces of any name of a kind that are among some. */
  share(kind: number, held: ReadonlySet<number>): number {
    const last = kind + 1 < this.firsts.length ? this.firsts.at(kind + 1) : this.ends.length;
    let most = 0;
    for (let name = this.firsts.at(kind); name < last; name++) {
      const [start, end] = [name === 0 ? 0 : this.ends.at(name - 1), this.ends.at(name)];
      let met = 0;
      for (let at = start; at < end; at++) if (held.has(this.pieces.at(at))) met++;
      most = Math.max(most, met / (end - start));
    }
    return most;
  }
}

/**
 * How much of a kind's names stands in a good's name, in pieces: '蟑螂屋' is much of '强力粘蟑屋', 'over-door hook
 * rack' of 'over the door hook'.
 */
export class PartlyNamed {
  private readonly numbers = new Numbered();
  private readonly zh = new NamesInPieces();
  private readonly en = new NamesInPieces();
  /** By piece, the kinds that it tells: any pair of a Chinese name, the last word of an English one. */
  private readonly byPiece: number[][] = [];

  constructor(kinds: readonly Kind[]) {
    kinds.forEach(({ zh, en }, kind) => {
      const [chinese, english] = [
        zh.map((name) => pairs(cleanName(name.text).replace(/\s/g, ''))),
        en.map((name) => englishWords(cleanName(name))),
      ].map((names) =>
        names.filter(({ length }) => length > 0).map((name) => name.map((piece) => this.numbers.add(piece))),
      ) as [number[][], number[][]];
      this.zh.add(chinese);
      this.en.add(english);
      for (const piece of new Set([...chinese.flat(), ...english.map((words) => words.at(-1)!)]))
        (this.byPiece[piece] ??= []).push(kind);
    });
  }

  of(name: InBoth): { best: number[]; covers: (kind: number) => [number, number] } {
    const zh = this.numbers.of(pairs(name.zh.replace(/\s/g, '')));
    const en = this.numbers.of(englishWords(name.en));
    const covers = (kind: number): [number, number] => [this.zh.share(kind, zh), this.en.share(kind, en)];
    const counts = new Map<number, number>();
    for (const piece of [...zh, ...en])
      for (const kind of this.byPiece[piece] ?? []) counts.set(kind, (counts.get(kind) ?? 0) + 1);
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
