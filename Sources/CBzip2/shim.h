// libbz2's streaming decompressor. Debian 12 has no pkg-config file for it; the module map's link is enough.
#pragma once
#include <bzlib.h>
