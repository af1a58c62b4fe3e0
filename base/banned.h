// SPDX-License-Identifier: MIT
// Calls that are dangerous or depend on the machine's settings become compile errors.
// Included in every C file by the build (`-include base/banned.h`), not by hand.
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

// The system headers come first, so that their own declarations are not touched.
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(call) use_of_##call##_is_banned_here

#undef strcpy
#define strcpy BANNED(strcpy)
#undef strcat
#define strcat BANNED(strcat)
#undef strncpy
#define strncpy BANNED(strncpy)
#undef sprintf
#define sprintf BANNED(sprintf)
#undef vsprintf
#define vsprintf BANNED(vsprintf)
#undef strtok
#define strtok BANNED(strtok)
#undef atoi
#define atoi BANNED(atoi)
#undef atof
#define atof BANNED(atof)
#undef gmtime
#define gmtime BANNED(gmtime)
#undef localtime
#define localtime BANNED(localtime)
#undef setlocale
#define setlocale BANNED(setlocale)
#undef system
#define system BANNED(system)
#undef popen
#define popen BANNED(popen)
#undef rand
#define rand BANNED(rand)

#endif
