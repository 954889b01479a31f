#pragma once
// Tells the thread sanitizer what oneTBB guarantees: what was written before a parallel loop is seen
// inside it, and what was written inside is seen after it. The library itself is not compiled with
// the sanitizer, which would otherwise report every loop. Without the sanitizer this is nothing.
//
// Blocks are not ordered among themselves, so a race between two of them is still reported.

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BUURT_THREAD_SANITIZER 1
#endif
#endif

#ifdef BUURT_THREAD_SANITIZER
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}
#endif

namespace buurt::engine {

/// One parallel loop: the caller opens it and closes it, each task enters and leaves.
class LoopFence {
 public:
#ifdef BUURT_THREAD_SANITIZER
  void open() { __tsan_release(&begin_); }
  void enter() { __tsan_acquire(&begin_); }
  void leave() { __tsan_release(&end_); }
  void close() { __tsan_acquire(&end_); }

 private:
  char begin_ = 0;
  char end_ = 0;
#else
  void open() {}
  void enter() {}
  void leave() {}
  void close() {}
#endif
};

}  // namespace buurt::engine
