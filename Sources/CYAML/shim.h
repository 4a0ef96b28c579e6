// libyaml's parser, which gives events with their places.
#pragma once
#include <yaml.h>
