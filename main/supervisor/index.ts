/** Child processes kept alive, and the typed calls between them and main. */
export { answerCall, createEmit, createRpcClient, Wire, type Channel, type RpcClient } from './rpc';
export { supervise, type Child, type Supervised, type SupervisorOptions } from './supervisor';
