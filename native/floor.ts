/** The light door: what looks at a floor plan as the robot's planner does, without the devices and their drivers. */
export { checkFloor, type FloorCheck } from './base/plan/floor-check';
export { floorPicture } from './base/plan/floor-picture';
