import { allSets } from './question-sets';
import { OpenedStores, openEncoder } from './opened-stores';
import { resolveSubject } from '../answer/subject';
import { CueLexicon } from '../understand/cue-lexicon';
import { Homophones } from '../understand/homophones';
import { understand } from '../understand/understand';

/** Where lexicon and finder agree, and which of them is right where they do not. */
async function main(): Promise<void> {
  const encoder = await openEncoder();
  const stores = new OpenedStores(encoder);
  const tally = new Map<string, [number, number, number]>();
  const ready = new Map<string, [CueLexicon, Homophones]>();
  for (const q of allSets().filter((q) => q.before.length === 0 && q.meant.length > 0 && (process.argv[2] === undefined || q.store.includes(process.argv[2])))) {
    const catalog = await stores.catalog(q.store);
    const finder = await stores.finder(q.store);
    if (!ready.has(q.store)) ready.set(q.store, [new CueLexicon(catalog.sounds.bind(catalog)), new Homophones(catalog.sounds.bind(catalog))]);
    const [cues, homophones] = ready.get(q.store)!;
    const meaning = understand({ text: q.say }, { catalog, cues, homophones, fallback: q.lang, hasFocus: false });
    const subject = resolveSubject(catalog, meaning);
    const { found } = finder.find(q.say, q.lang);
    const top = found[0]!;
    const group = found.filter((f) => f.p >= 0.3 * top.p);
    const mass = group.reduce((s, f) => s + f.p, 0);
    const how = subject ? subject.how : 'nothing';
    const inside = subject?.products.some((p) => p.gtin === top.product.gtin) ?? false;
    const bin = mass > 0.9 ? '>.9' : mass > 0.7 ? '>.7' : mass > 0.5 ? '>.5' : '<.5';
    const key = `${how} ${inside ? 'agree' : 'apart'} ${bin}`;
    const t = tally.get(key) ?? [0, 0, 0];
    t[0]++;
    if (q.meant.includes(subject?.products[0]?.gtin ?? '')) t[1]++;
    if (q.meant.includes(top.product.gtin)) t[2]++;
    tally.set(key, t);
    if (process.argv[3] && how === 'found' && !inside && !q.meant.includes(top.product.gtin)) console.log(q.say, '|', subject?.products[0]?.name.zh, '|', top.product.name.zh, mass.toFixed(2));
  }
  for (const [k, v] of [...tally].sort()) console.log(k.padEnd(24), v.join(' / '), '(asked / lexicon first right / finder first right)');
  await encoder?.close();
}
void main();
