/** The front door of everything the terminal can touch: robot base, receipt printer, barcode scanner. */
export { createDevicesService, type DevicesDeps, type DevicesService } from './service';
export { listDevices, printOnce, renderBytes, renderPreview } from './once';
export { adviceFor } from './advice';
export { testDevice, type DeviceTest } from './test-device';
export { parseScans as readScans } from './scanner/parse';
export { PROFILES, type PrinterProfile } from './printer/profiles';
export { checkFloor, type FloorCheck } from './base/plan/floor-check';
export { floorPicture } from './base/plan/floor-picture';
