// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/*
 * What the self-checking programs read: memory laid out as struct checked, that a test fills by this file's BTF. With
 * OTHER, the same members in another layout, and other values.
 */
typedef signed char s8;
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

#ifdef OTHER
enum small_value { SMALL_FIVE = 50, SMALL_MINUS = -30 };
enum unsigned_value { UNSIGNED_TOP = 0x80000001u, UNSIGNED_LOW = 1 };
enum wide_value { WIDE_TOP = 0x8123456789abcdefULL, WIDE_LOW = 2 };
enum wide_signed_value { WIDE_MINUS = -0x7123456789abcdefLL };
#else
enum small_value { SMALL_MINUS = -3, SMALL_FIVE = 5, SMALL_ONLY_HERE };
enum unsigned_value { UNSIGNED_LOW = 7, UNSIGNED_TOP = 0xfffffff0u };
enum wide_value { WIDE_LOW = 9, WIDE_TOP = 0xfedcba9876543210ULL };
enum wide_signed_value { WIDE_PLUS, WIDE_MINUS = -0x123456789abcLL };
#endif

/* what a program cannot know: filled in by the test, from the BTF */
struct wanted {
	u64 small_five, small_minus, unsigned_top, unsigned_low, wide_top, wide_low, wide_minus;
	u64 checked_size, inner_size, matrix_size, checked_id, small_value_id;
	u64 only_here;
};

struct inner {
#ifdef OTHER
	char more[9];
	u16 y[7];
	s8 z;
	int x;
#else
	int x;
	u16 y[3];
	s8 z;
#endif
};

typedef int matrix_t[4][6];

#ifdef OTHER
struct checked {
	unsigned bits_now : 20;
	unsigned u3 : 9;
	struct wanted want;
	u16 wider;
	u64 narrower;
	s64 wider_signed;
	s8 narrower_signed;
	union {
		long in_union;
		struct {
			u16 filler;
			struct {
				u8 deep_a;
				u8 deep_b;
			};
		};
	};
	int in_struct;
	struct checked *next;
	volatile int plain;
	unsigned straddles : 31;
	u64 wide : 50;
	int s5 : 11;
	_Bool flag : 1;
	int plain_now;
	enum small_value small : 7;
	matrix_t matrix;
	struct inner list[5];
	const struct inner inner;
	u32 tail[];
};
#else
struct checked {
	u8 first;
	volatile int plain;
	u64 wider;
	u16 narrower;
	int wider_signed;
	s64 narrower_signed;
	struct {
		int in_struct;
		union {
			long in_union;
			struct {
				u8 deep_a;
				u8 deep_b;
			};
		};
	};
	unsigned u3 : 3;
	int s5 : 5;
	unsigned straddles : 26;
	s64 : 5;
	u64 wide : 44;
	_Bool flag : 1;
	enum small_value small : 4;
	int plain_now;
	unsigned bits_now : 9;
	struct inner inner;
	struct checked *next;
	struct inner list[4];
	matrix_t matrix;
	struct wanted want;
	int only_here;
	u32 tail[];
};
#endif

struct checked checked;
enum small_value small_value;
enum unsigned_value unsigned_value;
enum wide_value wide_value;
enum wide_signed_value wide_signed_value;
