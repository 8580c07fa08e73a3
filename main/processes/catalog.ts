import {
  createCatalogStore,
  openSentenceEncoder,
  openShelf,
  readAdmitted,
  startEmbeddedBroker,
  type BrokerOptions,
  type EmbeddedBroker,
} from '../../catalog-sync';
import packageJson from '../../package.json';
import { createEngine, kindNames, noteOf, scannedItem, TurnNotes, type Conversation } from '../assistant';
import { brokerOptions, cacheDir, catalogOptions } from '../config';
import {
  catalogService,
  checkDigitValid,
  DaogouError,
  isInStore,
  type Catalog,
  type CatalogStatus,
  type Config,
  type Lang,
  type SentenceEncoder,
  type SpokenPhrase,
  type TurnTrace,
  type Unanswered,
} from '../contract';
import { createLogger, type Logger } from '../telemetry';
import { browse, decodingLexicon, likelyPhrases, locatorSlip, paperOf, placesOf } from '../read-models';
import { standingClauses } from '../words';
import { serve } from './serve';

/** Conversations kept at most; the oldest goes first. One terminal talks with one shopper at a time. */
const CONVERSATIONS = 8;
/** Records that the staff page is made from. */
const UNANSWERED_SHOWN = 1_000;

serve(catalogService, async (config, emit) => {
  const log = createLogger(config.dataDir, 'catalog', config.log.level);
  const { embedded, broker } = await brokerOf(config, log).catch((error: unknown) => {
    // Answers don't need it.
    log.warn(
      { error: DaogouError.toWire(error) },
      'there is no broker; offers and calls stay on this terminal',
    );
    return { embedded: undefined, broker: undefined };
  });
  let encoder: SentenceEncoder | undefined;
  let opening = true;
  const finding = (): CatalogStatus['finding'] => (opening ? 'learning' : engine.finding());
  const store = await createCatalogStore({
    ...catalogOptions(config),
    broker,
    steady: 'terminal',
    finding,
    appVersion: packageJson.version,
    log,
    emit: (event, payload) => {
      emit(event, payload);
      if (event === 'swapped') warmSoon();
    },
  });
  /**
   * Names are read in the background, once it is known whether there is an encoder; a failure leaves the
   * store's own words.
   */
  const learn = async (): Promise<void> => {
    if (opening) return;
    try {
      await engine.learn();
      emit('status', store.status());
    } catch (error) {
      log.warn({ error: DaogouError.toWire(error) }, 'what the names of this catalog mean could not be read');
    }
  };
  const clock = (): Date => new Date();
  /** A record is never worth an answer. */
  const record = (question: Unanswered): void => {
    try {
      store.unanswered.record(question);
    } catch (error) {
      log.warn({ error: DaogouError.toWire(error) }, 'an unanswered question could not be recorded');
    }
  };
  /** What was scanned in vain is asked for; numbers of members and of the store's own are not kept. */
  const recordScan = ({ gtin, lang }: { gtin: string; lang: Lang }): void => {
    if (!checkDigitValid(gtin) || isInStore(gtin)) return;
    record({
      ...{ at: clock().toISOString(), lang, reason: 'not_carried', intent: 'product.location' },
      ...{ words: [], kinds: [], scanned: gtin, said: 0 },
    });
  };
  const turns = new TurnNotes();
  /** What was said goes no further than this: a note holds what was understood. */
  const note = (trace: TurnTrace): void => {
    try {
      turns.keep(noteOf(trace, (gtin) => store.current()?.product(gtin)?.name));
    } catch (error) {
      log.warn({ error: DaogouError.toWire(error) }, 'a turn could not be noted');
    }
  };
  const engine = createEngine({
    catalog: () => store.current(),
    clock,
    onUnanswered: record,
    onTrace: note,
    staleAfterMs: config.sync.staleHours * 3_600_000,
    encoder: () => encoder,
    shelf: openShelf(cacheDir()),
  });
  /** Behind the calls that wait already, so that a restarted process counts as up at once. */
  const warmSoon = (): void =>
    void setTimeout(() => {
      engine.warm();
      void learn();
    }, 0);
  const conversations = new Map<string, Conversation>();

  const conversation = (id: string): Conversation => {
    const known = conversations.get(id);
    if (known) return known;
    const fresh = engine.newConversation();
    conversations.set(id, fresh);
    if (conversations.size > CONVERSATIONS) conversations.delete(conversations.keys().next().value!);
    return fresh;
  };
  const catalog = (): Catalog => {
    const current = store.current();
    if (!current) throw new DaogouError('not_ready', 'the catalog is still being prepared', true);
    return current;
  };
  const cards = (gtins: string[]) => engine.cardsFor(gtins);

  store.start();
  warmSoon();
  void openSentenceEncoder(config.voice.modelsDir, cacheDir(), (error) =>
    log.warn({ error }, 'a sentence encoder is not used'),
  )
    .then((opened) => void (encoder = opened))
    .catch((error: unknown) =>
      log.warn(
        { error: DaogouError.toWire(error) },
        'what names mean can not be read; goods are found by letters, sounds and kinds',
      ),
    )
    .finally(() => {
      opening = false;
      void learn();
      emit('status', store.status());
    });
  return {
    handlers: {
      status: () => store.status(),
      ask: ({ conversation: id, ...utterance }) => {
        const answer = engine.ask(utterance, conversation(id));
        return { answer, cards: engine.cards(answer), places: placesOf({ answer }) };
      },
      ended: ({ turn, end }) => turns.ended(turn, end),
      forget: ({ conversation: id }) => void conversations.delete(id),
      browse: ({ path }) => browse(catalog(), path, cards),
      offers: () => engine.offers(),
      card: ({ gtin }) => cards([gtin])[0] ?? null,
      scanned: (scan) => {
        const found = scannedItem(catalog(), scan, config.scanner.labels);
        if (!found) recordScan(scan);
        const card = found && cards([found.gtin])[0];
        return card ? { card, ...(found.measure && { measure: found.measure }) } : null;
      },
      map: () => store.current()?.map() ?? null,
      slip: ({ gtins, lang, total }) => locatorSlip(catalog(), { gtins, lang, total }, clock(), cards),
      paper: (wanted) => paperOf(catalog(), wanted, clock(), cards),
      lexicon: () => decodingLexicon(catalog()),
      phrases: async () => [
        ...standing(),
        ...(await likelyPhrases(catalog(), (utterance) => engine.dryRun(utterance).text)),
      ],
      sync: () => store.sync(),
      call: async (wanted) => {
        const state = await store.fleet.call(wanted);
        return embedded && !embedded.staffListens() ? 'no_channel' : state;
      },
      unanswered: () => store.unanswered.list(UNANSWERED_SHOWN),
      turns: () => turns.list(),
      wanted: () =>
        store.unanswered
          .wanted()
          .map(({ id, count }) => ({ id, count, name: kindNames(id) ?? { zh: id, en: id } })),
      health: (devices) => store.fleet.health(devices),
    },
    async close() {
      await store.close();
      await encoder?.close();
      await embedded?.close();
    },
  };
});

