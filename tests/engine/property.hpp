#pragma once
// Properties that rapidcheck tries on a hundred generated cases, always the same ones: the seed is
// fixed, so a test that passed once passes again.

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <unordered_map>
#include <utility>

namespace buurt::tests {

/// Keeps rapidcheck from writing about cases that pass.
struct Silence : rc::detail::TestListener {
  void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
  void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
  void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
};

/// Fails the running test case with rapidcheck's smallest counterexample when the property does not
/// hold. `property` takes generated values and uses RC_ASSERT.
template <class Property>
void for_any(Property&& property, int cases = 100) {
  rc::detail::TestParams params;
  params.seed = 20240101;
  params.maxSuccess = cases;
  // With a listener and reproductions of our own, rapidcheck does not announce a seed of its own.
  Silence silence;
  const auto result = rc::detail::checkTestable(
      std::forward<Property>(property), rc::detail::TestMetadata(), params, silence,
      std::unordered_map<std::string, rc::detail::Reproduce>());
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  INFO(message.str());
  REQUIRE(result.template is<rc::detail::SuccessResult>());
}

}  // namespace buurt::tests
