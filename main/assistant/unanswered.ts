import type { Catalog, Lang, Unanswered } from '../contract';
import { MAX_ITEMS, type Draft } from './answer/draft';
import { goodsWords } from './dialog/goods-words';
import type { GoodsFinder } from './find/finder';
import { readable } from './understand/clean';
import { withoutPrivate } from './understand/private';
import { words } from './understand/words';

/** Probability from which a kind counts as asked for. */
const KIND_WANTED = 0.5;
/** The store's kinds that are told, and characters of one. */
const KINDS = 5;
const KIND_LENGTH = 80;

/** An utterance that went unanswered, as what was understood of it; what was said stays here. */
export function unansweredOf(
  said: { text: string; lang: Lang; reason: Unanswered['reason']; now: Date },
  draft: Draft,
  { catalog, finder }: { catalog: Catalog; finder: GoodsFinder | undefined },
): Unanswered {
  const { text, lang, reason } = said;
  const near = catalog.products((draft.items ?? []).slice(0, MAX_ITEMS).map(({ gtin }) => gtin));
  const kinds = near.map((product) => product.categoryZh.join(' > ').slice(0, KIND_LENGTH));
  const wanted =
    reason === 'not_carried' && finder ? wantedKind(finder, catalog.fold(readable(text)), lang) : undefined;
  return {
    at: said.now.toISOString(),
    lang,
    reason,
    intent: draft.intent,
    words: goodsWords(catalog, text),
    kinds: [...new Set(kinds)].slice(0, KINDS),
    ...(wanted === undefined ? {} : { wanted: [wanted] }),
    said: words(catalog.fold(readable(text))).length,
  };
}

/** The kind of goods that was asked for where it is known and nothing here is of it. */
function wantedKind(finder: GoodsFinder, folded: string, lang: Lang): string | undefined {
  const open = withoutPrivate(folded);
  const lacking = finder.find(open, lang).kinds.find(({ p }) => p >= KIND_WANTED);
  if (!lacking || lacking.carried) return undefined;
  // A kind that is called like what was private would tell it: 'school_uniform' of a child's school.
  const tells = lacking.kind.id
    .split('_')
    .some((word) => word.length > 3 && folded.includes(word) && !open.includes(word));
  return tells ? undefined : lacking.kind.id;
}