/** What is said of what was done, whatever it is about. */
const standing = (): SpokenPhrase[] =>
  (['zh', 'en'] as const).flatMap((lang) => standingClauses(lang).map((text) => ({ lang, text })));

/**
 * The broker to connect to; it may run here, and then staff's devices come to it, and the terminals that were
 * admitted.
 */
async function brokerOf(
  config: Config,
  log: Logger,
): Promise<{ embedded?: EmbeddedBroker; broker?: BrokerOptions & { hqListens?: boolean } }> {
  const { url, host, port, username, password } = config.broker;
  if (url !== 'embedded') return { broker: brokerOptions(config) };
  // Read at each connection: who is admitted or dismissed meanwhile needs no restart.
  const terminals = (name: string): string | undefined => {
    try {
      const admitted = readAdmitted(config.dataDir);
      return Object.hasOwn(admitted, name) ? admitted[name] : undefined;
    } catch (error) {
      log.warn({ error: DaogouError.toWire(error) }, 'no other terminal is let in');
      return undefined;
    }
  };
  const embedded = await startEmbeddedBroker({
    host,
    port,
    username,
    password,
    terminals,
    onRefused: (what) => log.warn({ what }, 'the embedded broker refuses'),
  });
  return { embedded, broker: { url: embedded.url, ...embedded.own } };
}
