import type { Posteriors } from './fsmn';

/** The best token of every frame, repeats and blanks dropped. `from` … `to` are frames. */
export interface CtcToken {
  id: number;
  from: number;
  to: number;
  logProb: number;
}

/** CTC best-path decoding (Graves 2006, §3.2). */
export function greedyPath(posteriors: Posteriors): CtcToken[] {
  const path: CtcToken[] = [];
  let last = 0;
  posteriors.frames.forEach((frame, t) => {
    let best = 0;
    for (let v = 1; v < frame.length; v++) if (frame[v]! > frame[best]!) best = v;
    if (best !== 0 && best !== last) path.push({ id: best, from: t, to: t, logProb: frame[best]! });
    else if (best !== 0) {
      const token = path[path.length - 1]!;
      token.to = t;
      token.logProb = Math.max(token.logProb, frame[best]!);
    }
    last = best;
  });
  return path;
}

/** Joins tokens to text: '▁' begins a Latin word, anything else stands by itself. */
export function joinTokens(tokens: readonly string[]): string {
  let text = '';
  for (const token of tokens) {
    if (token === '<unk>') continue;
    if (token.startsWith('▁')) text += (/[a-z]$/i.test(text) ? ' ' : '') + token.slice(1);
    else text += token;
  }
  return text;
}

/** Mean probability (geometric) of the best path's tokens. */
export function pathConfidence(posteriors: Posteriors | undefined): number {
  const path = posteriors ? greedyPath(posteriors) : [];
  return path.length === 0 ? 0 : Math.exp(path.reduce((sum, t) => sum + t.logProb, 0) / path.length);
}
