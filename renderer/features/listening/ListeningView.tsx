import { LayoutGrid, MicOff, RotateCcw, X } from 'lucide-react';
import type { TurnState } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { openPanel } from '../../lib/ui-store';
import { useCatalog } from '../../lib/use-catalog';
import { Button } from '../../ui/Button';
import { useLeafCategories } from '../home/use-leaf-categories';
import { faultMessage } from './fault-message';
import { LevelOrb } from './LevelOrb';
import css from './listening.module.css';

/** The ear is open: what is heard, as it is heard. */
export function ListeningView() {
  const { t, other } = useWords();
  const turn = useScreen((s) => s.turn);
  const fault = useScreen((s) => faultMessage(s));
  const caption = useScreen((s) => s.caption);
  const heard = turn.transcript || turn.partial;
  const headline = fault ?? stateMessage(turn.state, heard !== '');
  const busy = turn.state === 'recognizing' || turn.state === 'answering';

  return (
    <main className={css.listening} data-testid="view-listening" data-turn={turn.state}>
      <div className={css.head}>
        <h1 className={css.headline} role="status" data-testid={fault ? 'fault' : 'listening-state'}>
          {t(headline)}
        </h1>
        <p className={css.second}>{other(headline)}</p>
      </div>
      {fault ? <MicOff className={css.off} aria-hidden strokeWidth={1.25} /> : <LevelOrb busy={busy} />}
      <p className={css.heard} data-testid="partial" data-final={turn.transcript !== ''} aria-live="polite">
        {heard || (!fault && <Unheard caption={caption} />)}
      </p>
      <div className={css.buttons}>
        {fault && (
          <Button
            icon={LayoutGrid}
            look="light"
            onPress={() => openPanel({ kind: 'browse', trail: [] })}
            testId="by-touch"
          >
            {t('listen.touch')}
          </Button>
        )}
        {fault && (
          <Button icon={RotateCcw} look="dark" onPress={() => void act('turn.start')} testId="again">
            {t('listen.again')}
          </Button>
        )}
        <Button icon={X} look="dark" onPress={() => void act('turn.cancel')} testId="cancel">
          {t('listen.cancel')}
        </Button>
      </div>
    </main>
  );
}

/** While nothing is heard yet: what the terminal asks, else how one may ask. */
function Unheard({ caption }: { caption: string | undefined }) {
  return caption ? <span data-testid="asked">{caption}</span> : <Hint />;
}

function Hint() {
  const { t, say } = useWords();
  const top = useCatalog('catalog.browse', { path: [] });
  const [category] = useLeafCategories(top.state === 'ready' ? top.value.categories.slice(0, 1) : []);
  if (!category) return null;
  return (
    <span className={css.hint}>{t('listen.hint', { x: t('sample.where', { x: say(category.name) }) })}</span>
  );
}

function stateMessage(state: TurnState, heard: boolean): MessageKey {
  switch (state) {
    case 'recognizing':
    case 'endpointing':
      return 'listen.recognizing';
    case 'answering':
      return 'listen.answering';
    case 'fault':
      return 'fault.generic';
    case 'idle':
    case 'listening':
    case 'speaking':
    case 'interrupted':
      return heard ? 'listen.hearing' : 'listen.speak';
  }
}
