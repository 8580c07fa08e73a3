/**
 * Makes a plain Node child look like an Electron utility process to the program bundled with it:
 * `process.parentPort` over Node's own channel. Imported first.
 */
interface Port {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: never[] }) => void): void;
}

const port: Port = {
  postMessage: (message) => void process.send?.(message),
  on: (_event, listener) => void process.on('message', (data) => listener({ data, ports: [] })),
};
(process as unknown as { parentPort: Port }).parentPort = port;
process.on('disconnect', () => process.exit(0));
