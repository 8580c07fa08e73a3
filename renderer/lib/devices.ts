import type { DeviceKind, ScreenState } from '../../main/contract';

/**
 * Whether a device can be used: `ready`; `soon` while it connects or works (its button waits, so that nothing
 * jumps about); `no` where there is none, or none that works.
 */
export function usable(
  { services, devices }: Pick<ScreenState, 'services' | 'devices'>,
  kind: DeviceKind,
): 'ready' | 'soon' | 'no' {
  const states = devices.filter((d) => d.kind === kind).map((d) => d.state);
  if (services.devices === 'up' && states.includes('ready')) return 'ready';
  return services.devices !== 'gave_up' && states.some((state) => state !== 'absent' && state !== 'fault')
    ? 'soon'
    : 'no';
}
