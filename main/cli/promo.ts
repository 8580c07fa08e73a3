import type { Command } from 'commander';
import {
  createCatalogStore,
  promotionKinds,
  type CatalogStore,
  type OfferDraft,
  type StoreOfferState,
} from '../../catalog-sync';
import { catalogOptions, defaultDataDir, loadConfig } from '../config';
import { say, storeTime } from '../words';
import { choice, collect, instant, whole } from './arguments';

interface CreateOptions {
  id?: string;
  titleZh: string;
  titleEn: string;
  kind: (typeof promotionKinds)[number];
  value?: string;
  from: Date;
  to: Date;
  gtin: string[];
  category?: string;
  members?: boolean;
  priority: number;
  termsZh?: string;
  termsEn?: string;
  coupon?: string;
}

/**
 * The store's offers on this terminal. A running terminal sees what is written here at once, and sends it on.
 */
async function withStore(work: (store: CatalogStore) => void): Promise<void> {
  const { dataDir, rootFile } = catalogOptions(loadConfig({ dataDir: defaultDataDir() }));
  const store = await createCatalogStore({ dataDir, rootFile, syncUrl: '' });
  try {
    work(store);
  } finally {
    await store.close();
  }
}

/** One line of JSON, its times in the store's zone where that is known. */
function print({ offer, stopped, hlc, lapsed }: StoreOfferState, timezone: string | undefined): void {
  const zoned = (time: string): string =>
    timezone === undefined ? time : storeTime({ timezone }, new Date(time));
  const times = { startsAt: zoned(offer.startsAt), endsAt: zoned(offer.endsAt) };
  const told = { ...offer, ...times, stopped, ...(lapsed && { lapsed }), version: hlc };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

function create(options: CreateOptions): Promise<void> {
  const {
    id,
    titleZh,
    titleEn,
    kind,
    value,
    from,
    to,
    gtin,
    category,
    members,
    priority,
    termsZh,
    termsEn,
    coupon,
  } = options;
  const draft: OfferDraft = {
    ...(id && { id }),
    title: { zh: titleZh, en: titleEn },
    kind,
    ...(value !== undefined && { value }),
    startsAt: from.toISOString(),
    endsAt: to.toISOString(),
    gtins: gtin,
    ...(category && { categoryZh: category.split(/[>＞]/).map((step) => step.trim()) }),
    membersOnly: members ?? false,
    priority,
    ...((termsZh ?? termsEn) !== undefined && {
      terms: { zh: termsZh ?? termsEn ?? '', en: termsEn ?? termsZh ?? '' },
    }),
    ...(coupon && { couponCode: coupon }),
  };
  return withStore((store) => {
    // Said before anything is in force.
    for (const doubt of store.promotions.doubts(draft)) console.error(`daogou: warning: ${doubt}`);
    print(store.promotions.put(draft), store.status().timezone);
  });
}

export function addPromo(program: Command): void {
  const promo = program
    .command('promo')
    .description(
      'Offers made in this store: in force on this terminal at once, on the others as soon as the broker has them.',
    );
  promo
    .command('create')
    .description(
      'Makes an offer, or changes the one with the same --id; a --from in the future schedules it. Needs the store’s key, keys/store.pem of the data folder.',
    )
    .requiredOption('--title-zh <text>', 'what it is called, in Chinese')
    .requiredOption('--title-en <text>', 'and in English')
    .requiredOption('--kind <kind>', promotionKinds.join(', '), choice(promotionKinds))
    .option('--value <value>', '20 for 20 % off, 12.90 for an amount or price, 2+1 for buy two get one')
    .requiredOption('--from <time>', 'when it begins, e.g. 2026-11-23T08:00:00+08:00', instant)
    .requiredOption('--to <time>', 'when it ends', instant)
    .option('--gtin <gtin>', 'an item it is for; may be repeated', collect, [])
    .option(
      '--category <path>',
      `a category it is for, in Chinese, e.g. “${say('zh', 'tool.category_example')}”`,
    )
    .option('--members', 'for members only')
    .option('--priority <n>', 'the higher one is told first', whole, 0)
    .option('--terms-zh <text>', 'conditions, in Chinese')
    .option('--terms-en <text>', 'and in English')
    .option('--coupon <code>', 'the code to show')
    .option('--id <id>', 'letters, digits, - . _; made up where none is given')
    .action(create);
  promo
    .command('list')
    .description('The store’s own offers, newest first, one JSON object a line.')
    .option('--stopped', 'also those that were stopped')
    .action(({ stopped }: { stopped?: boolean }) =>
      withStore((store) => {
        for (const offer of store.promotions.list({ stopped: stopped ?? false }))
          print(offer, store.status().timezone);
      }),
    );
  promo
    .command('stop')
    .description('Stops an offer at once, on every terminal of the store.')
    .argument('<id>', 'the offer’s id')
    .action((id: string) => withStore((store) => print(store.promotions.stop(id), store.status().timezone)));
}
