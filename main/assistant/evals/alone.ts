import type { Understood } from '../../contract';
import { resolveParts } from '../answer/subject';
import type { Named } from '../find/evidence';
import { CueLexicon } from '../understand/cue-lexicon';
import { Homophones } from '../understand/homophones';
import { understand } from '../understand/understand';
import type { OpenedStores } from './opened-stores';

/** Reads questions by themselves, as the engine does before the conversation is taken into account. */
export class Alone {
  private readonly known = new Map<string, Promise<Named | undefined>>();
  private readonly ready = new Map<string, [CueLexicon, Homophones]>();

  constructor(private readonly stores: OpenedStores) {}

  /** What the store's own words make of a question; read once. */
  named(store: string, say: string, lang: Understood): Promise<Named | undefined> {
    const key = `${store} ${lang} ${say}`;
    const known = this.known.get(key) ?? this.read(store, say, lang);
    this.known.set(key, known);
    return known;
  }

  private async read(store: string, say: string, lang: Understood): Promise<Named | undefined> {
    const catalog = await this.stores.catalog(store);
    const sounds = catalog.sounds.bind(catalog);
    const [cues, homophones] = this.ready.get(store) ?? [new CueLexicon(sounds), new Homophones(sounds)];
    this.ready.set(store, [cues, homophones]);
    const meaning = understand({ text: say }, { catalog, cues, homophones, fallback: lang, hasFocus: false });
    const subject = resolveParts(catalog, meaning);
    return subject && { gtins: new Set(subject.products.map((p) => p.gtin)), whole: subject.how === 'found' };
  }
}
