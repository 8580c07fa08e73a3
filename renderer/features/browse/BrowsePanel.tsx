import { useEffect } from 'react';
import type { CategoryNode } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { closePanel, openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { ItemRow } from '../../ui/ItemRow';
import { Sheet } from '../../ui/Sheet';
import { Tile } from '../../ui/Tile';
import css from './browse.module.css';

/** Down the category tree to the items. */
export function BrowsePanel({ trail }: { trail: Pick<CategoryNode, 'path' | 'name'>[] }) {
  const { t, other, say, beside } = useWords();
  const last = trail.at(-1);
  const loaded = useCatalog('catalog.browse', { path: last?.path ?? [] });
  const here = last?.name;
  const up = (): void =>
    trail.length <= 1 ? closePanel() : openPanel({ kind: 'browse', trail: trail.slice(0, -1) });
  const categories = loaded.state === 'ready' ? loaded.value.categories : [];
  const cards = loaded.state === 'ready' ? loaded.value.cards : [];

  // A choice of one is none: go on through it.
  const only = categories.length === 1 && cards.length === 0 ? categories[0] : undefined;
  useEffect(() => {
    if (only) openPanel({ kind: 'browse', trail: [...trail.slice(0, -1), only] });
  }, [only, trail]);

  return (
    <Sheet
      key={last?.path.join('>')}
      title={here ? say(here) : t('browse.title')}
      second={here ? beside(here) : other('browse.title')}
      onBack={up}
      testId="panel-browse"
    >
      {loaded.state === 'loading' && <p className={css.note}>{t('home.loading')}</p>}
      {loaded.state === 'failed' && <p className={css.note}>{t('browse.failed')}</p>}
      {loaded.state === 'ready' && categories.length + cards.length === 0 && (
        <p className={css.note}>{t('browse.empty')}</p>
      )}
      {categories.length > 0 && (
        <div className={css.tiles}>
          {categories.map((category) => (
            <Tile
              key={category.path.join('>')}
              title={say(category.name)}
              second={beside(category.name)}
              note={t('browse.count', { n: category.count })}
              onPress={() => openPanel({ kind: 'browse', trail: [...trail, category] })}
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
