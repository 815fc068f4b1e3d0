/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
#ifndef PROTOCOL_H
#define PROTOCOL_H

/* The protocol that the IP packet in this Ethernet frame carries (IPPROTO_TCP ...); -1 if it is no IP packet. */
int protocol_of(const void *data, const void *data_end);

#endif
