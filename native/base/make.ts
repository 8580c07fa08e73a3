import type { Config } from '../../main/contract';
import type { SerialConnection } from '../serial/connection';
import type { UsbSignature } from '../serial/discovery';
import type { BasePort } from './port';

/** A base plugged in: its port, and how to remember its place across a restart of this program. */
export interface MadeBase {
  readonly base: BasePort;
  /**
   * Called five times a second on the way (`underWay`, when the control loop must not wait) and at every
   * standstill; `atPost` is undefined while no map was seen.
   */
  remember(atPost: boolean | undefined, underWay: boolean): void;
  /** Plays and asks what a test of the base needs, without moving; one plain sentence each. */
  test?(): Promise<{ readonly passed: boolean; readonly lines: readonly string[] }>;
}

/** One make of base. A file that exports one, named in `makes.ts`, is all that another base needs. */
export interface BaseMake {
  /** `base.driver` of the configuration. */
  readonly driver: string;
  /** How it shows itself on USB, for `base.port: auto`; empty: only by its path. */
  readonly usb: readonly UsbSignature[];
  /** `stateDir` is kept across restarts. Must not move anything. */
  create(config: Config, line: SerialConnection, stateDir: string): MadeBase;
}
