// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only
/* Every BTF kind from 1 (INT) to 19 (ENUM64), each in its usual forms. */

typedef _Bool boolean;                                      /* TYPEDEF, INT encoding BOOL */
typedef struct named_only_here {
	int member;
} struct_typedef;

struct declared_only;                                       /* FWD, struct and union */
union declared_only_union;

enum small_enum { SMALL_ZERO, SMALL_ONE };                  /* ENUM, unsigned */
enum signed_enum { SIGNED_MINUS = -3, SIGNED_PLUS = 3 };
enum large_unsigned { LARGE_32 = 0xfffffffbU };
enum wide_enum { WIDE = 0x1122334455667788ULL };            /* ENUM64 */
enum wide_signed { WIDE_MINUS = -0x1122334455667788LL, WIDE_PLUS = 1 };
enum __attribute__((packed)) byte_enum { BYTE_A, BYTE_B };  /* ENUM of one byte */
enum declared_enum;

#define tagged(name) __attribute__((btf_decl_tag(name)))
#define type_tagged(name) __attribute__((btf_type_tag(name)))

struct everything {
	char character;                                     /* INT, encoding SIGNED */
	unsigned char byte;
	short half;
	long long quad;
	__int128 sixteen;
	boolean flag;
	float single_precision;                             /* FLOAT */
	double double_precision;
	const volatile int qualified;                       /* CONST, VOLATILE */
	struct declared_only *pointer;
	union declared_only_union *union_pointer;
	enum declared_enum *enum_pointer;
	int type_tagged("user") *user_pointer;              /* TYPE_TAG */
	int matrix[2][3];                                   /* ARRAY */
	void (*callback)(int, ...);                         /* FUNC_PROTO, variadic */
	struct_typedef member tagged("member");             /* DECL_TAG of a member */
	struct everything *self;
} tagged("whole");

struct everything a_global;                                 /* VAR global, DATASEC .bss */
static volatile int a_static = 5;                           /* VAR static, DATASEC .data */
const int a_constant __attribute__((section("own_section"))) = 6;
extern int an_extern __attribute__((section(".ksyms")));    /* VAR extern */
extern int an_extern_function(int) __attribute__((section(".ksyms")));
enum small_enum small;
enum signed_enum with_sign;
enum large_unsigned large;
enum wide_enum wide;
enum wide_signed wide_with_sign;
enum byte_enum byte;

static __attribute__((noinline)) int a_static_function(int argument tagged("argument"))
{
	return argument + a_static;
}

__attribute__((section("section_name"))) int a_function(int *restrict pointer)     /* RESTRICT, FUNC global */
{
	*pointer = an_extern_function(an_extern);
	return a_static_function(*pointer);
}
