#include "files/nearest_name.hpp"

#include <catch2/catch.hpp>

using namespace buurt::files;

TEST_CASE("edit distance counts what a slip of the hand changes", "[files]") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("weeks", "weeks") == 0);
  CHECK(edit_distance("weeks", "Weeks") == 0);
  CHECK(edit_distance("weks", "weeks") == 1);
  CHECK(edit_distance("wekes", "weeks") == 1);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest name is suggested only when it is near", "[files]") {
  const std::vector<std::string> known{"volunteer.leaving_rate", "volunteer.joining_rate",
                                       "ties.hours_scale"};
  CHECK(nearest_name("volunteer.leaving_rat", known) == "volunteer.leaving_rate");
  CHECK(nearest_name("leaving_rate", known) == "volunteer.leaving_rate");
  CHECK(nearest_name("ties.hour_scale", known) == "ties.hours_scale");
  CHECK_FALSE(nearest_name("pandemic", known).has_value());
  CHECK_FALSE(nearest_name("", known).has_value());
  CHECK_FALSE(nearest_name(std::string(100'000, 'a'), known).has_value());
  CHECK_FALSE(nearest_name("rate", {"a.rate", "b.rate"}).has_value());
}

TEST_CASE("without a near name the known ones are listed", "[files]") {
  CHECK(suggestion("connecter", {"connector"}) == "did you mean \"connector\"?");
  CHECK(suggestion("x", {"first", "second", "third"}) ==
        "known are \"first\", \"second\" and \"third\"");
  CHECK(suggestion("x", {}) == "none is known");
  CHECK(listed(std::vector<std::string>(15, "a")).ends_with("and 3 more"));
}
