/** Fakes and rigs of the catalog room, for its tests and measurements. */
export * from './disks';
export * from './feed';
export * from './mosquitto';
export * from './postgres';
export * from './server';
export * from './terminal';
