/** What the doctor says of one thing that it looked at. */
export interface Finding {
  check: string;
  /** `warn`: something is missing, and the terminal works without it. */
  state: 'ok' | 'warn' | 'fail';
  message: string;
}
