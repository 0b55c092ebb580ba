/**
 * The largest TCP segment in a tunnel, in bytes: the largest packet that the service carries through a tunnel, 1,399
 * bytes, less 40 bytes of headers. Both numbers are those of Alibaba Cloud's pages about IPsec-VPN and MTU.
 */
export const SEGMENT_SIZE = 1359;

/** The largest packet in a tunnel. */
export const PACKET_SIZE = 1399;
