import type {
  CallReason,
  Lang,
  NavState,
  PrintState,
  ScreenState,
  ServiceClient,
  catalogService,
  devicesService,
} from '../contract';
import { logFailure, type Log } from './attempts';
import { moving } from './trip-states';
import { idleTurn, type ScreenStore } from './screen-store';

export interface VisitDeps {
  screen: ScreenStore;
  catalog: Pick<ServiceClient<typeof catalogService>, 'call'>;
  devices: Pick<ServiceClient<typeof devicesService>, 'stop' | 'cancelPrints'>;
  defaultLang: Lang;
  log: Log;
}

/**
 * A call for a person goes on standing so long after its shopper left the screen, milliseconds: they may be
 * waiting beside it, or may have gone.
 */
const CALL_STANDS_MS = 600_000;
/** Turns of ended visits that may still be heard of. */
const TURNS_REMEMBERED = 8;
/** No more slips than this wait for the printer at once: those before are done with. */
const SLIPS_WAITING = 50;
/** Calls for a device: it needs somebody whoever stands before it. */
const ownCalls: ReadonlySet<CallReason> = new Set(['robot', 'printer']);

/**
 * What belongs to the shopper who is there now, on the screen and beyond it, and how all of it ends with the
 * visit.
 */
export class Visit {
  /** Changes with every visit; whoever waited for something in between compares it. */
  number = 0;
  private readonly jobs = new Set<string>();
  private readonly endedTurns: string[] = [];
  private errand = false;
  private standing: { reason: CallReason; timer: NodeJS.Timeout } | undefined;

  constructor(private readonly deps: VisitDeps) {}

  /**
   * The shopper's slip was handed to the printer in visit `number`; one that ended meanwhile takes it back.
   */
  printed(job: PrintState, number: number): void {
    if (number === this.number) this.jobs.add(job.jobId);
    else this.takeBack([job.jobId]);
  }

  /** Whether a slip is this shopper's to hear of. */
  owns(job: PrintState): boolean {
    return this.jobs.has(job.jobId);
  }

  /** The shopper sent the robot somewhere. */
  sent(): void {
    this.errand = true;
  }

  /** Whether the robot is on this shopper's errand. */
  get leads(): boolean {
    return this.errand;
  }

  /** How the robot is, as this shopper may see it: where the one before was led is nobody's business. */
  seen(nav: NavState): NavState {
    return this.errand ? nav : withoutErrand(nav);
  }

  /** Whether a turn is one of an ended visit: what is still heard of it comes too late. */
  isOver(turnId: string): boolean {
    return this.endedTurns.includes(turnId);
  }

  /**
   * The call that staff is to hear of: the one on the screen, or one that stands on after its shopper left
   * the screen.
   */
  call(): { reason: CallReason } | null {
    const { call } = this.deps.screen.state;
    const shown = call ?? this.standing;
    return shown ? { reason: shown.reason } : null;
  }

  /** Another call takes the place of one that stands on, and so does its end. */
  callChanged(): void {
    clearTimeout(this.standing?.timer);
    this.standing = undefined;
  }

  /**
   * Everything of this shopper goes: from the screen, from the printer's queue, from the robot. What is the
   * terminal's own, such as a robot that can't go on, stays.
   */
  end(): void {
    const { screen, devices, defaultLang } = this.deps;
    const { turn, nav, call } = screen.state;
    this.number += 1;
    if (turn.id !== null)
      this.endedTurns.splice(
        0,
        this.endedTurns.length,
        ...[...this.endedTurns, turn.id].slice(-TURNS_REMEMBERED),
      );
    if (this.jobs.size > 0) this.takeBack([...this.jobs]);
    this.jobs.clear();
    if (moving.includes(nav.state)) logFailure(this.deps.log, devices.stop(), 'stop');
    this.errand = false;
    const own = call !== null && ownCalls.has(call.reason);
    if (call && !own) this.letStand(call.reason);
    screen.set({
      ...nobodys(defaultLang),
      nav: withoutErrand(nav),
      call: own ? call : null,
      visit: this.number,
    });
  }

  private letStand(reason: CallReason): void {
    this.callChanged();
    const timer = setTimeout(() => {
      this.standing = undefined;
      if (this.deps.screen.state.call === null)
        logFailure(this.deps.log, this.deps.catalog.call(null), 'end of a call');
    }, CALL_STANDS_MS);
    timer.unref?.();
    this.standing = { reason, timer };
  }

  private takeBack(jobIds: string[]): void {
    logFailure(
      this.deps.log,
      this.deps.devices.cancelPrints({ jobIds: jobIds.slice(-SLIPS_WAITING) }),
      'cancel prints',
    );
  }
}

/** The part of the screen that is a shopper's, with nobody there. */
function nobodys(lang: Lang): Partial<ScreenState> {
  return {
    view: 'home',
    lang,
    turn: idleTurn,
    answer: null,
    cards: [],
    places: [],
    caption: '',
    print: null,
    scan: null,
  };
}

/** How the robot is, without where it was sent and how that ended. */
function withoutErrand({ state, pose, reason, detail, path }: NavState): NavState {
  const where = pose ? { pose } : {};
  switch (state) {
    case 'idle':
    case 'planning':
    case 'arrived':
    case 'stopped':
      return { state: 'idle', path: [], ...where };
    case 'returning':
      return { state, path, ...where };
    case 'driving':
    case 'waiting':
      // It rolls out: the screen stays a stop button until it stands.
      return { state: 'driving', path: [], ...where };
    case 'blocked':
    case 'fault':
      return {
        state,
        path: [],
        ...where,
        ...(reason && { reason }),
        ...(detail !== undefined && { detail }),
      };
  }
}
