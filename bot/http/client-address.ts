import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

export type ClientAddress = (request: IncomingMessage) => string

/** Who asks: the peer, or what trusted proxies say the peer was, read from the right as far as trust goes. */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trusted = blockList(trustedProxies)
  const trusts = (address: string) => isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  return (request) => {
    const chain = String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((item) => plain(item.trim()))
    let address = plain(request.socket.remoteAddress ?? '')
    while (trusts(address)) {
      const before = chain.pop()
      if (before === undefined || isIP(before) === 0) break
      address = before
    }
    return address
  }
}

/** What a limit counts: an IPv4 address, or an IPv6 /64, which is what one subscriber gets. */
export function clientKey(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':')
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function blockList(addresses: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of addresses) {
    if (text === 'localhost') {
      list.addSubnet('127.0.0.0', 8)
      list.addAddress('::1', 'ipv6')
      continue
    }
    const [address = '', prefix] = text.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(prefix), family)
  }
  return list
}
