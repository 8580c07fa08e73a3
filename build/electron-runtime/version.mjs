export const FALLBACK_VERSION = '33.2.1';
