// ISA-L's streaming gzip decompressor.
#pragma once
#include <isa-l/igzip_lib.h>
