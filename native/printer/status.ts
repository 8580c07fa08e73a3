/** What DLE EOT 1 to 4 tell (ESC/POS Command Reference, "DLE EOT"). */
export interface PaperStatus {
  readonly online: boolean;
  readonly coverOpen: boolean;
  readonly paper: 'ok' | 'near_end' | 'out';
  readonly error: 'none' | 'cutter' | 'unrecoverable' | 'recoverable';
}

/** A real-time status byte has bits 1 and 4 set, bits 0 and 7 clear. */
export function isRealTimeStatus(byte: number): boolean {
  return (byte & 0b1001_0011) === 0b0001_0010;
}

/** A GS r answer has bits 4 and 7 clear. */
export function isTransmitStatus(byte: number): boolean {
  return (byte & 0b1001_0000) === 0;
}

/** Puts the four answers together. */
export function readStatus(printer: number, offline: number, error: number, paper: number): PaperStatus {
  return {
    online: (printer & 0x08) === 0,
    coverOpen: (offline & 0x04) !== 0,
    paper: paperLeft(offline, paper),
    error: errorOf(error),
  };
}

function paperLeft(offline: number, paper: number): PaperStatus['paper'] {
  if ((paper & 0x60) !== 0 || (offline & 0x20) !== 0) return 'out';
  return (paper & 0x0c) !== 0 ? 'near_end' : 'ok';
}

function errorOf(error: number): PaperStatus['error'] {
  if ((error & 0x08) !== 0) return 'cutter';
  if ((error & 0x20) !== 0) return 'unrecoverable';
  return (error & 0x40) !== 0 ? 'recoverable' : 'none';
}

/** Why nothing can be printed now; undefined when all is well. The words of `PrintState.reason`. */
export function obstacle(status: PaperStatus): 'paper_out' | 'cover_open' | 'error' | 'offline' | undefined {
  if (status.coverOpen) return 'cover_open';
  if (status.paper === 'out') return 'paper_out';
  if (status.error !== 'none') return 'error';
  return status.online ? undefined : 'offline';
}
