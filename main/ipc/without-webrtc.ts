/**
 * Run in a frame before any other script: the terminal talks to no other machine, and even an unused peer
 * connection asks for the addresses of this machine's network.
 */
export const WITHOUT_WEBRTC =
  'for (const name of Object.getOwnPropertyNames(globalThis)) if (/^(webkit)?RTC/.test(name)) delete globalThis[name];';
