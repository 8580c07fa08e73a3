/** A pattern whose source is broken into lines; no line may begin with a space of its own. */
export const patternOf = (source: string, flags = ''): RegExp =>
  new RegExp(source.replace(/\n\s*/g, ''), flags);
