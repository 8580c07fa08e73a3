import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './ui.module.css';

interface Props {
  children: ReactNode;
  onPress: () => void;
  icon?: LucideIcon;
  look?: 'primary' | 'plain' | 'quiet' | 'dark' | 'light';
  /** A small second line: the same in the other language, or how it is going. */
  second?: string;
  disabled?: boolean;
  testId?: string;
  className?: string | undefined;
}

/** A button of at least 20 mm, with a word beside every picture. */
export function Button({
  children,
  onPress,
  icon: Icon,
  look = 'plain',
  second,
  disabled = false,
  testId,
  className = '',
}: Props) {
  return (
    <button
      type="button"
      className={`${css.button} ${css[look]} ${className}`}
      onClick={onPress}
      disabled={disabled}
      data-testid={testId}
    >
      {Icon && <Icon aria-hidden className={css.icon} />}
      <span className={css.words}>
        <span>{children}</span>
        {second && (
          <span className={css.second} aria-hidden>
            {second}
          </span>
        )}
      </span>
    </button>
  );
}
