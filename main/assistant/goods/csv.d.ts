/** Data files lie beside the bundles; what is read is given back when nobody holds it. */
declare module '*.csv' {
  const read: () => string;
  export = read;
}

declare module '*.bin' {
  const read: () => Uint8Array;
  export = read;
}
