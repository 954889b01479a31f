#pragma once
// Loops that are compiled for several vector widths, the best one chosen when the program starts.
// All of them do the same integer operations and the same unfused floating-point operations, so the
// width never changes a bit of the result.

#if defined(__x86_64__) && !defined(BUURT_SANITIZED) && (defined(__GNUC__) || defined(__clang__))
#define BUURT_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define BUURT_VECTOR_CLONES
#endif
