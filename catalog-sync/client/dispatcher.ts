import { Agent, EnvHttpProxyAgent, ProxyAgent, type Dispatcher } from 'undici';

const known = new Map<string, Dispatcher>();

/**
 * The ways out of this machine: through the proxy given, or as HTTP_PROXY, HTTPS_PROXY and NO_PROXY of the
 * environment say.
 */
export function dispatcherFor(proxy = '', environment: NodeJS.ProcessEnv = process.env): Dispatcher {
  const named = ['http_proxy', 'https_proxy', 'no_proxy'].map(
    (name) => environment[name] ?? environment[name.toUpperCase()] ?? '',
  );
  const key = [proxy, ...named].join('\n');
  const agent = known.get(key) ?? make(proxy, named as [string, string, string]);
  known.set(key, agent);
  return agent;
}

function make(proxy: string, [httpProxy, httpsProxy, noProxy]: [string, string, string]): Dispatcher {
  // Many proxies let tunnels through to port 443 only: plain HTTP goes by absolute addresses.
  if (proxy !== '') return new ProxyAgent({ uri: proxy, proxyTunnel: false });
  if (httpProxy === '' && httpsProxy === '') return new Agent();
  return new EnvHttpProxyAgent({
    httpProxy: httpProxy || undefined,
    httpsProxy: httpsProxy || undefined,
    noProxy,
    proxyTunnel: false,
  });
}
