// liblz4: its frames for .lz4 files, its bare blocks for what is kept of an archive.
#pragma once
#include <lz4.h>
#include <lz4frame.h>
#include <string.h>

/// Whether an error says that no frame begins here; the codes themselves are not part of the stable interface.
static inline int clz4_is_unknown_frame(size_t result) {
    return LZ4F_isError(result) && strcmp(LZ4F_getErrorName(result), "ERROR_frameType_unknown") == 0;
}
