/** The header's line for each tunnel: the name in the file, the tunnel it stands for, and its two ends. */

/** A tunnel as the header of a file names it. */
export interface FileTunnel {
  readonly name: string;
  readonly id: string;
  readonly role: string | undefined;
  /** The number of the tunnel's interface; undefined in a file without one. */
  readonly number: number | undefined;
  readonly device: string;
  readonly cloud: string;
  /** The BGP addresses of the two ends; undefined without BGP. */
  readonly bgp: { readonly device: string; readonly cloud: string } | undefined;
}

/** The line of a tunnel, without the beginning of a comment. */
export function tunnelLine({ name, id, role, number, device, cloud, bgp }: FileTunnel): string {
  return [
    `Tunnel: ${name} is ${harmless(id)}${role === undefined || role === "" ? "" : ` (${harmless(role)})`}`,
    ...(number === undefined ? [] : [`number ${number}`]),
    `${device} to ${cloud}`,
    ...(bgp === undefined ? [] : [`BGP ${bgp.device} to ${bgp.cloud}`]),
  ].join(", ");
}

const LINE =
  /^\S+ Tunnel: (\S+) is ([^\s,]+)(?: \((\S+)\))?(?:, number (\d+))?, (\S+) to ([^\s,]+)(?:, BGP (\S+) to (\S+))?$/gm;

/** The tunnels that the header of a file names; none in a file of an earlier version. */
export function tunnelsIn(text: string): readonly FileTunnel[] {
  return [...text.matchAll(LINE)].map(
    ([, name = "", id = "", role, number, device = "", cloud = "", bgpDevice, bgpCloud]) => ({
      name,
      id,
      role,
      number: number === undefined ? undefined : Number(number),
      device,
      cloud,
      bgp: bgpDevice === undefined || bgpCloud === undefined ? undefined : { device: bgpDevice, cloud: bgpCloud },
    }),
  );
}

/** A text from the API without the characters that could end the comment. */
export const harmless = (text: string): string => text.replace(/[^A-Za-z0-9._:*-]/g, "_");
