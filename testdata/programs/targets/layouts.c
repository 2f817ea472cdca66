// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Layouts that a reader of members has to get right. */

struct bitfields {
	unsigned a : 1;
	unsigned b : 7;
	int c : 12;                                         /* straddles a byte */
	unsigned long long d : 40;                          /* and this a word */
	unsigned : 3;
	unsigned e : 5;
	int plain;                                          /* not a bitfield, in a struct with kind_flag */
	_Bool f : 1;
	enum bit_enum { BIT_A, BIT_B = -1 } g : 3;
};

struct unnamed {
	int before;
	struct {
		int in_struct;
		union {
			long in_union;
			struct {
				char deep_a;
				char deep_b;
			};
		};
		struct {
			int x;
		} named;
	};
	union {
		int only_a;
		float only_b;
	};
};

struct element {
	short x;
	char y;
};

struct arrays {
	int one[4];
	int two[3][5];
	struct element of_structs[2];
	struct element *of_pointers[2];
	int none[0];
	int after_none;
	struct element flexible[];
};

struct __attribute__((packed)) packed {
	char a;
	long b;
	unsigned c : 9;
};

struct empty {};

struct far_member {
	char before[40000];
	int far;                                            /* beyond what an instruction's offset can hold */
};

union mixed {
	struct bitfields bits;
	struct arrays *pointer;
	unsigned char bytes[64];
};

typedef struct {
	int member;
} unnamed_struct_t;

typedef unnamed_struct_t typedef_of_typedef_t;

/* names as CO-RE's flavours have them, and such that only look so */
struct flavoured___one { int a; };
struct flavoured___two { long a; };
struct ___leading { int a; };
struct trailing___ { int a; };
struct four____underscores { int a; };

/* Two structs of one name, as kernels have them in different source files. */
int *first_twin(void)
{
	static struct twin { int common; int only_in_first; } twin;

	return &twin.common;
}

int *second_twin(void)
{
	static struct twin { long only_in_second; int common; } twin;

	return &twin.common;
}

struct bitfields bitfields;
struct unnamed unnamed;
struct arrays arrays;
struct packed packed;
struct empty empty;
struct far_member far_member;
union mixed mixed;
typedef_of_typedef_t typedefs;
struct flavoured___one one;
struct flavoured___two two;
struct ___leading leading;
struct trailing___ trailing;
struct four____underscores four;
