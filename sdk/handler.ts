/**
 * The whole text that Pulumi stores of this provider with every resource: it loads the package that is installed beside
 * the program. The text is the same on every machine and for every resource of a type, so that an upgrade of the
 * package takes effect at once and changes no state. It must work as long as states exist that hold it.
 */
export const HANDLER =
  'exports.handler=_=>{let d=process.cwd();try{return require("module").createRequire(d+"/_")("pulumi-alicloud-vpn/provider").vpnTunnel}catch(e){throw Error(`npm i pulumi-alicloud-vpn in ${d}: `+e)}}';

/** The same for a VpnTunnelPair. */
export const PAIR_HANDLER =
  'exports.handler=_=>{let d=process.cwd();try{return require("module").createRequire(d+"/_")("pulumi-alicloud-vpn/provider").vpnTunnelPair}catch(e){throw Error(`npm i pulumi-alicloud-vpn in ${d}: `+e)}}';
