#pragma once
// Errors that are sentences for people. Our own mistakes are asserts, not exceptions.

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace buurt::engine {

/// One thing wrong with what the user gave: where it stands and what is wrong and allowed there.
struct Fault {
  std::string where;
  std::string what;

  friend bool operator==(const Fault&, const Fault&) = default;
};

/// The call or a file is wrong. Holds every fault found, not just the first.
class UserError : public std::runtime_error {
 public:
  explicit UserError(std::vector<Fault> faults)
      : std::runtime_error(joined(faults)), faults_(std::move(faults)) {}
  UserError(std::string where, std::string what)
      : UserError(std::vector<Fault>{Fault{std::move(where), std::move(what)}}) {}

  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

 private:
  static std::string joined(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) {
      if (!text.empty()) text += '\n';
      if (!fault.where.empty()) text += fault.where + ": ";
      text += fault.what;
    }
    return text;
  }

  std::vector<Fault> faults_;
};

/// The run itself could not go on (a full disk, an imbalance found by an audit).
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace buurt::engine
