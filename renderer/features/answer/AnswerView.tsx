import { Maximize2 } from 'lucide-react';
import type { StoreMap } from '../../../main/contract';
import { act } from '../../lib/bridge';
import { metres } from '../../lib/format';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { ItemRow } from '../../ui/ItemRow';
import { Samples } from '../home/SampleList';
import { lengthOf } from '../map/geometry';
import { StoreMapView } from '../map/StoreMapView';
import { useDestination, useWay, type Destination } from '../map/use-destination';
import { AnswerActions } from './AnswerActions';
import { AnswerText } from './AnswerText';
import { NavNote } from './NavNote';
import { TakeAway } from './TakeAway';
import css from './answer.module.css';

/** The answer: what was asked, what is said, what to choose from, the items, the way, and what to do next. */
export function AnswerView() {
  const loaded = useCatalog('catalog.map');
  const map = loaded.state === 'ready' ? loaded.value : null;
  const destination = useDestination(map);
  const intent = useScreen((s) => s.answer?.intent);
  const alone =
    useScreen((s) => s.cards.length === 0 && (s.answer?.candidates.length ?? 0) === 0) &&
    destination === null;
  const hearing = useScreen((s) => s.view === 'listening' && s.turn.partial !== '');
  const showMap = map !== null && destination !== null;

  return (
    <main
      className={css.answer}
      data-testid="view-answer"
      data-intent={intent}
      data-map={showMap}
      data-hearing={hearing}
    >
      <div className={css.said}>
        <AnswerText />
        <NavNote />
        <TakeAway />
        <Candidates />
        <Items />
        {alone && <Samples />}
      </div>
      {showMap && <Way map={map} destination={destination} />}
      <AnswerActions destination={destination} />
    </main>
  );
}

/** What to choose from: as item cards where the card is there, else by name. */
function Candidates() {
  const { t } = useWords();
  const candidates = useScreen((s) => s.answer?.candidates);
  const cards = useScreen((s) => s.cards);
  if (!candidates || candidates.length === 0) return null;

  return (
    <section aria-label={t('answer.choose')}>
      <h2 className={css.heading}>{t('answer.choose')}</h2>
      <div className={css.items}>
        {candidates.map((candidate, i) => {
          const choose = (): void =>
            void (candidate.gtin
              ? act('item.open', { gtin: candidate.gtin })
              : act('ask.text', { text: candidate.say }));
          const card = cards.find((c) => c.gtin === candidate.gtin);
          if (card) return <ItemRow key={i} card={card} candidate onPress={choose} />;
          return (
            <button
              key={i}
              type="button"
              className={css.candidate}
              data-testid="candidate"
              data-gtin={candidate.gtin}
              onClick={choose}
            >
              <span>{candidate.label}</span>
              {candidate.aisle && <span className={css.aisle}>{candidate.aisle}</span>}
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** The items that are not up for choice already. */
function Items() {
  const { t } = useWords();
  const all = useScreen((s) => s.cards);
  const candidates = useScreen((s) => s.answer?.candidates);
  const cards = all.filter((card) => !candidates?.some((c) => c.gtin === card.gtin));
  if (cards.length === 0) return null;
  const alternatives = cards.every((c) => c.alternative);
  const single = all.length === 1;

  return (
    <section className={css.items} aria-label={t(alternatives ? 'answer.alternatives' : 'answer.items')}>
      {(alternatives || cards.length < all.length) && (
        <h2 className={css.heading}>{t(alternatives ? 'answer.alternatives' : 'answer.others')}</h2>
      )}
      {cards.map((card) => (
        <ItemRow
          key={card.gtin}
          card={card}
          lead={single}
          {...(single ? {} : { onPress: () => void act('item.open', { gtin: card.gtin }) })}
        />
      ))}
    </section>
  );
}

function Way({ map, destination }: { map: StoreMap; destination: Destination }) {
  const { t } = useWords();
  const way = useWay(destination);
  const pose = useScreen((s) => s.nav.pose);
  const label = t('map.alt', { x: destination.target.label });

  return (
    <button
      type="button"
      className={css.map}
      onClick={() => openPanel({ kind: 'map' })}
      aria-label={`${label}. ${t('map.open')}`}
      data-testid="answer-map"
    >
      <span className={css.mapHead}>
        <span className={css.mapTarget} data-testid="destination">
          {destination.target.label}
        </span>
        {way && way.path.length > 1 && (
          <span className={css.walk}>{t('map.way', { m: metres(lengthOf(way.path)) })}</span>
        )}
        <Maximize2 aria-hidden className={css.enlarge} />
      </span>
      <span className={css.mapBody}>
        <StoreMapView
          map={map}
          places={destination.places}
          amenity={destination.amenity}
          path={way?.path ?? []}
          pose={pose}
          label={label}
        />
      </span>
    </button>
  );
}
