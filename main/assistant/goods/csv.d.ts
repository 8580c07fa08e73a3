/** Data files are bundled as text. */
declare module '*.csv' {
  const text: string;
  export = text;
}

declare module '*.bin' {
  const bytes: Uint8Array;
  export = bytes;
}
