/* wz-sanitizer.h: whether this is a build with a sanitizer that keeps shadow memory, under which limits of
 * memory and time mean nothing. SPDX-License-Identifier: MIT */
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAVE_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAVE_SANITIZER 1
#endif
#endif
