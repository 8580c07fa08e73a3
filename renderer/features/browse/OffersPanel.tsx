import { Tag } from 'lucide-react';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { closePanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { ItemRow } from '../../ui/ItemRow';
import { Sheet } from '../../ui/Sheet';
import css from './browse.module.css';

/** What is on offer now: the offers by name, then the items. */
export function OffersPanel() {
  const { t, other, say, beside } = useWords();
  const loaded = useCatalog('catalog.offers');
  const { cards, promotions } = loaded.state === 'ready' ? loaded.value : { cards: [], promotions: [] };

  return (
    <Sheet title={t('offers.title')} second={other('offers.title')} onBack={closePanel} testId="panel-offers">
      {loaded.state === 'loading' && <p className={css.note}>{t('home.loading')}</p>}
      {loaded.state === 'failed' && <p className={css.note}>{t('browse.failed')}</p>}
      {loaded.state === 'ready' && cards.length + promotions.length === 0 && (
        <p className={css.note}>{t('offers.none')}</p>
      )}
      <ul className={css.offers}>
        {promotions.map((promotion) => (
          <li key={promotion.id} className={css.offer} data-testid="promotion" data-id={promotion.id}>
            <Tag aria-hidden />
            <span>
              <strong>{say(promotion.title)}</strong>
              {beside(promotion.title) !== say(promotion.title) && <small>{beside(promotion.title)}</small>}
            </span>
          </li>
        ))}
      </ul>
      {cards.length > 0 && <h2 className={css.heading}>{t('offers.items')}</h2>}
      <div className={css.items}>
        {cards.map((card) => (
          <ItemRow key={card.gtin} card={card} onPress={() => void act('item.open', { gtin: card.gtin })} />
        ))}
      </div>
    </Sheet>
  );
}
