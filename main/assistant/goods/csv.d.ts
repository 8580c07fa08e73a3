/** Data files are bundled as text. */
declare module '*.csv' {
  const text: string;
  export default text;
}
