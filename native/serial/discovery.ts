import { access } from 'node:fs/promises';
import { SerialPort } from 'serialport';

/** How a kind of device shows itself on USB; `product` narrows a chip that many devices use. */
export interface UsbSignature {
  readonly vendorId: string;
  readonly productId?: string;
  readonly manufacturer?: RegExp;
  readonly serialNumber?: RegExp;
}

/** FTDI bridge of the Kobuki (its udev rule matches the serial number `kobuki*`). */
export const KOBUKI_USB: readonly UsbSignature[] = [
  { vendorId: '0403', productId: '6001', serialNumber: /^kobuki/i },
];

/** Receipt printers that appear as a serial port: Epson, Xprinter/STM, Bixolon, Star, Citizen. */
export const PRINTER_USB: readonly UsbSignature[] = [
  { vendorId: '04b8' },
  { vendorId: '0483', productId: '5743' },
  { vendorId: '0483', productId: '5740', manufacturer: /print|pos/i },
  { vendorId: '1504' },
  { vendorId: '0519' },
  { vendorId: '1d90' },
];

/** Barcode scanners in virtual COM mode: Honeywell, Zebra/Symbol, Datalogic, Newland. */
export const SCANNER_USB: readonly UsbSignature[] = [
  { vendorId: '0c2e' },
  { vendorId: '05e0' },
  { vendorId: '05f9' },
  { vendorId: '1eab' },
];

export interface PortFound {
  readonly path: string;
  readonly vendorId?: string;
  readonly productId?: string;
  readonly manufacturer?: string;
  readonly serialNumber?: string;
}

/** Every serial port of the machine; empty where the system can't list them (udev missing). */
export async function listPorts(): Promise<PortFound[]> {
  try {
    return (await SerialPort.list()).map((port) => ({
      path: port.path,
      vendorId: port.vendorId,
      productId: port.productId,
      manufacturer: port.manufacturer,
      serialNumber: port.serialNumber,
    }));
  } catch {
    return [];
  }
}

/** True when the port carries the signature's ids. */
export function matches(port: PortFound, signature: UsbSignature): boolean {
  const same = (a: string | undefined, b: string) => a?.toLowerCase() === b;
  return (
    same(port.vendorId, signature.vendorId) &&
    (signature.productId === undefined || same(port.productId, signature.productId)) &&
    (signature.manufacturer === undefined || signature.manufacturer.test(port.manufacturer ?? '')) &&
    (signature.serialNumber === undefined || signature.serialNumber.test(port.serialNumber ?? ''))
  );
}

/**
 * How to find a device's port: the configured path, or for `auto` the first port with one of its signatures,
 * sorted by serial number and path so that the choice is stable across reboots. `none` finds nothing.
 */
export function portResolver(
  configured: string,
  signatures: readonly UsbSignature[],
  list: () => Promise<PortFound[]> = listPorts,
): () => Promise<string | undefined> {
  if (configured === 'none' || configured === '') return () => Promise.resolve(undefined);
  if (configured !== 'auto') {
    return async () => {
      try {
        await access(configured);
        return configured;
      } catch {
        return /^COM\d+$/i.test(configured) ? configured : undefined;
      }
    };
  }
  return async () => {
    const found = (await list()).filter((port) => signatures.some((signature) => matches(port, signature)));
    found.sort(
      (a, b) => (a.serialNumber ?? '').localeCompare(b.serialNumber ?? '') || a.path.localeCompare(b.path),
    );
    return found[0]?.path;
  };
}
