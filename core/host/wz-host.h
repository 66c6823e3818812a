/* wz-host.h: all that a client of the host needs, the command line being one. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "base/wz-nearest.h"
#include "host/wz-characters.h"
#include "host/wz-child.h"
#include "host/wz-describe.h"
#include "host/wz-desk.h"
#include "host/wz-message.h"
#include "host/wz-options-private.h"
#include "host/wz-paths.h"
#include "host/wz-plan.h"
#include "host/wz-recipe-list.h"
#include "host/wz-registry.h"
#include "host/wz-render.h"
#include "host/wz-sources.h"
#include "host/wz-target.h"
#include "host/wz-watch.h"
#include "style/wz-style-private.h"
