// What docktrail needs of libaudit, behind one header.
#pragma once
#include <libaudit.h>

// glibc's description of an error number: static, never translated, NULL where there is none. <string.h> declares it
// only under _GNU_SOURCE, which is not ours to set for everybody who imports this module.
extern const char *strerrordesc_np(int number);
