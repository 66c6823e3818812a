/* wz-host.h: all that a client of the host needs, the command line being one. Core only.
 * SPDX-License-Identifier: MIT */
#pragma once

#include "base/wz-diag-private.h"
#include "base/wz-display.h"
#include "base/wz-nearest.h"
#include "host/run/wz-characters.h"
#include "host/process/wz-child.h"
#include "host/plugin/wz-describe.h"
#include "host/desk/wz-desk.h"
#include "host/desk/wz-inbox.h"
#include "host/process/wz-message.h"
#include "host/plugin/wz-options-private.h"
#include "host/desk/wz-paper-list.h"
#include "host/file/wz-paths.h"
#include "host/run/wz-plan.h"
#include "host/run/wz-recipe-list.h"
#include "host/plugin/wz-registry.h"
#include "host/run/wz-render.h"
#include "host/desk/wz-sources.h"
#include "host/file/wz-target.h"
#include "host/process/wz-watch.h"
#include "style/wz-style-private.h"
