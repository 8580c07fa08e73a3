/** canvas-dither has no types of its own. The picture is changed in place and returned. */
declare module 'canvas-dither' {
  const dither: {
    floydsteinberg<
      T extends { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray },
    >(
      image: T,
    ): T;
  };
  export = dither;
}
