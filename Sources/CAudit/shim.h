// What docktrail needs of libaudit, behind one header.
#pragma once
#include <libaudit.h>
