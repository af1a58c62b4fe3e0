// SPDX-License-Identifier: MIT
// Errors: a status code for the program, a sentence for the person.
//
// Every function that can fail returns `enum dl_status` and takes `struct dl_err *err` last. On failure it
// writes one complete sentence into `err` (what failed, on what, why, what to do); on success `err` is left
// untouched. `err` may be NULL where the caller does not want the sentence. The text has a fixed size, so
// reporting "out of memory" needs no memory. Nothing here prints: only cli/ does.
//
//     struct dl_err err = {0};
//     if (buf_read_file(&b, path, limit, &err) != DL_OK)
//             fprintf(stderr, "dateline: %s\n", err.text);
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum dl_status {
	DL_OK = 0,
	DL_END = 1,         // no more records: an answer, not a failure
	DL_ENOMEM = -1,     // memory could not be had
	DL_EIO = -2,        // the operating system refused: open, read, write, rename
	DL_ENOTFOUND = -3,  // the named thing does not exist
	DL_EFORMAT = -4,    // bytes from outside that are not what they should be
	DL_EVERSION = -5,   // our format, but newer than this program
	DL_ECHECKSUM = -6,  // our format, but damaged
	DL_EINVAL = -7,     // the caller's request makes no sense
	DL_EEXTERNAL = -8,  // a program we started failed or is missing
	DL_EINTERRUPT = -9, // the user asked to stop
};

enum { DL_ERR_TEXT = 512 };

struct dl_err {
	char text[DL_ERR_TEXT]; // NUL-terminated UTF-8, no line feed at the end
};

// Writes a printf-formatted sentence into `err` (cut at 511 bytes, on a character boundary) and returns
// `status`, so that a failing function can end with `return err_set(...)`.
enum dl_status err_set(struct dl_err *err, enum dl_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#ifdef __clang_analyzer__ // which then sees that it is `status` that comes back
#define err_set(err, status, ...) (err_set(err, status, __VA_ARGS__), (status))
#endif

// `DL_ENOMEM` with its standard sentence. In the header so that checkers of code see that it never returns
// DL_OK.
static inline enum dl_status err_nomem(struct dl_err *err)
{
	err_set(err, DL_ENOMEM, "out of memory");
	return DL_ENOMEM;
}

// Puts "`prefix`: " in front of what `err` says, for a caller that knows more (file:line). Returns `status`.
enum dl_status err_prefix(struct dl_err *err, enum dl_status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
