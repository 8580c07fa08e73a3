/// <reference types="vite/client" />

interface Window {
  /** Put there by the preload script; missing when the page runs outside the terminal. */
  readonly daogou?: import('../main/contract').DaogouBridge;
}
