import { BlockList, isIPv4 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** What os.networkInterfaces() answers. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Adapters of virtual machines, containers and tunnels: no pupil's device is behind them. */
const virtualAdapter =
  /^(docker|veth|br-|virbr|vboxnet|vmnet|utun|tun|tap|wg|zt|tailscale|cni|flannel|podman|lxc|awdl|llw|bridge\d)|virtualbox|vmware|vethernet|hyper-v|wsl|tailscale|zerotier|clash|meta|wintun|npcap|loopback/i;

/** The kinds of address, best first. Every address is of one. */
const kinds: readonly BlockList[] = [
  subnets(['192.168.0.0', 16]),
  subnets(['10.0.0.0', 8], ['172.16.0.0', 12]),
];
/** Made up by proxies (198.18/15), by overlay networks (100.64/10), or by a computer that nobody gave one (169.254/16). */
const unreachable = subnets(['198.18.0.0', 15], ['100.64.0.0', 10], ['169.254.0.0', 16]);

function subnets(...nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits] of nets) list.addSubnet(net, bits);
  return list;
}

/**
 * The addresses under which other devices in the room may reach this computer, the likeliest first: real
 * adapters before virtual ones, home and classroom ranges before a campus's, private ones before public.
 */
export function rankLanAddresses(interfaces: Interfaces): string[] {
  const found = Object.entries(interfaces).flatMap(([adapter, infos]) =>
    (infos ?? [])
      .filter(({ address, internal }) => !internal && isIPv4(address) && !unreachable.check(address))
      .map(({ address }) => ({ address, rank: rankOf(adapter, address) })),
  );
  const inOrder = found.sort((one, other) => one.rank - other.rank).map(({ address }) => address);
  return [...new Set(inOrder)];
}

function rankOf(adapter: string, address: string): number {
  const kind = kinds.findIndex((range) => range.check(address));
  return (kind === -1 ? kinds.length : kind) + (virtualAdapter.test(adapter) ? 10 : 0);
}
