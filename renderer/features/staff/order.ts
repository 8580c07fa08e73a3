import type { InvokeChannel, IpcRequest } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';

export type StaffChannel = Exclude<
  Extract<InvokeChannel, `staff.${string}`>,
  'staff.enter' | 'staff.door' | 'staff.setPin'
>;

/**
 * Gives one order of the staff page; the PIN is added on the way. `said` is shown when it was carried out.
 */
export type Order = <C extends StaffChannel>(
  channel: C,
  request: Omit<IpcRequest<C>, 'pin'>,
  said: MessageKey,
) => Promise<void>;
