import { Delete } from 'lucide-react';
import { useState } from 'react';
import type { MessageKey } from '../../../main/words';
import { useWords } from '../../lib/i18n';
import { Button } from '../../ui/Button';
import css from './staff.module.css';

/** Lengths the configuration allows. */
const MIN = 4;
const MAX = 8;

/** Four to eight digits, shown as dots; over them what they are for, or why the last ones were refused. */
export function PinPad({
  title,
  refusal,
  onEnter,
}: {
  title: MessageKey;
  refusal: MessageKey | null;
  onEnter: (pin: string) => void;
}) {
  const { t } = useWords();
  const [pin, setPin] = useState('');
  const enter = (): void => {
    setPin('');
    onEnter(pin);
  };
  return (
    <div className={css.pad}>
      <p className={css.padTitle} role="status">
        {refusal && pin === '' ? t(refusal) : t(title)}
      </p>
      <p className={css.dots} role="img" data-testid="pin-dots" aria-label={`${pin.length}`}>
        {Array.from({ length: MAX }, (_, i) => (
          <span key={i} data-on={i < pin.length} data-needed={i < MIN} />
        ))}
      </p>
      <div className={css.digits}>
        {[...'123456789'].map((digit) => (
          <Digit key={digit} digit={digit} onPress={() => setPin((p) => (p + digit).slice(0, MAX))} />
        ))}
        <Button
          icon={Delete}
          onPress={() => setPin((p) => p.slice(0, -1))}
          testId="pin-delete"
          className={css.digit}
        >
          <span className="visually-hidden">{t('keypad.delete')}</span>
        </Button>
        <Digit digit="0" onPress={() => setPin((p) => (p + '0').slice(0, MAX))} />
        <Button
          look="primary"
          disabled={pin.length < MIN}
          onPress={enter}
          testId="pin-enter"
          className={css.digit}
        >
          {t('staff.enter')}
        </Button>
      </div>
    </div>
  );
}

function Digit({ digit, onPress }: { digit: string; onPress: () => void }) {
  return (
    <Button onPress={onPress} testId={`pin-${digit}`} className={css.digit}>
      {digit}
    </Button>
  );
}
