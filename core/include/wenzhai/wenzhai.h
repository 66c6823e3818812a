/* wenzhai.h: the read side of the SDK in one header. SPDX-License-Identifier: MIT */
#pragma once

#include <wenzhai/wz-diag.h>
#include <wenzhai/wz-error.h>
#include <wenzhai/wz-figure.h>
#include <wenzhai/wz-galley.h>
#include <wenzhai/wz-issue.h>
#include <wenzhai/wz-label.h>
#include <wenzhai/wz-lang.h>
#include <wenzhai/wz-options.h>
#include <wenzhai/wz-output.h>
#include <wenzhai/wz-style.h>
#include <wenzhai/wz-text.h>
#include <wenzhai/wz-types.h>
