// What docktrail needs of libaudit, behind one header.
#pragma once
#include <libaudit.h>

// glibc's description of an error number: static, never translated, NULL where there is none. <string.h> declares it
// only under _GNU_SOURCE, which is not ours to set for everybody who imports this module.
extern const char *strerrordesc_np(int number);

// One reply of the kernel, copied out: struct audit_reply ends in an array that is too long for Swift to import.
// Gives the number of payload bytes, at most `capacity`, or a negative error number; -EAGAIN where nothing waits.
static inline int caudit_receive(int socket, int *type, int *error, void *payload, unsigned int capacity) {
    struct audit_reply reply;
    int length = audit_get_reply(socket, &reply, GET_REPLY_NONBLOCKING, 0);
    if (length < 0) return length;
    *type = reply.type;
    *error = reply.type == NLMSG_ERROR && reply.error ? -reply.error->error : 0;
    unsigned int count = reply.nlh->nlmsg_len > NLMSG_HDRLEN ? reply.nlh->nlmsg_len - NLMSG_HDRLEN : 0;
    if (count > capacity) count = capacity;
    __builtin_memcpy(payload, NLMSG_DATA(reply.nlh), count);
    return (int)count;
}
