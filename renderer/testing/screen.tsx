import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { InvokeChannel, Lang, ScreenState } from '../../main/contract';
import { App } from '../app/App';
import { watchTouches } from '../app/touches';
import { scene, type SceneName } from '../dev/scenes';
import { followScreen, screenNow } from '../lib/screen-store';
import { clearFailure, closePanel } from '../lib/ui-store';
import { checkedBridge, type Answers, type CheckedBridge } from './bridge';

// Not the whole page with every failure. A busy machine takes its time; a state that never comes ends the test all the same.
configure({ asyncUtilTimeout: 60_000, getElementError: (message) => new Error(message?.split('\n')[0]) });

// jsdom lays nothing out; what measures itself learns that it has no size.
class NoSizes implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

export interface Shown extends CheckedBridge {
  /** What was asked of main on a channel, the oldest first. */
  asked(channel: InvokeChannel): unknown[];
}

export interface ShowOptions {
  answers?: Answers;
  /** Differences from the scene. */
  state?: Partial<ScreenState>;
}

let shown = 0;
let watching = false;
let stop = (): void => {};

/** Draws the whole screen as it stands in a scene, over a bridge that checks what passes. */
export async function show(
  name: SceneName,
  lang: Lang = 'zh',
  { answers, state }: ShowOptions = {},
): Promise<Shown> {
  // Another catalog each time, so that nothing read for an earlier test is still known.
  const sequence = ++shown;
  const base: ScreenState = { ...scene(name, lang), ...state, visit: sequence };
  const checked = checkedBridge({ ...base, catalog: base.catalog && { ...base.catalog, sequence } }, answers);
  Object.defineProperty(window, 'daogou', { value: checked.bridge, configurable: true });
  window.ResizeObserver = NoSizes;
  // theme.css sets it; style sheets are not read here.
  document.documentElement.style.fontSize = '10px';
  if (!watching) watchTouches();
  watching = true;
  stop = followScreen();
  await waitFor(() => {
    if (screenNow()?.visit !== sequence) throw new Error('The first snapshot is not there yet.');
  });
  render(<App />);
  await settle();
  return {
    ...checked,
    change: (changes) => act(() => checked.change(changes)),
    asked: (channel) => checked.calls.filter((call) => call.channel === channel).map((call) => call.request),
  };
}

/** Takes the screen away again; for `afterEach`. */
export function takeDown(): void {
  cleanup();
  stop();
  closePanel();
  clearFailure();
}

/** Lets answers that are there already reach the screen. */
export const settle = (): Promise<void> => act(async () => void (await new Promise((r) => setTimeout(r))));

/** A finger on a control: down, up, click, as a touch screen tells it. */
export async function tap(control: HTMLElement): Promise<void> {
  fireEvent.pointerDown(control);
  fireEvent.pointerUp(control);
  fireEvent.click(control);
  await settle();
}

export const tapOn = (testId: string): Promise<void> => tap(screen.getByTestId(testId));

/** The controls that could be tapped now: neither switched off nor under something that covers them. */
export const controls = (): HTMLElement[] =>
  screen
    .queryAllByRole('button', { hidden: true })
    .filter((button) => !(button as HTMLButtonElement).disabled && button.closest('[inert]') === null);
