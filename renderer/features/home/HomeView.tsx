import { Keyboard, LayoutGrid, MapPinned, Mic, Tag, UserRound } from 'lucide-react';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { Button } from '../../ui/Button';
import { Tile } from '../../ui/Tile';
import { canListen } from '../status/status-lines';
import { Samples } from './SampleList';
import css from './home.module.css';

const TILES = 8;

/** What a stranger sees first: speak, ask one of these, or go by category. */
export function HomeView() {
  return (
    <main className={css.home} data-testid="view-home">
      <Hero />
      <div className={css.ways}>
        <Samples />
        <Categories />
      </div>
      <Dock />
    </main>
  );
}

function Hero() {
  const { t, other } = useWords();
  const services = useScreen((s) => s.services);
  const stages = useScreen((s) => s.stages);
  const mic = useScreen((s) => s.mic);
  const wake = useScreen((s) => s.wakeWords?.[0]);
  const listens = canListen({ services, stages, mic });

  return (
    <section className={css.hero}>
      <h1 className={css.greeting}>{t('home.greeting')}</h1>
      <p className={css.greetingSecond}>{other('home.greeting')}</p>
      <button
        type="button"
        className={css.speak}
        data-off={!listens}
        onClick={() => void act('turn.start')}
        data-testid="speak"
      >
        <span className={css.orb} aria-hidden>
          <Mic className={css.mic} strokeWidth={1.75} />
        </span>
        <span className={css.speakWords}>{t('home.speak')}</span>
        <span className={css.speakSecond} aria-hidden>
          {other('home.speak')}
        </span>
      </button>
      <p className={css.hint} data-testid="hint">
        {!listens && t('home.noVoice')}
        {listens && wake && t('home.wake', { word: wake })}
      </p>
    </section>
  );
}

function Categories() {
  const { t, say, beside } = useWords();
  const top = useCatalog('catalog.browse', { path: [] });
  const categories = top.state === 'ready' ? top.value.categories : [];
  const all = categories.length > TILES;
  const shown = all ? categories.slice(0, TILES - 1) : categories;

  return (
    <section aria-label={t('home.categories')} className={css.categories}>
      <h2 className={css.heading}>{t('home.categories')}</h2>
      {top.state !== 'ready' && (
        <p className={css.loading}>{t(top.state === 'loading' ? 'home.loading' : 'browse.failed')}</p>
      )}
      <div className={css.tiles}>
        {shown.map((category) => (
          <Tile
            key={category.path.join('>')}
            title={say(category.name)}
            second={beside(category.name)}
            onPress={() => openPanel({ kind: 'browse', trail: [category] })}
            testId="category"
          />
        ))}
        {all && (
          <Tile
            title={t('home.more')}
            icon={LayoutGrid}
            onPress={() => openPanel({ kind: 'browse', trail: [] })}
            testId="all-categories"
          />
        )}
      </div>
    </section>
  );
}

function Dock() {
  const { t, other } = useWords();
  const shortcuts = [
    { key: 'home.offers', icon: Tag, press: () => openPanel({ kind: 'offers' }) },
    { key: 'home.facilities', icon: MapPinned, press: () => openPanel({ kind: 'facilities' }) },
    { key: 'home.keypad', icon: Keyboard, press: () => openPanel({ kind: 'keypad' }) },
    { key: 'home.person', icon: UserRound, press: () => void act('person.call') },
  ] as const;
  return (
    <nav className={css.dock}>
      {shortcuts.map(({ key, icon, press }) => (
        <Button
          key={key}
          icon={icon}
          second={other(key)}
          onPress={press}
          testId={key}
          className={css.shortcut}
        >
          {t(key)}
        </Button>
      ))}
    </nav>
  );
}
