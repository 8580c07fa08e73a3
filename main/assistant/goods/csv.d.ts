/** Data files are bundled as text. */
declare module '*.csv' {
  const text: string;
  export = text;
}

declare module '*.bin' {
  const read: () => Uint8Array;
  export = read;
}
