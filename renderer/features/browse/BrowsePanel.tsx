import type { Bilingual } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { otherLang, useWords } from '../../lib/i18n';
import { closePanel, openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { ItemRow } from '../../ui/ItemRow';
import { Sheet } from '../../ui/Sheet';
import { Tile } from '../../ui/Tile';
import css from './browse.module.css';

/** Down the category tree to the items. */
export function BrowsePanel({ path, titles }: { path: string[]; titles: Bilingual[] }) {
  const { t, other, say, lang } = useWords();
  const loaded = useCatalog('catalog.browse', { path });
  const here = titles.at(-1);
  const up = (): void => (path.length === 0 ? closePanel() : titles.length <= 1 ? closePanel() : openPanel({ kind: 'browse', path: path.slice(0, -1), titles: titles.slice(0, -1) }));
  const categories = loaded.state === 'ready' ? loaded.value.categories : [];
  const cards = loaded.state === 'ready' ? loaded.value.cards : [];

  return (
    <Sheet title={here ? say(here) : t('browse.title')} second={here ? here[otherLang(lang)] : other('browse.title')} onBack={up} testId="panel-browse">
      {loaded.state === 'loading' && <p className={css.note}>{t('home.loading')}</p>}
      {loaded.state === 'failed' && <p className={css.note}>{t('browse.failed')}</p>}
      {loaded.state === 'ready' && categories.length + cards.length === 0 && <p className={css.note}>{t('browse.empty')}</p>}
      {categories.length > 0 && (
        <div className={css.tiles}>
          {categories.map((category) => (
            <Tile
              key={category.path.join('>')}
              title={say(category.name)}
              second={category.name[otherLang(lang)]}
              note={t('browse.count', { n: category.count })}
              onPress={() => openPanel({ kind: 'browse', path: category.path, titles: [...titles, category.name] })}
              testId="category"
            />
          ))}
        </div>
      )}
      {categories.length === 0 && (
        <div className={css.items}>
          {cards.map((card) => (
            <ItemRow key={card.gtin} card={card} onPress={() => void act('item.open', { gtin: card.gtin })} />
          ))}
        </div>
      )}
    </Sheet>
  );
}
