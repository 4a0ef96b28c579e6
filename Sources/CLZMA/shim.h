// liblzma's streaming decoders for .xz and .lzma.
#pragma once
#include <lzma.h>
