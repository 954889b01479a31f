#pragma once
// Many independent runs at once: the outer level of parallelism.

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace buurt::engine {

/// What a job throws when it notices the flag of interruption and gives up; it is no failure.
struct Interrupted {};

struct EnsembleOptions {
  /// Threads in use at once; 0 means as many as the machine has.
  int threads = 0;
  /// When this becomes true (in a signal handler, say) no job is started any more.
  const std::atomic<bool>* interrupted = nullptr;
};

struct EnsembleEnd {
  /// How many results were delivered: of jobs 0 … delivered − 1.
  std::size_t delivered = 0;
  /// Whether an interruption left jobs undone.
  bool interrupted = false;
};

namespace detail {

/// What the workers and the caller of one ensemble share. Everything is guarded by the mutex.
template <class Result>
struct EnsembleBoard {
  explicit EnsembleBoard(std::size_t jobs) : results(jobs) {}

  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::optional<Result>> results;
  std::size_t started = 0;
  std::size_t delivered = 0;
  std::size_t working = 0;
  std::size_t failed_job = 0;
  std::exception_ptr failure;
  bool stop = false;
  bool interrupted = false;
};

template <class Result, class Job>
void work_on_ensemble(EnsembleBoard<Result>& board, const EnsembleOptions& options, int inner,
                      std::size_t ahead, const Job& job) {
  // An arena of its own keeps a waiting run from picking up the work of another.
  tbb::task_arena arena(inner);
  std::unique_lock lock(board.mutex);
  while (true) {
    // Nobody runs far ahead of what was delivered, so few results wait in memory.
    board.changed.wait(lock, [&] {
      return board.stop || board.started == board.results.size() ||
             board.started < board.delivered + ahead;
    });
    if (options.interrupted != nullptr && options.interrupted->load()) {
      board.interrupted = board.interrupted || board.started < board.results.size();
      board.stop = true;
    }
    if (board.stop || board.started == board.results.size()) break;
    const std::size_t number = board.started++;
    lock.unlock();
    std::optional<Result> result;
    std::exception_ptr failure;
    bool interrupted = false;
    try {
      result.emplace(arena.execute([&] { return job(number); }));
    } catch (const Interrupted&) {
      interrupted = true;
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    board.results[number] = std::move(result);
    if (failure && (!board.failure || number < board.failed_job)) {
      board.failure = failure;
      board.failed_job = number;
    }
    board.interrupted = board.interrupted || interrupted;
    board.stop = board.stop || failure || interrupted;
    board.changed.notify_all();
  }
  --board.working;
  board.changed.notify_all();
}

}  // namespace detail

/// Runs `job(i)` for i = 0 … jobs − 1, several at once, and hands each result to `consume(i, result)`
/// on the calling thread, in order of i, as soon as it and all before it are there.
///
/// With fewer jobs than threads every job gets an equal share of threads for its own phases; else one
/// each. Results never depend on that. When a job throws, no other is started; results before it are
/// still delivered, then its exception is thrown on (of several, that of the lowest job). When
/// `consume` throws, the jobs that run are awaited and the exception is thrown on.
template <class Job, class Consume>
EnsembleEnd run_ensemble(std::size_t jobs, const EnsembleOptions& options, const Job& job,
                         Consume&& consume) {
  using Result = std::decay_t<std::invoke_result_t<const Job&, std::size_t>>;
  if (jobs == 0) return {};
  const std::size_t machine = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads =
      options.threads > 0 ? static_cast<std::size_t>(options.threads) : machine;
  const std::size_t outer = std::min(threads, jobs);
  const int inner = static_cast<int>(threads / outer);

  // TBB has no more threads than cores unless it is told so.
  std::optional<tbb::global_control> allow;
  if (threads > machine) allow.emplace(tbb::global_control::max_allowed_parallelism, threads);

  detail::EnsembleBoard<Result> board(jobs);
  std::vector<std::thread> workers;
  const auto stop_and_join = [&] {
    {
      const std::lock_guard lock(board.mutex);
      board.stop = true;
    }
    board.changed.notify_all();
    for (std::thread& worker : workers) worker.join();
  };

  std::unique_lock lock(board.mutex);
  try {
    for (std::size_t w = 0; w < outer; ++w) {
      workers.emplace_back(
          [&] { detail::work_on_ensemble(board, options, inner, 2 * outer, job); });
      ++board.working;
    }
    while (board.delivered < jobs) {
      board.changed.wait(
          lock, [&] { return board.results[board.delivered].has_value() || board.working == 0; });
      if (!board.results[board.delivered].has_value()) break;
      Result result = std::move(*board.results[board.delivered]);
      board.results[board.delivered].reset();
      const std::size_t number = board.delivered;
      lock.unlock();
      consume(number, std::move(result));
      lock.lock();
      ++board.delivered;
      board.changed.notify_all();
    }
  } catch (...) {
    if (lock.owns_lock()) lock.unlock();
    stop_and_join();
    throw;
  }
  lock.unlock();
  stop_and_join();
  if (board.failure) std::rethrow_exception(board.failure);
  return EnsembleEnd{board.delivered, board.interrupted};
}

}  // namespace buurt::engine
