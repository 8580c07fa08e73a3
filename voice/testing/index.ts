export { VirtualClock } from './clock';
export { turnRig, type TurnRig, type Told } from './turn-rig';
export { FakeLoudspeaker } from './fake-loudspeaker';
export { FakeRecognizer, FakeSession, FakeWake, type Utterance } from './fake-recognizer';
export { FakeSynthesizer, type Delivery } from './fake-synthesizer';
export { FakeVad } from './fake-vad';
export { FRAME_MS, quietFrame, speechFrame } from './sound';
