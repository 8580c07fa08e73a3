import type { LucideIcon } from 'lucide-react';
import css from './ui.module.css';

interface Props {
  title: string;
  second?: string;
  note?: string;
  icon?: LucideIcon;
  onPress: () => void;
  testId?: string;
}

/** A tile with a picture, or with the first character of its name: any store's categories look at home. */
export function Tile({ title, second, note, icon: Icon, onPress, testId }: Props) {
  return (
    <button type="button" className={css.tile} onClick={onPress} data-testid={testId}>
      <span className={css.mark} aria-hidden>
        {Icon ? <Icon /> : [...title][0]}
      </span>
      <span className={css.tileWords}>
        <span className={css.tileTitle}>{title}</span>
        {second && (
          <span className={css.tileSecond} aria-hidden>
            {second}
          </span>
        )}
      </span>
      {note && <span className={css.tileNote}>{note}</span>}
    </button>
  );
}
