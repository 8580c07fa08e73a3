import { Delete, Search } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { act } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { closePanel } from '../../lib/ui-store';
import { Button } from '../../ui/Button';
import { Sheet } from '../../ui/Sheet';
import css from './keypad.module.css';

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const MAX_LENGTH = 60;

/**
 * Letters and digits: English, or Mandarin as toneless pinyin, which the engine reads by sound. A real
 * keyboard works too.
 */
export function KeypadPanel() {
  const { t, other } = useWords();
  const [text, setText] = useState('');
  const query = text.trim();
  const add = (letter: string): void => setText((now) => (now + letter).slice(0, MAX_LENGTH));
  const remove = (): void => setText((now) => now.slice(0, -1));

  useKeyboard({ query, add, remove });

  return (
    <Sheet title={t('keypad.title')} second={other('keypad.title')} onBack={closePanel} testId="panel-keypad">
      <div className={css.keypad}>
        <p
          className={css.field}
          role="textbox"
          aria-label={t('keypad.field')}
          aria-readonly
          data-testid="keypad-text"
        >
          {text ? text : <span className={css.hint}>{t('keypad.hint')}</span>}
          {text && <span className={css.caret} aria-hidden />}
        </p>
        <div className={css.keys}>
          {rows.map((row) => (
            <KeyRow key={row} row={row} onAdd={add} onRemove={row === rows.at(-1) ? remove : undefined} />
          ))}
          <div className={css.row}>
            <button
              type="button"
              className={`${css.key} ${css.space}`}
              onClick={() => add(' ')}
              data-testid="key-space"
            >
              {t('keypad.space')}
            </button>
            <Button
              icon={Search}
              look="primary"
              disabled={!query}
              onPress={() => void act('ask.text', { text: query })}
              testId="key-search"
              className={css.search}
            >
              {t('keypad.search')}
            </Button>
          </div>
        </div>
      </div>
    </Sheet>
  );
}

/** `onRemove`: where the row ends in the key that takes the last letter back. */
function KeyRow({
  row,
  onAdd,
  onRemove,
}: {
  row: string;
  onAdd: (letter: string) => void;
  onRemove: (() => void) | undefined;
}) {
  const { t } = useWords();
  return (
    <div className={css.row}>
      {[...row].map((letter) => (
        <button
          key={letter}
          type="button"
          className={css.key}
          onClick={() => onAdd(letter)}
          data-testid={`key-${letter}`}
        >
          {letter}
        </button>
      ))}
      {onRemove && (
        <button
          type="button"
          className={`${css.key} ${css.wide}`}
          onClick={onRemove}
          aria-label={t('keypad.delete')}
          data-testid="key-delete"
        >
          <Delete aria-hidden />
        </button>
      )}
    </div>
  );
}

/** A real keyboard; Enter and blanks that are meant for a button are the button's. */
function useKeyboard({
  query,
  add,
  remove,
}: {
  query: string;
  add: (letter: string) => void;
  remove: () => void;
}): void {
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace') remove();
    else if (event.key === 'Enter' && query && event.target === document.body)
      void act('ask.text', { text: query });
    else if (event.key.length === 1 && event.key !== ' ') add(event.key);
    else if (event.key === ' ' && event.target === document.body) add(' ');
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
