import { assertNever, type Command, type CommandEnd, type StaffCallState } from '../contract';
import type { Outcome } from '../words';

type Ended = Pick<CommandEnd, 'ended' | 'reason'>;

/** How a command ended, as a code, for whoever looks at the turn later. `outcome`: absent where it was overtaken. */
export function endOf(command: Command, outcome: Outcome | undefined, ms: number): CommandEnd {
  const { ended, reason } = outcome ? codeOf(outcome) : { ended: unsaid(command), reason: undefined };
  return {
    command: command.type,
    ended,
    ...(reason === undefined ? {} : { reason }),
    ms: Math.max(0, Math.round(ms)),
  };
}

/** A stop that was obeyed says nothing; of anything else nothing is said only where a newer question came first. */
const unsaid = ({ type }: Command): CommandEnd['ended'] =>
  type === 'stop' || type === 'home' ? 'done' : 'overtaken';

const CALLS: Readonly<Record<StaffCallState, CommandEnd['ended']>> = {
  sending: 'waiting',
  sent: 'done',
  waiting: 'waiting',
  no_channel: 'refused',
};

function codeOf(outcome: Outcome): Ended {
  switch (outcome.of) {
    case 'navigate':
      return tripOf(outcome.ended);
    case 'print':
      return paperOf(outcome.ended);
    case 'handoff':
      return { ended: CALLS[outcome.ended] };
    case 'stop':
    case 'hold':
    case 'go_on':
    case 'volume':
      return { ended: outcome.ended };
    default:
      return assertNever(outcome, 'outcome');
  }
}

function tripOf(trip: Extract<Outcome, { of: 'navigate' }>['ended']): Ended {
  if (trip.kind === 'leading') return { ended: 'done' };
  if (trip.kind === 'shown') return { ended: 'shown' };
  return { ended: 'refused', reason: trip.reason };
}

function paperOf(paper: Extract<Outcome, { of: 'print' }>['ended']): Ended {
  if (paper.kind === 'printing') return { ended: 'done' };
  if (paper.kind === 'partly') return { ended: 'partly' };
  return { ended: paper.kind === 'kept' ? 'waiting' : 'refused', reason: paper.reason };
}
