/** The window, the screen's state, and who speaks, shows and moves when. */
export { createDirector, type Director, type DirectorDeps } from './director';
export { createHandlers } from './handlers';
export { notices } from './notices';
export { shutContents, shutSession } from './doors';
export { APP_ORIGIN, isTerminalPage, registerAppScheme, rendererRoot, serveRenderer } from './protocol';
export { createScreenStore, initialScreen, type ScreenStore } from './screen-store';
export { subscribe } from './subscribe';
export { quietChromium, refuseSwitches } from './switches';
export { keepPage, openWindow } from './window';
