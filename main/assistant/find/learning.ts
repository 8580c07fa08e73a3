import type { Catalog, SentenceEncoder, Shelf, Understood } from '../../contract';
import { allBrands, readAllKinds } from '../goods';
import { GoodsFinder, learnKinds } from './finder';
import type { KindFinder } from './kinds';
import { remembering as remember } from './remembering';
import { inTurns } from './steps';

/**
 * Keeps a finder ready for the catalog in force: kinds of goods are read once for each encoder, names once a
 * catalog.
 */
export class Learning {
  private kinds: Promise<Readonly<Record<Understood, KindFinder>>> | undefined;
  /** The encoder that the kinds were read with, as it was given and as it remembers. */
  private encoders: { given?: SentenceEncoder; remembering?: SentenceEncoder } = {};
  private finder: { goods: GoodsFinder; encoder: SentenceEncoder | undefined } | undefined;
  private running = 0;

  constructor(
    private readonly catalog: () => Catalog | undefined,
    private readonly encoder: () => SentenceEncoder | undefined,
    private readonly shelf?: Shelf,
  ) {}

  /** The finder for this catalog, where its names have been read. */
  finderFor(catalog: Catalog): GoodsFinder | undefined {
    return this.finder?.goods.catalog === catalog ? this.finder.goods : undefined;
  }

  /** `plain`: by the student or without any encoder, or not read yet and not being read. */
  state(): 'full' | 'learning' | 'plain' {
    const catalog = this.catalog();
    if (catalog && this.finderFor(catalog) && this.finder!.encoder === this.encoder())
      return this.finder!.encoder?.by === 'encoders' ? 'full' : 'plain';
    return this.running > 0 ? 'learning' : 'plain';
  }

  /** Reads the catalog in force. Rejects with `unavailable` where the encoder fails. */
  async learn(): Promise<void> {
    const [catalog, encoder] = [this.catalog(), this.encoder()];
    if (!catalog || (this.finderFor(catalog) && this.finder!.encoder === encoder)) return;
    this.running++;
    try {
      const [kinds, asked] = [await this.kindsFor(encoder), this.encoders.remembering];
      const goods = new GoodsFinder(catalog, kinds, { encoder: asked, shelf: this.shelf });
      await goods.learn();
      // Another catalog may have come in the meantime: its own learning follows.
      if (this.catalog() === catalog) this.finder = { goods, encoder };
    } finally {
      this.running--;
    }
  }

  private kindsFor(encoder: SentenceEncoder | undefined): Promise<Readonly<Record<Understood, KindFinder>>> {
    if (!this.kinds || this.encoders.given !== encoder) {
      this.encoders = encoder ? { given: encoder, remembering: remember(encoder) } : {};
      const { remembering } = this.encoders;
      this.kinds = inTurns(readAllKinds()).then((kinds) => learnKinds(kinds, allBrands(), remembering));
    }
    return this.kinds;
  }
}
