import { MapPin } from 'lucide-react';
import type { ItemCard } from '../../main/contract';
import { placeLabel, priceTag } from '../../main/words';
import { useWords } from '../lib/i18n';
import css from './item.module.css';

/** Where an item stands in many places, the first of them say enough. */
const MAX_PLACES = 3;

interface Props {
  card: ItemCard;
  /** Large, for the one item an answer is about. */
  lead?: boolean;
  /** One of those the answer asks to choose from. */
  candidate?: boolean;
  onPress?: () => void;
}

/** An item as its shelf label would say it: name, size, where it stands, how many, what it costs now. */
export function ItemRow({ card, lead = false, candidate = false, onPress }: Props) {
  const { t, say, beside, lang } = useWords();
  const second = beside(card.name);
  const offer = card.offerPrice !== undefined && card.offerPrice < card.price;
  const Frame = onPress ? 'button' : 'div';

  return (
    <Frame
      {...(onPress ? { type: 'button' as const, onClick: onPress } : {})}
      className={`${css.item} ${lead ? css.lead : ''} ${candidate ? css.candidate : ''}`}
      data-testid={candidate ? 'candidate' : 'item'}
      data-gtin={card.gtin}
      data-alternative={card.alternative}
    >
      <div className={css.words}>
        {card.alternative && <span className={css.alternative}>{t('answer.alternative')}</span>}
        <span className={css.name}>{say(card.name)}</span>
        <span className={css.second}>
          {[second === say(card.name) ? '' : second, card.size].filter(Boolean).join(' · ')}
        </span>
        <span className={css.facts}>
          {card.places.length > 0 ? (
            <span className={css.place} data-testid="place">
              <MapPin aria-hidden />
              {card.places
                .slice(0, lead ? MAX_PLACES : 1)
                .map((p) => placeLabel(p, lang))
                .join('，')}
            </span>
          ) : (
            <span>{t('answer.noPlace')}</span>
          )}
          <span className={`${css.stock} ${css[card.stock]}`} data-testid="stock">
            {t(`stock.${card.stock}`)}
          </span>
        </span>
      </div>
      <div className={css.money}>
        {card.offerTitle && <span className={css.offer}>{say(card.offerTitle)}</span>}
        <span className={offer ? css.offerPrice : css.price} data-testid="price">
          {priceTag(offer ? card.offerPrice! : card.price, card.currency, lang)}
        </span>
        {offer && (
          <span className={css.was}>{t('price.was', { x: priceTag(card.price, card.currency, lang) })}</span>
        )}
      </div>
    </Frame>
  );
}
