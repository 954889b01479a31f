#include "engine/ensemble.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "engine/parallel.hpp"

using namespace buurt::engine;

namespace {

void rest(int milliseconds) {
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

// Counts how many are inside at once.
struct Crowd {
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  void enter() {
    const int now = ++inside;
    int seen = most;
    while (now > seen && !most.compare_exchange_weak(seen, now)) {
    }
  }
  void leave() { --inside; }
};

}  // namespace

TEST_CASE("results come in order on the calling thread, however long each job takes") {
  for (const int threads : {1, 2, 3, 7, 16}) {
    const std::thread::id caller = std::this_thread::get_id();
    std::vector<std::size_t> order;
    std::vector<int> results;
    const EnsembleEnd end = run_ensemble(
        20, {threads, nullptr},
        [](std::size_t i) {
          rest(static_cast<int>(i * 7 % 5));
          return static_cast<int>(i * i);
        },
        [&](std::size_t i, int result) {
          CHECK(std::this_thread::get_id() == caller);
          order.push_back(i);
          results.push_back(result);
        });
    CHECK(end.delivered == 20);
    CHECK_FALSE(end.interrupted);
    for (std::size_t i = 0; i < 20; ++i) {
      REQUIRE(order[i] == i);
      REQUIRE(results[i] == static_cast<int>(i * i));
    }
  }
}

TEST_CASE("no more jobs run at once than there are threads, and several do") {
  Crowd crowd;
  run_ensemble(
      12, {3, nullptr},
      [&](std::size_t) {
        crowd.enter();
        rest(10);
        crowd.leave();
        return 0;
      },
      [](std::size_t, int) {});
  CHECK(crowd.most <= 3);
  CHECK(crowd.most >= 2);
}

TEST_CASE("a result is delivered as soon as it and those before it are there") {
  std::atomic<bool> first_delivered{false};
  bool last_waited_in_vain = true;
  run_ensemble(
      2, {2, nullptr},
      [&](std::size_t i) {
        // Job 1 ends only after result 0 was delivered (or after two seconds, which is a failure).
        for (int tries = 0; i == 1 && tries < 2000 && !first_delivered; ++tries) rest(1);
        return first_delivered.load();
      },
      [&](std::size_t i, bool saw) {
        if (i == 0) first_delivered = true;
        if (i == 1) last_waited_in_vain = !saw;
      });
  CHECK_FALSE(last_waited_in_vain);
}

TEST_CASE("jobs have one thread each when they are many and share the threads when they are few") {
  const auto widths = [](std::size_t jobs, int threads) {
    std::vector<int> all;
    run_ensemble(
        jobs, {threads, nullptr},
        [](std::size_t) { return oneapi::tbb::this_task_arena::max_concurrency(); },
        [&](std::size_t, int width) { all.push_back(width); });
    return all;
  };
  CHECK(widths(5, 2) == std::vector<int>{1, 1, 1, 1, 1});
  CHECK(widths(2, 4) == std::vector<int>{2, 2});
  CHECK(widths(1, 3) == std::vector<int>{3});
}

TEST_CASE("a parallel phase inside a job gives what it gives alone") {
  const auto sum = [](std::size_t seed) {
    return reduce_blocks(
        50'000, 0.0,
        [&](std::size_t begin, std::size_t end) {
          double part = 0;
          for (std::size_t i = begin; i < end; ++i) {
            part += 1.0 / (static_cast<double>(seed + i) + 1.0);
          }
          return part;
        },
        [](double a, double b) { return a + b; });
  };
  std::vector<double> alone;
  for (std::size_t i = 0; i < 6; ++i) alone.push_back(sum(i));
  for (const int threads : {1, 4, 16}) {
    std::vector<double> together;
    run_ensemble(6, {threads, nullptr}, sum,
                 [&](std::size_t, double result) { together.push_back(result); });
    CHECK(together == alone);
  }
}

TEST_CASE("results that can only be moved are delivered too") {
  int total = 0;
  run_ensemble(
      5, {2, nullptr}, [](std::size_t i) { return std::make_unique<int>(static_cast<int>(i)); },
      [&](std::size_t, std::unique_ptr<int> result) { total += *result; });
  CHECK(total == 10);
}

TEST_CASE("when a job fails those before it are delivered, none is started after, and it is told") {
  for (const int threads : {1, 2, 4}) {
    std::atomic<int> started{0};
    std::vector<std::size_t> delivered;
    std::string message;
    try {
      run_ensemble(
          1000, {threads, nullptr},
          [&](std::size_t i) {
            ++started;
            rest(1);
            // 7 fails late and 8 at once; the lower one is told.
            if (i == 7) {
              rest(20);
              throw std::runtime_error("job 7 failed");
            }
            if (i == 8) throw std::runtime_error("job 8 failed");
            return i;
          },
          [&](std::size_t i, std::size_t) { delivered.push_back(i); });
    } catch (const std::runtime_error& error) {
      message = error.what();
    }
    CHECK(message == "job 7 failed");
    CHECK(delivered == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
    CHECK(started < 30);
  }
}

TEST_CASE("when the consumer fails the ensemble stops and its exception is told") {
  for (const int threads : {1, 3}) {
    std::atomic<int> started{0};
    CHECK_THROWS_WITH(run_ensemble(
                          1000, {threads, nullptr},
                          [&](std::size_t i) {
                            ++started;
                            rest(1);
                            return i;
                          },
                          [](std::size_t i, std::size_t) {
                            if (i == 4) throw std::runtime_error("the disk is full");
                          }),
                      "the disk is full");
    CHECK(started < 30);
  }
}

TEST_CASE("an interruption keeps what was done and starts nothing new") {
  std::atomic<bool> interrupted{false};
  std::size_t delivered = 0;
  std::atomic<int> started{0};
  const EnsembleEnd end = run_ensemble(
      1000, {2, &interrupted},
      [&](std::size_t i) {
        ++started;
        rest(1);
        return i;
      },
      [&](std::size_t i, std::size_t) {
        ++delivered;
        if (i == 5) interrupted = true;
      });
  CHECK(end.interrupted);
  CHECK(end.delivered == delivered);
  CHECK(delivered >= 6);
  CHECK(started < 30);
}

TEST_CASE("a job that notices the interruption gives up without being a failure") {
  std::atomic<bool> interrupted{false};
  std::vector<std::size_t> delivered;
  const EnsembleEnd end = run_ensemble(
      3, {1, &interrupted},
      [&](std::size_t i) {
        if (i == 1) {
          interrupted = true;
          throw Interrupted();
        }
        return i;
      },
      [&](std::size_t i, std::size_t) { delivered.push_back(i); });
  CHECK(end.interrupted);
  CHECK(delivered == std::vector<std::size_t>{0});
}

TEST_CASE("an interruption that comes when all is done leaves nothing undone") {
  std::atomic<bool> interrupted{false};
  const EnsembleEnd end = run_ensemble(
      3, {1, &interrupted},
      [&](std::size_t i) {
        if (i == 2) interrupted = true;
        return i;
      },
      [](std::size_t, std::size_t) {});
  CHECK(end.delivered == 3);
  CHECK_FALSE(end.interrupted);
}

TEST_CASE("few results wait in memory for one that is slow") {
  Crowd waiting;
  run_ensemble(
      60, {3, nullptr},
      [&](std::size_t i) {
        if (i == 0) rest(60);
        waiting.enter();
        return i;
      },
      [&](std::size_t, std::size_t) { waiting.leave(); });
  CHECK(waiting.most <= 6);
}

TEST_CASE("an ensemble of no jobs ends at once") {
  const EnsembleEnd end = run_ensemble(
      0, {}, [](std::size_t i) { return i; }, [](std::size_t, std::size_t) { FAIL(); });
  CHECK(end.delivered == 0);
  CHECK_FALSE(end.interrupted);
}
