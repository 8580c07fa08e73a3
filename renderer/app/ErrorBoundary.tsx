import { Component, type ReactNode } from 'react';
import { sayInAll } from '../../main/words';
import { PlainNumbers } from '../features/emergency/PlainNumbers';
import css from './App.module.css';

const RELOAD_MS = 3_000;

/**
 * A kiosk has nobody to press F5: says what is going on and starts the page again; main's snapshot makes it
 * whole.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    console.error('screen: a view failed, reloading', error);
    setTimeout(() => window.location.reload(), RELOAD_MS);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className={css.plain} role="alert">
        {sayInAll('app.broken').map((text) => (
          <p key={text}>{text}</p>
        ))}
        <PlainNumbers />
      </div>
    );
  }
}
