import type { ReactNode } from 'react';
import css from './staff.module.css';

/** One group of facts on the staff page. */
export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.card}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A fact; a list of its own, since notes may stand between two of them. */
export function Row({ label, good, children }: { label: string; good?: boolean; children: ReactNode }) {
  return (
    <dl className={css.row}>
      <dt>
        {good !== undefined && <span className={good ? css.good : css.bad} aria-hidden />}
        {label}
      </dt>
      <dd>{children}</dd>
    </dl>
  );
}
