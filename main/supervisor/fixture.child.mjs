// A child process for the supervisor's tests: answers calls, and hangs or dies when told to.
let hung = false;
process.on('message', (message) => {
  if (hung) return;
  if (message.type === 'init') process.send({ type: 'ready' });
  if (message.type === 'ping') process.send({ type: 'pong', n: message.n });
  if (message.type === 'quit') process.exit(0);
  if (message.type !== 'call') return;
  if (message.method === 'echo')
    process.send({ type: 'result', id: message.id, ok: true, value: { text: message.params.text } });
  if (message.method === 'die') process.exit(3);
  if (message.method === 'hang') hung = true;
});
