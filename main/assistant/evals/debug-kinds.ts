import { OpenedStores, openEncoder } from './opened-stores';
async function main(): Promise<void> {
  const encoder = await openEncoder();
  const stores = new OpenedStores(encoder);
  const [store, ...qs] = process.argv.slice(2);
  const kinds = await stores.kinds('zh');
  const index = await stores.index(store!, 'zh');
  for (const q of qs) {
    const [say, name] = q.split('=');
    process.stdout.write(`${say}: ${[...kinds.asked(say!)].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([k, p]) => `${kinds.kinds[k]!.id} ${p.toFixed(2)}`).join(', ')}\n`);
    index.products.forEach((p, row) => {
      if (name && p.name.zh.includes(name)) process.stdout.write(`   ${p.name.zh} [${p.categoryZh.join('>')}]: ${[...kinds.of(p, index.vector(row))].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([k, x]) => `${kinds.kinds[k]!.id} ${x.toFixed(2)}`).join(', ')}\n`);
    });
  }
  await encoder?.close();
}
void main();
