import { ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StaffDoorState, StaffPage, WireError } from '../../../main/contract';
import type { MessageKey } from '../../../main/words';
import { invoke } from '../../lib/bridge';
import { useWords } from '../../lib/i18n';
import { useScreen } from '../../lib/screen-store';
import { showFailure } from '../../lib/ui-store';
import { Button } from '../../ui/Button';
import { PinPad } from './PinPad';
import css from './staff.module.css';

/** What the digits are for: the page, a first PIN and the same again, or the emergency stop alone. */
type Purpose = { kind: 'page' | 'choose' | 'stop' } | { kind: 'repeat'; chosen: string };

const titles: Record<Purpose['kind'], MessageKey> = {
  page: 'staff.pin',
  choose: 'staff.pinChoose',
  repeat: 'staff.pinRepeat',
  stop: 'staff.pinStop',
};

/** Why a PIN was refused; null for what has another reason. */
export function refusalOf(error: WireError): MessageKey | null {
  if (error.code === 'forbidden') return 'staff.pinWrong';
  return error.code === 'conflict' ? 'staff.pinPause' : null;
}

/**
 * The way into the staff page. Where no PIN is set yet it asks for one, twice. The emergency stop is released
 * from here as well, by a door of its own: whoever must do that is not kept out by wrong PINs at the page.
 */
export function StaffDoor({
  refusal,
  onOpen,
}: {
  refusal: MessageKey | null;
  onOpen: (pin: string, page: StaffPage) => void;
}) {
  const door = useDoor();
  const [wanted, setPurpose] = useState<Purpose>({ kind: 'page' });
  const [said, setSaid] = useState<MessageKey | null>(refusal);

  if (!door) return null;
  const purpose: Purpose = wanted.kind === 'page' && door.pin === 'missing' ? { kind: 'choose' } : wanted;
  const go = (next: Purpose, message: MessageKey | null = null): void => {
    setPurpose(next);
    setSaid(message);
  };
  const refused = (error: WireError, weak: MessageKey | null = null): void => {
    const message = refusalOf(error) ?? (error.code === 'bad_request' ? weak : null);
    if (!message) showFailure(error);
    go(purpose.kind === 'repeat' ? { kind: 'page' } : purpose, message);
  };
  const enter = async (pin: string): Promise<void> => {
    switch (purpose.kind) {
      case 'choose':
        return go({ kind: 'repeat', chosen: pin });
      case 'repeat': {
        if (pin !== purpose.chosen) return go({ kind: 'page' }, 'staff.pinDiffers');
        const result = await invoke('staff.setPin', { pin });
        return result.ok ? onOpen(pin, result.value) : refused(result.error, 'staff.pinWeak');
      }
      case 'stop': {
        const result = await invoke('staff.resetEmergencyStop', { pin });
        return result.ok ? go({ kind: 'page' }, 'staff.resetDone') : refused(result.error);
      }
      case 'page': {
        const result = await invoke('staff.enter', { pin });
        return result.ok ? onOpen(pin, result.value) : refused(result.error);
      }
    }
  };

  return (
    <div data-testid="staff-door" data-purpose={purpose.kind} data-pin={door.pin}>
      <DoorNotes door={door} />
      <PinPad title={titles[purpose.kind]} refusal={said} onEnter={(pin) => void enter(pin)} />
      {door.pin !== 'missing' && (
        <OtherDoor
          stop={purpose.kind === 'stop'}
          onPress={() => go({ kind: purpose.kind === 'stop' ? 'page' : 'stop' })}
        />
      )}
    </div>
  );
}

/** How the door is, once main has told it. */
function useDoor(): StaffDoorState | null {
  const [door, setDoor] = useState<StaffDoorState | null>(null);
  useEffect(() => {
    void invoke('staff.door').then((result) =>
      result.ok ? setDoor(result.value) : showFailure(result.error),
    );
  }, []);
  return door;
}

function DoorNotes({ door }: { door: StaffDoorState }) {
  const { t } = useWords();
  return (
    <>
      {door.demoPin !== undefined && (
        <p className={css.padNote} data-testid="demo-pin">
          {t('staff.pinDemo', { pin: door.demoPin })}
        </p>
      )}
      {door.pin === 'damaged' && <p className={css.padNote}>{t('staff.pinDamaged')}</p>}
    </>
  );
}

/** From the page's door to that of the emergency stop and back, where there are wheels. */
function OtherDoor({ stop, onPress }: { stop: boolean; onPress: () => void }) {
  const { t } = useWords();
  const wheels = useScreen((s) =>
    s.devices.some((device) => device.kind === 'base' && device.state !== 'absent'),
  );
  if (!wheels) return null;
  return (
    <div className={css.padOther}>
      <Button icon={ShieldCheck} onPress={onPress} testId="staff-stop-only">
        {t(stop ? 'staff.toPage' : 'staff.stopOnly')}
      </Button>
    </div>
  );
}
